import { languages } from "../languages/index.ts";
import type { RepositoryIndex } from "../graph/repository-index.ts";
import { isEnglish } from "./english.ts";

/** Every name that a text about a repository may mention. */
export interface KnownNames {
  /** Occurs in the repository's text, in its facts, or is a word of a language. */
  has: (name: string) => boolean;
  /** Occurs in the repository's own text. */
  isWritten: (name: string) => boolean;
  /** Stands for something outside of the repository, so that its members cannot be judged. */
  isForeign: (name: string) => boolean;
  isPath: (path: string) => boolean;
}

const known = new WeakMap<RepositoryIndex, KnownNames>();
const word = /[A-Za-z_$][\w$]*/g;

/** The known names of an index; collected when first asked for. */
export function knownNames(index: RepositoryIndex): KnownNames {
  let names = known.get(index);
  if (names === undefined) {
    names = collect(index);
    known.set(index, names);
  }
  return names;
}

let vocabulary: ReadonlySet<string> | undefined;

function languageWords(): ReadonlySet<string> {
  if (vocabulary === undefined) {
    const words = new Set<string>();
    for (const language of languages) for (const name of language.vocabulary()) words.add(name);
    vocabulary = words;
  }
  return vocabulary;
}

function collect(index: RepositoryIndex): KnownNames {
  // Words of all texts, comments too: a name that occurs anywhere was not made up.
  const words = new Set<string>();
  for (const file of index.files.values()) {
    for (const [name] of file.text.matchAll(word)) words.add(name);
  }
  const foreign = new Set<string>();
  const specifiers = new Set<string>();
  for (const item of index.external) {
    foreign.add(item.package);
    for (const part of item.package.split(/[/@-]/)) words.add(part);
    for (const name of item.names) foreign.add(name);
    specifiers.add(item.specifier);
  }
  for (const item of [...index.imports, ...index.unresolved]) specifiers.add(item.specifier);
  for (const item of index.unresolved) for (const name of item.names) foreign.add(name);
  const paths = pathTable(index);
  const language = languageWords();
  return {
    has: (name) => words.has(name) || language.has(name) || foreign.has(name) || isEnglish(name),
    isWritten: (name) => words.has(name),
    isForeign: (name) => foreign.has(name) || language.has(name),
    isPath: (path) => specifiers.has(path) || paths(path) || occurs(index, path),
  };
}

function pathTable(index: RepositoryIndex): (path: string) => boolean {
  const table = new Set<string>();
  for (const entry of index.manifest) {
    const parts = entry.path.replace(/\/$/, "").split("/");
    // Every tail of every directory and file, with and without its extension.
    for (let end = parts.length; end > 0; end--) {
      for (let start = 0; start < end; start++) {
        const tail = parts.slice(start, end).join("/");
        if (end < parts.length && table.has(tail)) continue;
        table.add(tail);
        if (end === parts.length) table.add(tail.replace(/(?:\.d)?\.[^./]+$/, ""));
      }
    }
  }
  table.add(index.repository.name);
  return (path) => {
    const plain = path
      .replace(/^(?:\.{1,2}\/)+/, "")
      .replace(/^\/|\/$/g, "")
      .replace(/:\d+(?:[:-]\d+)*$/, "");
    if (plain === "" || table.has(plain)) return true;
    const name = index.repository.name.slice(index.repository.name.lastIndexOf("/") + 1);
    return plain.startsWith(`${name}/`) && table.has(plain.slice(name.length + 1));
  };
}

function occurs(index: RepositoryIndex, path: string): boolean {
  const plain = path.replace(/^(?:\.{1,2}\/)+/, "").replace(/\/$/, "");
  if (plain.length < 4) return false;
  for (const file of index.files.values()) if (file.text.includes(plain)) return true;
  return false;
}
