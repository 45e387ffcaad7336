import { parse as parseToml } from "smol-toml";
import { isRecord } from "../../../resolve/jsonc.ts";
import type { FileSet } from "../../../resolve/file-set.ts";
import { directoryOf, joinInside, within } from "../../../resolve/paths.ts";

/** A package of Cargo: one `Cargo.toml` with a `[package]`. */
export interface CargoPackage {
  readonly directory: string;
  readonly name: string;
  /** The name by which code uses its library, and the file that begins it. */
  readonly library: { readonly name: string; readonly root: string } | undefined;
  /** Files that begin a crate: library, programs, tests, examples, benchmarks, build script. */
  readonly roots: readonly string[];
  /** Names by which code uses its dependencies, with the packages' own names. */
  readonly dependencies: ReadonlyMap<string, Dependency>;
}

/** A dependency: a package of the registry, or one of the repository by its directory. */
export interface Dependency {
  readonly package: string;
  readonly directory: string | undefined;
}

type Table = Record<string, unknown>;

/** The packages of a repository, in the order of their manifests. */
export function cargoPackages(files: FileSet): CargoPackage[] {
  const manifests = new Map<string, Table>();
  for (const path of files.paths) {
    if (path !== "Cargo.toml" && !path.endsWith("/Cargo.toml")) continue;
    const table = parsed(files.text(path) ?? "");
    if (table !== undefined) manifests.set(directoryOf(path), table);
  }
  const found: CargoPackage[] = [];
  for (const [directory, manifest] of manifests) {
    const { name } = tableAt(manifest, "package");
    if (typeof name !== "string") continue;
    found.push(packageOf(files, directory, name, manifest, manifests));
  }
  return found;
}

function packageOf(
  files: FileSet,
  directory: string,
  name: string,
  manifest: Table,
  manifests: ReadonlyMap<string, Table>,
): CargoPackage {
  const lib = tableAt(manifest, "lib");
  const root = inside(directory, lib["path"]) ?? within(directory, "src/lib.rs");
  const libraryName = typeof lib["name"] === "string" ? lib["name"] : codeName(name);
  return {
    directory,
    name,
    library: files.has(root) ? { name: libraryName, root } : undefined,
    roots: rootsOf(files, directory, manifest, root),
    dependencies: dependenciesOf(directory, manifest, manifests),
  };
}

const folders = ["src/bin", "tests", "examples", "benches"];
const targets = ["bin", "test", "example", "bench"];

function rootsOf(files: FileSet, directory: string, manifest: Table, library: string): string[] {
  const { build } = tableAt(manifest, "package");
  const found = new Set<string>();
  const add = (path: string | undefined): void => {
    if (path !== undefined && files.has(path)) found.add(path);
  };
  add(library);
  add(within(directory, "src/main.rs"));
  for (const target of targets) {
    for (const item of listAt(manifest, target)) add(inside(directory, item["path"]));
  }
  const prefixes = folders.map((folder) => `${within(directory, folder)}/`);
  for (const path of files.paths) {
    const prefix = prefixes.find((item) => path.startsWith(item));
    const rest = prefix === undefined ? "" : path.slice(prefix.length);
    if (/^[^/]+\.rs$|^[^/]+\/main\.rs$/.test(rest)) found.add(path);
  }
  add(inside(directory, build) ?? within(directory, "build.rs"));
  return [...found];
}

function dependenciesOf(
  directory: string,
  manifest: Table,
  manifests: ReadonlyMap<string, Table>,
): Map<string, Dependency> {
  const shared = workspaceDependencies(directory, manifests);
  const found = new Map<string, Dependency>();
  const places = [manifest, ...Object.values(tableAt(manifest, "target")).filter(isRecord)];
  for (const place of places) {
    for (const kind of ["dependencies", "dev-dependencies", "build-dependencies"]) {
      for (const [key, value] of Object.entries(tableAt(place, kind))) {
        const inherited = isRecord(value) && value["workspace"] === true;
        const known = inherited ? shared.get(key) : undefined;
        found.set(codeName(key), known ?? dependencyOf(directory, key, value));
      }
    }
  }
  return found;
}

/** What `[workspace.dependencies]` of the nearest workspace above says. */
function workspaceDependencies(
  directory: string,
  manifests: ReadonlyMap<string, Table>,
): Map<string, Dependency> {
  for (let place = directory; ; place = directoryOf(place)) {
    const workspace = manifests.get(place)?.["workspace"];
    if (isRecord(workspace)) {
      const entries = Object.entries(tableAt(workspace, "dependencies"));
      return new Map(entries.map(([key, value]) => [key, dependencyOf(place, key, value)]));
    }
    if (place === "") return new Map();
  }
}

function dependencyOf(directory: string, key: string, value: unknown): Dependency {
  if (!isRecord(value)) return { package: key, directory: undefined };
  const name = typeof value["package"] === "string" ? value["package"] : key;
  return { package: name, directory: inside(directory, value["path"]) };
}

/** A package's name as code writes it. */
export function codeName(name: string): string {
  return name.replaceAll("-", "_");
}

function inside(directory: string, path: unknown): string | undefined {
  return typeof path === "string" ? joinInside(directory, path) : undefined;
}

function tableAt(table: Table, key: string): Table {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return isRecord(value) ? value : {};
}

function listAt(table: Table, key: string): Table[] {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function parsed(text: string): Table | undefined {
  try {
    return parseToml(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
