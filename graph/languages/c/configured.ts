import type { FileSet } from "../../resolve/file-set.ts";
import { baseOf, directoryOf, joinInside } from "../../resolve/paths.ts";

/** The headers that a build makes, by their last names: each with its template, if it has one. */
export type ConfiguredHeaders = ReadonlyMap<string, string | undefined>;

const headersOf = /\bAC_(?:CONFIG_HEADERS?|CONFIG_FILES|OUTPUT)[ \t]*\(([^()]*)\)/g;
const oldHeaders = /\bA[CM]_CONFIG_HEADER[ \t]*\(([^()]*)\)/g;
const calls = /\bconfigure_file[ \t]*\(([^()]*)\)/g;

/**
 * What `AC_CONFIG_HEADERS([config.h:config.hin])` of autoconf and `configure_file` of CMake and
 * Meson say of headers that are no files of the repository.
 */
export function configuredHeaders(files: FileSet): ConfiguredHeaders {
  const found = new Map<string, string | undefined>();
  const add = (place: string, made: string, template: string | undefined): void => {
    const path = template === undefined ? undefined : joinInside(place, template);
    const known = path !== undefined && files.has(path) ? path : undefined;
    const name = baseOf(made);
    if (known !== undefined || !found.has(name)) found.set(name, known);
  };
  for (const path of files.paths) {
    const name = baseOf(path);
    const place = directoryOf(path);
    const text = files.text(path) ?? "";
    if (name === "configure.ac" || name === "configure.in") {
      const lists = [...text.matchAll(headersOf), ...text.matchAll(oldHeaders)];
      for (const [, list = ""] of lists) {
        for (const [word] of list.matchAll(/[^\s,[\]]+/g)) {
          const [made = "", template] = word.split(":");
          if (/\.h(?:pp|h|xx)?$/.test(made)) add(place, made, template ?? `${made}.in`);
        }
      }
    } else if (name === "CMakeLists.txt" || name.endsWith(".cmake") || name === "meson.build") {
      for (const [, list = ""] of text.matchAll(calls)) addCall(list, place, add);
    }
  }
  return found;
}

function addCall(
  list: string,
  place: string,
  add: (place: string, made: string, template: string | undefined) => void,
): void {
  const keyword = (name: string): string | undefined =>
    new RegExp(`\\b${name}[ \\t]*:[ \\t]*'([^'\\n]*)'`).exec(list)?.[1];
  const made = keyword("output");
  if (made !== undefined) {
    add(place, made.replace("@BASENAME@", ""), keyword("input"));
    return;
  }
  const [template, output] = list
    .replace(/\$\{(?:CMAKE_CURRENT_SOURCE_DIR|CMAKE_CURRENT_LIST_DIR|PROJECT_SOURCE_DIR)\}\/?/g, "")
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^"|"$/g, ""));
  if (template !== undefined && output !== undefined) add(place, output, template);
}
