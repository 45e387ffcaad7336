import type { FileFacts, ImportFacts, SymbolFacts } from "../../../../protocols/index.ts";

/** The last part of a path or specifier, without its extension. */
export function stem(path: string): string {
  const base =
    path
      .replace(/(?<!\/)\/+$/, "")
      .split("/")
      .at(-1) ?? path;
  const dot = base.lastIndexOf(".");
  return dot > 0 && dot < base.length - 1 ? base.slice(0, dot) : base;
}

/** A path short enough not to repeat an import's specifier token by token. */
export function shortPath(path: string): string {
  return path.split("/").length <= 3 && path.length <= 60 ? path : stem(path);
}

/** Where an import comes from, as one says it. */
export function origin(found: ImportFacts): string {
  return found.path === null ? (found.package ?? stem(found.specifier)) : shortPath(found.path);
}

/** Definitions at the top level, in order. */
export function topLevel(facts: FileFacts): SymbolFacts[] {
  const names = new Set(facts.symbols.map(({ name }) => name));
  return facts.symbols.filter(({ parent }) => parent === undefined || !names.has(parent));
}

/** Members by the name of what holds them. */
export function membersOf(facts: FileFacts): Map<string, SymbolFacts[]> {
  const members = new Map<string, SymbolFacts[]>();
  for (const symbol of facts.symbols) {
    if (symbol.parent === undefined) continue;
    members.set(symbol.parent, [...(members.get(symbol.parent) ?? []), symbol]);
  }
  return members;
}

/** How each symbol is called in a sentence: with its parent where the name alone is not enough. */
export function labelsOf({ symbols }: FileFacts): string[] {
  const times = new Map<string, number>();
  for (const { name } of symbols) times.set(name, (times.get(name) ?? 0) + 1);
  return symbols.map(({ name, parent }) =>
    parent !== undefined && (times.get(name) ?? 0) > 1 ? `${name} of ${parent}` : name,
  );
}

/** Items without what came before, in order. */
export function distinct<T>(items: Iterable<T>): T[] {
  return [...new Set(items)];
}
