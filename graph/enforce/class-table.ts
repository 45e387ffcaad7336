import type { IndexedFile, RepositoryIndex } from "../graph/repository-index.ts";
import type { SymbolRecord } from "../parse/record.ts";

/** The members of the repository's types. */
export interface ClassTable {
  /** Whether the repository defines a type of this name. */
  has: (name: string) => boolean;
  /**
   * Whether a type has a member, its own or an inherited one; undefined when that is unknown,
   * since a base is foreign or members come at run time.
   */
  hasMember: (name: string, member: string) => boolean | undefined;
}

/** What is known of one type, or of all types of one name together. */
export interface ClassEntry {
  members: Set<string>;
  bases: Set<string>;
  /** Members may come from where they cannot be seen. */
  open: boolean;
}

/** Bases that add no member of their own to what a text would name. */
const plainBases = new Set(["object", "ABC", "Protocol", "Generic", "Object"]);
/** What every type has. */
const universal =
  /^(?:__\w+__|constructor|new|prototype|name|length|toString|toJSON|valueOf|hasOwnProperty|call|apply|bind|mro)$/;
const own = /(?<![\w$.])(?:self|this|cls)\s*[?!]?\.\s*(#?[A-Za-z_$][\w$]*)/g;
const ofType = /(?<![\w$])([A-Z][\w$]*)(?:\.prototype)?\s*(?:\.|::)\s*(?=([A-Za-z_$][\w$]*))/g;
const maxDepth = 24;

/** The types of an index by name. */
export function* classTable(index: RepositoryIndex): Generator<undefined, ClassTable> {
  return classesOf(yield* classEntries(index));
}

/** The entries of an index's types, collected a file at a time; types of one name count as one. */
export function* classEntries(
  index: RepositoryIndex,
): Generator<undefined, Map<string, ClassEntry>> {
  const entries = new Map<string, ClassEntry>();
  for (const file of index.files.values()) {
    const symbols = file.record?.symbols ?? [];
    const lines = symbols.some(isType) ? file.text.split("\n") : [];
    for (const symbol of symbols) if (isType(symbol)) addType(entries, symbol, symbols, lines);
    yield;
  }
  for (const file of index.files.values()) {
    addUses(entries, file);
    // Objects, modules and parts in other files may have the name of a type.
    for (const { name, parent } of file.record?.symbols ?? []) {
      if (parent !== undefined) entries.get(parent)?.members.add(name);
    }
    yield;
  }
  return entries;
}

/** A table over entries. */
export function classesOf(entries: ReadonlyMap<string, ClassEntry>): ClassTable {
  const find = (name: string, member: string, depth: number): boolean | undefined => {
    const entry = entries.get(name);
    if (entry === undefined) return plainBases.has(name) ? false : undefined;
    if (entry.members.has(member)) return true;
    if (depth > maxDepth) return undefined;
    let result: boolean | undefined = entry.open ? undefined : false;
    for (const base of entry.bases) {
      const inherited = find(base, member, depth + 1);
      if (inherited === true) return true;
      if (inherited === undefined) result = undefined;
    }
    return result;
  };
  return {
    has: (name) => entries.has(name),
    hasMember: (name, member) => universal.test(member) || find(name, member, 0),
  };
}

function isType({ kind }: SymbolRecord): boolean {
  return kind === "class" || kind === "interface" || kind === "enum";
}

function addType(
  entries: Map<string, ClassEntry>,
  symbol: SymbolRecord,
  symbols: readonly SymbolRecord[],
  lines: readonly string[],
): void {
  const entry = entries.get(symbol.name) ?? { members: new Set(), bases: new Set(), open: false };
  entries.set(symbol.name, entry);
  if (symbol.kind !== "enum" && symbol.bases === undefined) entry.open = true;
  for (const base of symbol.bases ?? []) {
    if (!base.includes("=")) entry.bases.add(base.slice(base.lastIndexOf(".") + 1));
  }
  const isInside = (other: SymbolRecord): boolean =>
    other.line >= symbol.line && other.endLine <= symbol.endLine && other !== symbol;
  for (const other of symbols) {
    if (other.parent !== symbol.name && !isInside(other)) continue;
    entry.members.add(other.name);
    // `constructor(private readonly name: string)` declares a field.
    for (const name of other.kind === "constructor" ? other.binds : []) entry.members.add(name);
    if (/^__getattr(?:ibute)?__$|^method_missing$|^__call$|^__get$/.test(other.name)) {
      entry.open = true;
    }
  }
  const body = lines.slice(symbol.line - 1, symbol.endLine).join("\n");
  for (const [, member = ""] of body.matchAll(own)) entry.members.add(member);
  if (/\bsetattr\(|\bObject\.assign\(\s*this\b|\b__dict__\b/.test(body)) entry.open = true;
}

/** Members by which any code of the repository calls them on the type itself. */
function addUses(entries: ReadonlyMap<string, ClassEntry>, { text, record }: IndexedFile): void {
  if (record === null) return;
  for (const [, type = "", member = ""] of text.matchAll(ofType)) {
    entries.get(type)?.members.add(member);
  }
  for (const [, type = ""] of text.matchAll(/Object\.assign\(\s*([A-Z]\w*)(?:\.prototype)?\b/g)) {
    const entry = entries.get(type);
    if (entry !== undefined) entry.open = true;
  }
}
