import { LRUCache } from "lru-cache";
import { languageNamed } from "../languages/index.ts";
import type { RepositoryIndex } from "../graph/repository-index.ts";
import { atOnce, inTurns } from "../../runtime/threads/index.ts";
import { classTable, type ClassTable } from "./class-table.ts";
import { isEnglish } from "./english.ts";
import { pathTable, type PathTable } from "./path-table.ts";
import { wordsOf } from "./words.ts";

/**
 * What is known of a name: `written` in the repository's code or taken from what it imports; a
 * word of a language (`language`); only `mentioned` in its comments and documents, or an ordinary
 * word, which proves nothing; or `unknown`.
 */
export type NameStatus = "written" | "language" | "mentioned" | "unknown";

/** Every name that a text about a repository may mention. */
export interface KnownNames {
  standing: (name: string) => NameStatus;
  /** Refers to something outside the repository, so that its members cannot be checked. */
  isForeign: (name: string) => boolean;
  /** Is an external package or comes from one. */
  isImported: (name: string) => boolean;
  /**
   * Whether `self` or `this` can have a member in a file: its code writes it, or a type that it
   * names has it or may have it.
   */
  isMemberHere: (path: string, member: string) => boolean;
  classes: ClassTable;
  paths: PathTable;
}

/** The names of a repository, plain enough to be kept apart from its text. */
export interface NameTable {
  /** Names of the code, those of its one-word strings and of its configuration too. */
  written: ReadonlySet<string>;
  /** Words of comments, of longer strings and of documents. */
  mentioned: ReadonlySet<string>;
  /** External packages, what is imported from them, and what unresolved imports bind. */
  foreign: ReadonlySet<string>;
  /** Languages of the repository, whose own words count. */
  languages: Iterable<string>;
  /** Names of a file's own code by its path. */
  perFile: ReadonlyMap<string, ReadonlySet<string>>;
  classes: ClassTable;
  paths: PathTable;
}

const known = new WeakMap<RepositoryIndex, KnownNames>();

/** The known names of an index; collected at once unless {@link collectNames} has done it. */
export function knownNames(index: RepositoryIndex): KnownNames {
  let names = known.get(index);
  if (names === undefined) {
    names = fromTable(atOnce(nameTable(index)));
    known.set(index, names);
  }
  return names;
}

const collecting = new WeakMap<RepositoryIndex, Promise<void>>();

/** Collects the known names of an index. Other work of this thread gets its turn meanwhile. */
export async function collectNames(index: RepositoryIndex): Promise<void> {
  if (known.has(index)) return;
  let work = collecting.get(index);
  if (work === undefined) {
    work = inTurns(nameTable(index)).then((table) => void known.set(index, fromTable(table)));
    collecting.set(index, work);
  }
  await work;
}

/** The known names over a table. */
export function fromTable(table: NameTable): KnownNames {
  const { written, mentioned, foreign, perFile, classes, paths } = table;
  const language = sharedWords(table.languages);
  return {
    standing(name) {
      if (written.has(name) || foreign.has(name)) return "written";
      if (language.has(name)) return "language";
      return mentioned.has(name) || isEnglish(name) ? "mentioned" : "unknown";
    },
    isForeign: (name) => foreign.has(name) || (language.has(name) && !classes.has(name)),
    isImported: (name) => foreign.has(name),
    isMemberHere(path, member) {
      const own = perFile.get(path);
      if (own === undefined || own.has(member)) return true;
      return [...own].some(
        (type) => classes.has(type) && classes.hasMember(type, member) !== false,
      );
    },
    classes,
    paths,
  };
}

/** By the names of languages: most repositories have the same ones, with thousands of words. */
const sharedByNames = new LRUCache<string, ReadonlySet<string>>({ max: 64 });

function sharedWords(names: Iterable<string>): ReadonlySet<string> {
  const sorted = [...names].toSorted();
  const key = sorted.join("\n");
  let words = sharedByNames.get(key);
  if (words === undefined) {
    words = languageWords(sorted);
    sharedByNames.set(key, words);
  }
  return words;
}

function languageWords(names: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>();
  for (const name of names) {
    for (const word of languageNamed(name)?.vocabulary() ?? []) words.add(word);
  }
  return words;
}

/** Collects the names of an index, a file at a time. */
export function* nameTable(index: RepositoryIndex): Generator<undefined, NameTable> {
  const written = new Set<string>();
  const mentioned = new Set<string>();
  const perFile = new Map<string, ReadonlySet<string>>();
  for (const [path, file] of index.files) {
    const own = wordsOf(file, mentioned);
    for (const name of own) written.add(name);
    for (const { name } of file.record?.symbols ?? []) written.add(name);
    if (file.record !== null) perFile.set(path, own);
    yield;
  }
  const foreign = new Set<string>();
  const specifiers = new Set<string>();
  for (const item of index.external) {
    foreign.add(item.package);
    for (const part of item.package.split(/[/@-]/)) if (part !== "") foreign.add(part);
    for (const name of item.names) foreign.add(name);
    specifiers.add(item.specifier);
  }
  for (const item of [...index.imports, ...index.unresolved]) specifiers.add(item.specifier);
  for (const item of index.unresolved) for (const name of item.names) foreign.add(name);
  return {
    written,
    mentioned,
    foreign,
    languages: new Set([...index.files.values()].map((file) => file.language ?? "")),
    perFile,
    classes: yield* classTable(index),
    paths: pathTable(index, specifiers),
  };
}
