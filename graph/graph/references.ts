import type { ReferenceRecord } from "../parse/record.ts";
import type {
  ImportEdge,
  IndexedFile,
  LocatedSymbol,
  SymbolReference,
} from "./repository-index.ts";

/** What references are found over. */
interface Ground {
  files: ReadonlyMap<string, IndexedFile>;
  importsOf: (path: string) => readonly ImportEdge[];
}

const maxHops = 32;

/**
 * The symbols of other files that a file uses, through every file that only passes them on. A
 * name whose definition is unknown (bound at run time, a module as a whole) is left out.
 */
export function fileReferences(ground: Ground, path: string): SymbolReference[] {
  const record = ground.files.get(path)?.record;
  if (record === null || record === undefined) return [];
  const uses = new Map<string, ReferenceRecord[]>();
  for (const use of record.references) {
    const known = uses.get(use.name);
    if (known === undefined) uses.set(use.name, [use]);
    else known.push(use);
  }
  const found = new Map<string, SymbolReference>();
  for (const edge of ground.importsOf(path)) {
    for (const [index, name] of edge.names.entries()) {
      for (const use of uses.get(name) ?? []) {
        const target = targetOf(ground, edge, name, edge.imported[index], use.member);
        if (target === undefined || target.path === path) continue;
        const key = `${target.path}\0${target.symbol.name}\0${target.symbol.line}`;
        const known = found.get(key);
        if (known === undefined) {
          found.set(key, { from: path, name, ...target, lines: use.lines });
        } else {
          known.lines = [...new Set([...known.lines, ...use.lines])].sort((a, b) => a - b);
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
}

function targetOf(
  ground: Ground,
  edge: ImportEdge,
  name: string,
  imported: string | undefined,
  member: string | undefined,
): LocatedSymbol | undefined {
  if (imported !== undefined && imported !== "*") {
    const found = exportOf(ground, edge.to, imported, new Set());
    if (found !== undefined) return found;
    // `from package import module`: the edge leads to the module itself.
    const last = member?.split(".")[0];
    return last === undefined ? undefined : exportOf(ground, edge.to, last, new Set());
  }
  if (member === undefined) return undefined;
  const parts = member.split(".");
  const inner = edge.specifier.startsWith(`${name}.`) ? edge.specifier.split(".").slice(1) : [];
  const isOfModule = inner.every((part, at) => parts[at] === part);
  const taken = isOfModule ? parts[inner.length] : undefined;
  return taken === undefined ? undefined : exportOf(ground, edge.to, taken, new Set());
}

/** The definition that a file offers under a name, its own or one that it passes on. */
function exportOf(
  ground: Ground,
  path: string,
  name: string,
  seen: Set<string>,
): LocatedSymbol | undefined {
  if (seen.has(path) || seen.size > maxHops) return undefined;
  seen.add(path);
  const { symbols = [], renames = [] } = ground.files.get(path)?.record ?? {};
  const own =
    symbols.find(
      (item) => item.depth === 0 && !item.local && (item.exportedAs ?? item.name) === name,
    ) ?? symbols.find((item) => item.depth === 0 && !item.local && item.name === name);
  if (own !== undefined) return { path, symbol: own };
  const edges = ground.importsOf(path);
  const local = renames.find(({ as }) => as === name)?.name ?? name;
  for (const edge of edges) {
    const index = edge.names.indexOf(local);
    const imported = index < 0 ? undefined : edge.imported[index];
    if (imported === undefined || imported === "*") continue;
    const found = exportOf(ground, edge.to, imported, seen);
    if (found !== undefined) return found;
  }
  for (const edge of edges) {
    const passesAll =
      edge.names.includes("*") || (edge.kind === "reexport" && edge.names.length === 0);
    const found = passesAll ? exportOf(ground, edge.to, name, seen) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
