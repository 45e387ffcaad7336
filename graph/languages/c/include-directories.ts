import type { FileSet } from "../../resolve/file-set.ts";
import { baseOf, directoryOf, joinInside, within } from "../../resolve/paths.ts";
import { compileCommands } from "./compile-commands.ts";

/** Directories in which the compiler of a file looks for what it includes, first ones first. */
export type SearchPath = (file: string) => readonly string[];

const buildFile =
  /^(?:CMakeLists\.txt|[\w.-]+\.cmake|(?:GNU)?[Mm]akefile(?:\.[\w.]+)?|[\w.-]+\.mk|meson\.build|configure\.(?:ac|in)|BUILD(?:\.bazel)?|SConstruct|SConscript|wscript|[\w.-]+\.gypi?|build\.zig|compile_flags\.txt|\.clangd|[\w.-]+\.pr[io])$/;

/**
 * The search path that a repository declares: by `compile_commands.json` for the files that it
 * lists, else by the include directories that build files name, those of the nearest build files
 * first. A build file speaks for what is below its directory.
 */
export function searchPath(files: FileSet): SearchPath {
  const commands = compileCommands(files);
  const declared = declaredDirectories(files);
  const known = new Map<string, readonly string[]>();
  return (file) => {
    const own = commands.get(file);
    if (own !== undefined) return own;
    const directory = directoryOf(file);
    let found = known.get(directory);
    if (found === undefined) {
      found = [...new Set(enclosing(directory).flatMap((place) => declared.get(place) ?? []))];
      known.set(directory, found);
    }
    return found;
  };
}

function enclosing(directory: string): string[] {
  const places = [directory];
  for (let at = directory; at !== "";) places.push((at = directoryOf(at)));
  return places;
}

function declaredDirectories(files: FileSet): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of files.paths) {
    if (!buildFile.test(baseOf(path))) continue;
    const place = directoryOf(path);
    for (const name of includeFlags((files.text(path) ?? "").slice(0, 1 << 18))) {
      const directory = placeOf(files, name, place);
      if (directory === undefined || !files.hasDirectory(directory)) continue;
      const known = found.get(place);
      if (known === undefined) found.set(place, [directory]);
      else if (!known.includes(directory)) known.push(directory);
    }
  }
  return found;
}

const flags = /(?:-I|-isystem\s*|-iquote\s*)["']?((?:\$[({][^)}\s]*[)}]|[\w./-])+)/g;
const calls =
  /(?:target_)?include_directories\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\b(?:includes|include_dirs|INCLUDEPATH|CPPPATH)\s*\+?[=:]\s*(\[[^\]]*\]|[^\n]*)/g;
const words = /(?:\$<(?:[^<>$\s]|\$\{[^}\s]*\})*>?|\$[({][^)}\s]*[)}]|[\w./-])+/g;
const variable =
  /^[ \t]*(?:set\s*\(\s*(\w+)\s+"?([^\s")]+)"?\s*\)|(\w+)[ \t]*[:?]?=[ \t]*([^\s#]+)[ \t]*$)/gm;

/** The include directories that a build file names, with its own variables put in. */
function includeFlags(text: string): string[] {
  const plain = text.replace(/(^|\s)#(?!include)[^\n]*/g, "$1");
  const variables = new Map<string, string>();
  for (const [, name, value, made, makes] of plain.matchAll(variable)) {
    variables.set(name ?? made ?? "", value ?? makes ?? "");
  }
  const found = [...plain.matchAll(flags)].map((match) => match[1] ?? "");
  for (const match of plain.matchAll(calls)) {
    for (const [item] of (match[1] ?? match[2] ?? "").matchAll(words)) {
      found.push(item.replace(/^\$<BUILD_(?:LOCAL_)?INTERFACE:(.*?)>?$/, "$1"));
    }
  }
  return found
    .map((item) => expanded(item, variables))
    .filter((item) => !/^(?:PUBLIC|PRIVATE|INTERFACE|SYSTEM|BEFORE|AFTER)?$/.test(item));
}

function expanded(item: string, variables: ReadonlyMap<string, string>): string {
  let text = item;
  for (let depth = 0; depth < 3 && text.includes("$"); depth++) {
    text = text.replace(/\$[({](\w+)[)}]/g, (all, name: string) => variables.get(name) ?? all);
  }
  return text;
}

const own =
  /^\$[({](?:CMAKE_CURRENT_(?:SOURCE|LIST)_DIR|srcdir|CURDIR|abs_srcdir|PWD|_PRO_FILE_PWD_)[)}]/;
const top =
  /^\$[({](?:CMAKE_SOURCE_DIR|top_srcdir|abs_top_srcdir|TOPDIR|ROOT|ROOT_DIR|SRCDIR|TOP)[)}]/;
const project = /^\$[({]\w*(?:PROJECT|[a-z0-9])_SOURCE_DIR[)}]/;

/** A directory of the repository; undefined for one of the build or of the system. */
function placeOf(files: FileSet, name: string, place: string): string | undefined {
  if (top.test(name)) return joinInside("", name.replace(top, "."));
  if (project.test(name)) return joinInside(projectOf(files, place), name.replace(project, "."));
  const plain = name.replace(own, ".");
  return plain.includes("$") || plain.startsWith("/") ? undefined : joinInside(place, plain);
}

/** The nearest directory above whose `CMakeLists.txt` begins a project. */
function projectOf(files: FileSet, place: string): string {
  const begins = (directory: string): boolean =>
    /^[ \t]*project[ \t]*\(/im.test(files.text(within(directory, "CMakeLists.txt")) ?? "");
  return enclosing(place).find(begins) ?? place;
}
