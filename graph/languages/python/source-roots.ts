import { parse as parseToml } from "smol-toml";
import type { FileSet } from "../../resolve/file-set.ts";
import { baseOf, directoryOf, joinInside } from "../../resolve/paths.ts";
import { isRecord } from "../../resolve/jsonc.ts";

/** Where the packages of a project are, as its build says. */
export interface SourceRoots {
  /** The directory that defines it; the rule applies to everything below. */
  project: string;
  /** Directories from which modules are imported. */
  roots: readonly string[];
  /** Directories of packages that are elsewhere than their names say, by dotted name. */
  packages: ReadonlyMap<string, string>;
}

/**
 * The source roots that build files declare: of setuptools (`package_dir`, `where`), Poetry, Hatch,
 * PDM, Maturin, uv, scikit-build, pytest, mypy and Pyright, Pants and Bazel.
 */
export function sourceRoots(files: FileSet): SourceRoots[] {
  const found: SourceRoots[] = [];
  for (const path of files.paths) {
    const text = (): string => files.text(path) ?? "";
    const read = readers[baseOf(path)];
    const said = read?.(text());
    if (said === undefined) continue;
    const project = directoryOf(path);
    const roots = said.roots.flatMap((root) => placeOf(files, project, root) ?? []);
    const packages = new Map<string, string>();
    for (const [name, directory] of said.packages) {
      const place = placeOf(files, project, directory);
      if (place !== undefined && name !== "") packages.set(name, place);
      else if (place !== undefined) roots.push(place);
    }
    if (roots.length > 0 || packages.size > 0) found.push({ project, roots, packages });
  }
  return found;
}

interface Said {
  roots: string[];
  packages: [name: string, directory: string][];
}

function placeOf(files: FileSet, project: string, written: string): string | undefined {
  const place = joinInside(project, written.replace(/(?<!\/)\/+\**$/, "") || ".");
  return place !== undefined && (place === "" || files.hasDirectory(place)) ? place : undefined;
}

const readers: Readonly<Record<string, (text: string) => Said>> = {
  "setup.py": setupPy,
  "setup.cfg": setupCfg,
  "pyproject.toml": pyproject,
  "pants.toml": pants,
  "pytest.ini": iniRoots,
  "tox.ini": iniRoots,
  "mypy.ini": iniRoots,
  "pyrightconfig.json": (text) => ({ roots: pyright(parsed(text, JSON.parse)), packages: [] }),
  BUILD: bazel,
  "BUILD.bazel": bazel,
};

