import type { RepositoryFacts } from "../../protocols/repository.ts";
import { isConfiguration, isTest } from "../graph/natural.ts";
import type { ImportEdge, RepositoryIndex } from "../graph/repository-index.ts";
import { directoryOf } from "../resolve/paths.ts";
import { inTurns } from "../../runtime/threads/index.ts";

const limits = { directories: 200, names: 12, packages: 80, entries: 60, hubs: 30 };

/**
 * The facts about a repository that are given before planning, in bounded size. Other work of this
 * thread gets its turn while they are collected.
 */
export async function repositoryFacts(index: RepositoryIndex): Promise<RepositoryFacts> {
  const importers = new Map<string, Set<string>>();
  for (const edge of index.imports) push(importers, edge.to, edge.from);
  let bytes = 0;
  for (const file of index.files.values()) bytes += file.entry.bytes;
  const hubs = ranked(importers).map(([path, count]) => ({ path, importers: count }));
  const entries = [...index.files]
    .filter(([path, file]) => file.record !== null && !importers.has(path))
    .map(([path]) => path)
    .filter((path) => !isTest(path) && !isConfiguration(path));
  return {
    name: index.repository.name,
    files: index.files.size,
    bytes,
    languages: languagesOf(index),
    directories: await inTurns(directoriesOf(index)),
    packages: packagesOf(index),
    entries: entries.slice(0, limits.entries),
    hubs: hubs.slice(0, limits.hubs),
  };
}

function languagesOf(index: RepositoryIndex): RepositoryFacts["languages"] {
  const found = new Map<string, { language: string; files: number; bytes: number }>();
  for (const { language, entry } of index.files.values()) {
    const name = language ?? "text";
    const known = found.get(name) ?? { language: name, files: 0, bytes: 0 };
    known.files++;
    known.bytes += entry.bytes;
    found.set(name, known);
  }
  return [...found.values()].sort((a, b) => b.bytes - a.bytes || compare(a.language, b.language));
}

function* directoriesOf(
  index: RepositoryIndex,
): Generator<undefined, RepositoryFacts["directories"]> {
  const counts = new Map<string, number>();
  for (const path of index.files.keys()) {
    for (let place = directoryOf(path); ; place = directoryOf(place)) {
      counts.set(place, (counts.get(place) ?? 0) + 1);
      if (place === "") break;
    }
  }
  const depth = (path: string): number => (path === "" ? 0 : path.split("/").length);
  const kept = [...counts]
    .toSorted(([a], [b]) => depth(a) - depth(b) || compare(a, b))
    .slice(0, limits.directories);
  const names = yield* namesBelow(index, new Set(kept.map(([path]) => path)));
  const directories: RepositoryFacts["directories"] = [];
  for (const [path, files] of kept) {
    const most = mostOf(names.get(path) ?? new Map<string, number>(), limits.names);
    directories.push({ path: path === "" ? "." : path, files, names: most });
    yield;
  }
  return directories;
}

/** For each of these directories the names that are imported from below it, and by how many files. */
function* namesBelow(
  index: RepositoryIndex,
  directories: ReadonlySet<string>,
): Generator<undefined, Map<string, Map<string, number>>> {
  const found = new Map(Array.from(directories, (place) => [place, new Map<string, number>()]));
  const importedBy = new Map<string, ImportEdge[]>();
  for (const edge of index.imports) {
    const edges = importedBy.get(edge.from) ?? [];
    importedBy.set(edge.from, edges);
    edges.push(edge);
  }
  for (const [path, file] of index.files) {
    // What one file imports counts once.
    const counted = new Set<string>();
    const note = (target: string, name: string): void => {
      for (let place = directoryOf(target); ; place = directoryOf(place)) {
        const names = found.get(place);
        const key = `${place}\0${name}`;
        if (names && !counted.has(key)) {
          counted.add(key);
          names.set(name, (names.get(name) ?? 0) + 1);
        }
        if (place === "") break;
      }
    };
    for (const edge of importedBy.get(path) ?? []) {
      for (const name of edge.imported) {
        if (/^[A-Za-z_$][\w$]*$/.test(name) && name !== "default") note(edge.to, name);
      }
    }
    // Names that only the outside imports count least, but they are all that a library's front has.
    for (const symbol of file.record?.symbols ?? []) {
      if (symbol.exported && symbol.depth === 0) note(path, symbol.name);
    }
    yield;
  }
  return found;
}

/** The keys of the largest counts, largest first, then by name. */
function mostOf(counts: ReadonlyMap<string, number>, limit: number): string[] {
  const most: [string, number][] = [];
  for (const entry of counts) {
    const last = most[limit - 1];
    if (last && byCount(last, entry) < 0) continue;
    most.push(entry);
    most.sort(byCount);
    most.length = Math.min(most.length, limit);
  }
  return most.map(([name]) => name);
}

function byCount([a, x]: [string, number], [b, y]: [string, number]): number {
  return y - x || compare(a, b);
}

function packagesOf(index: RepositoryIndex): RepositoryFacts["packages"] {
  const importers = new Map<string, Set<string>>();
  for (const item of index.external) push(importers, item.package, item.from);
  return ranked(importers)
    .slice(0, limits.packages)
    .map(([name, count]) => ({ name, importers: count }));
}

function push(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}

/** Keys by the size of their sets, largest first, then by name. */
function ranked(map: ReadonlyMap<string, ReadonlySet<string>>): [string, number][] {
  return [...map].map(([key, values]): [string, number] => [key, values.size]).sort(byCount);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
