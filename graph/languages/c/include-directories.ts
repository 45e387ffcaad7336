import type { FileSet } from "../../resolve/file-set.ts";
import { baseOf, directoryOf, joinInside, within } from "../../resolve/paths.ts";
import { compileCommands } from "./compile-commands.ts";

/** Directories in which the compiler of a file looks for what it includes, first ones first. */
export type SearchPath = (file: string) => readonly string[];

const buildFiles = new Set(
  (
    "CMakeLists.txt meson.build configure.ac configure.in BUILD BUILD.bazel SConstruct SConscript " +
    "wscript build.zig compile_flags.txt .clangd"
  ).split(" "),
);
const buildEnding = /\.(?:cmake|mk|gypi?|pr[io])$/;
const makefile = /^(?:GNU)?[Mm]akefile(?:\.[\w.]+)?$/;

function isBuildFile(name: string): boolean {
  return buildFiles.has(name) || buildEnding.test(name) || makefile.test(name);
}

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
    if (!isBuildFile(baseOf(path))) continue;
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

const flags = /(?:-I|-isystem[ \t]*|-iquote[ \t]*)["']?((?:\$[({][^(){}$\s]*[)}]|[\w./-])+)/g;
const call = /include_directories[ \t]*\(/g;
const list =
  /\b(?:includes|include_dirs|INCLUDEPATH|CPPPATH)[ \t]*\+?[=:][ \t]*(\[[^[\]]*\]|[^\n]*)/g;
const words = /(?:\$<(?:[^<>$\s]|\$\{[^{}$\s]*\})*>?|\$[({][^(){}$\s]*[)}]|[\w./-])+/g;
const variables = [
  /\bset[ \t]*\([ \t]*(\w+)[ \t]+"?([^\s")]+)"?[ \t]*\)/gi,
  /^[ \t]*(\w+)[ \t]*[:?]?=[ \t]*([^\s#]+)[ \t]*$/gm,
];

/** The include directories that a build file names, with its own variables put in. */
function includeFlags(text: string): string[] {
  const plain = text.replace(/(^|\s)#(?!include)[^\n]*/g, "$1");
  const values = new Map<string, string>();
  for (const pattern of variables) {
    for (const [, name = "", value = ""] of plain.matchAll(pattern)) values.set(name, value);
  }
  const found = [...plain.matchAll(flags)].map((match) => match[1] ?? "");
  const lists = [
    ...[...plain.matchAll(call)].map(({ 0: head, index }) =>
      argumentsFrom(plain, index + head.length),
    ),
    ...[...plain.matchAll(list)].map((match) => match[1] ?? ""),
  ];
  for (const each of lists) {
    for (const [item] of each.matchAll(words)) {
      const wrapped = /^\$<BUILD_(?:LOCAL_)?INTERFACE:/.exec(item)?.[0];
      found.push(
        wrapped === undefined
          ? item
          : item.slice(wrapped.length, item.endsWith(">") ? -1 : undefined),
      );
    }
  }
  return found
    .map((item) => expanded(item, values))
    .filter((item) => !/^(?:PUBLIC|PRIVATE|INTERFACE|SYSTEM|BEFORE|AFTER)?$/.test(item));
}

/** Longest arguments of a call that are read, in UTF-16 units. */
const longestCall = 4000;

/** The text between the brackets of a call; nothing when they do not close. */
function argumentsFrom(text: string, start: number): string {
  let depth = 1;
  for (let at = start; at < text.length && at < start + longestCall; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return text.slice(start, at);
  }
  return "";
}

function expanded(item: string, values: ReadonlyMap<string, string>): string {
  let text = item;
  for (let depth = 0; depth < 3 && text.includes("$"); depth++) {
    text = text.replace(/\$[({](\w+)[)}]/g, (all, name: string) => values.get(name) ?? all);
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