function setupPy(text: string): Said {
  const at = text.search(/\bpackage_dir[ \t]*=[ \t]*(?:\{|dict\()/);
  const list = at < 0 ? "" : (text.slice(at, at + 4000).split(/[})]/, 1)[0] ?? "");
  const packages = [...list.matchAll(/["']([\w.]*)["'][ \t]*:[ \t]*["']([^"'\n]*)["']/g)];
  const found =
    /\bfind(?:_namespace)?_packages\([ \t]*(?:where[ \t]*=[ \t]*)?["']([^"'\n]+)["']/.exec(text);
  return {
    roots: found?.[1] === undefined ? [] : [found[1]],
    packages: packages.map(([, name = "", directory = ""]) => [name, directory]),
  };
}

/** The values of an INI file by section and key, lines that go on joined with newlines. */
function iniValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let section = "";
  let key = "";
  for (const line of text.split(/\r\n|\n/)) {
    const head = /^\[([^\]]*)\]/.exec(line)?.[1];
    const equals = line.search(/[=:]/);
    if (head !== undefined) section = head.trim();
    else if (/^\s/.test(line)) values.set(key, `${values.get(key) ?? ""}\n${line.trim()}`);
    else if (equals > 0 && !/^[#;]/.test(line)) {
      key = `${section}.${line.slice(0, equals).trim()}`;
      values.set(key, line.slice(equals + 1).trim());
    }
  }
  return values;
}

function setupCfg(text: string): Said {
  const values = iniValues(text);
  const packages = (values.get("options.package_dir") ?? "").split(/[\n,]/).flatMap((line) => {
    const [name, directory] = line.split("=");
    return name === undefined || directory === undefined
      ? []
      : [[name.trim(), directory.trim()] as [string, string]];
  });
  const where = values.get("options.packages.find.where");
  const { roots } = iniRoots(text);
  return { roots: [...roots, ...words(where)], packages };
}

function iniRoots(text: string): Said {
  const values = iniValues(text);
  const keys = ["pytest.pythonpath", "tool:pytest.pythonpath", "mypy.mypy_path"];
  return { roots: keys.flatMap((key) => words(values.get(key))), packages: [] };
}

function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string");
  return typeof value === "string" ? value.split(/[\s,:]+/).filter((word) => word !== "") : [];
}

function parsed(text: string, parse: (text: string) => unknown): Record<string, unknown> {
  try {
    const value = parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** The value at a path of nested keys in a table. */
function inside(table: Record<string, unknown>, ...names: string[]): Record<string, unknown> {
  let at = table;
  for (const name of names) {
    const next = at[name];
    if (!isRecord(next)) return {};
    at = next;
  }
  return at;
}

function pyproject(text: string): Said {
  const tool = inside(parsed(text, parseToml), "tool");
  const setuptools = inside(tool, "setuptools");
  const hatch = inside(tool, "hatch", "build", "targets", "wheel");
  const roots = [
    ...words(inside(setuptools, "packages", "find")["where"]),
    ...words(inside(tool, "pdm", "build")["package-dir"]),
    ...words(inside(tool, "maturin")["python-source"]),
    ...words(inside(tool, "uv", "build-backend")["module-root"]),
    ...words(inside(tool, "pytest", "ini_options")["pythonpath"]),
    ...words(inside(tool, "mypy")["mypy_path"]),
    ...pyright(inside(tool, "pyright")),
    ...words(hatch["sources"]),
    // A package that is named by its place is imported from the directory that it is in.
    ...words(hatch["packages"]).map(directoryOf),
    ...words(inside(tool, "scikit-build", "wheel")["packages"]).map(directoryOf),
  ];
  const packages: Said["packages"] = [
    ...entries(inside(setuptools, "package-dir")),
    ...entries(inside(hatch, "sources")).map(reversed),
    ...entries(inside(hatch, "force-include")).map(reversed),
  ];
  for (const item of listOf(inside(tool, "poetry")["packages"])) {
    const { include, from, to } = item;
    if (typeof include !== "string") continue;
    const place = typeof from === "string" ? from : ".";
    if (typeof to === "string") packages.push([dotted(`${to}/${include}`), `${place}/${include}`]);
    else roots.push(place);
  }
  return { roots, packages };
}

function pyright(table: Record<string, unknown>): string[] {
  const environments = listOf(table["executionEnvironments"]);
  return [table, ...environments].flatMap((item) => words(item["extraPaths"]));
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function entries(table: Record<string, unknown>): [string, string][] {
  return Object.entries(table).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
}

function reversed([directory, name]: [string, string]): [string, string] {
  return [dotted(name), directory];
}

function dotted(path: string): string {
  return path.replace(/^\/|\/$/g, "").replaceAll("/", ".");
}

function pants(text: string): Said {
  const patterns = words(inside(parsed(text, parseToml), "source")["root_patterns"]);
  return { roots: patterns.map((pattern) => pattern.replace(/^\//, "")), packages: [] };
}

function bazel(text: string): Said {
  const found = [...text.matchAll(/\bimports[ \t]*=[ \t]*\[([^[\]]*)\]/g)];
  const roots = found.flatMap(([, list = ""]) =>
    [...list.matchAll(/["']([^"'\n]+)["']/g)].map(([, place = ""]) => place),
  );
  return { roots, packages: [] };
}
