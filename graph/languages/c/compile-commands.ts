import type { FileSet } from "../../resolve/file-set.ts";
import { isRecord } from "../../resolve/jsonc.ts";
import { baseOf, joinInside } from "../../resolve/paths.ts";

/**
 * The include directories of each file that a `compile_commands.json` lists, first ones first, of
 * the repository alone. The file contains paths of the machine that wrote it; the prefix of
 * the repository's paths there is the location of the repository.
 */
export function compileCommands(files: FileSet): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of files.paths) {
    if (baseOf(path) !== "compile_commands.json") continue;
    for (const entry of listed(files.text(path) ?? "")) {
      const { directory, file } = entry;
      if (typeof directory !== "string" || typeof file !== "string") continue;
      const absolute = file.startsWith("/") ? file : normal(`${directory}/${file}`);
      const prefix = prefixOf(files, absolute);
      if (prefix === undefined) continue;
      const flags = wordsOf(entry);
      const inside = flags
        .map((flag) => (flag.startsWith("/") ? normal(flag) : normal(`${directory}/${flag}`)))
        .filter((flag) => flag === prefix.slice(0, -1) || flag.startsWith(prefix))
        .map((flag) => flag.slice(prefix.length));
      found.set(absolute.slice(prefix.length), [...new Set(inside)]);
    }
  }
  return found;
}

function listed(text: string): Record<string, unknown>[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isRecord) : [];
  } catch {
    return [];
  }
}

/** The prefix of the repository's paths on the machine that made the commands. */
function prefixOf(files: FileSet, absolute: string): string | undefined {
  for (let at = absolute.indexOf("/"); at >= 0; at = absolute.indexOf("/", at + 1)) {
    if (files.has(absolute.slice(at + 1))) return absolute.slice(0, at + 1);
  }
  return undefined;
}

function wordsOf(entry: Record<string, unknown>): string[] {
  const { arguments: list, command } = entry;
  const words = Array.isArray(list)
    ? list.filter((word) => typeof word === "string")
    : typeof command === "string"
      ? command.split(/\s+/).map((word) => word.replace(/^["']|["']$/g, ""))
      : [];
  const found: string[] = [];
  for (const [index, word] of words.entries()) {
    const flag = /^(-I|-isystem|-iquote|\/I)(.*)$/.exec(word);
    if (flag === null) continue;
    const directory = flag[2] === "" ? words[index + 1] : flag[2];
    if (directory !== undefined) found.push(directory);
  }
  return found;
}

function normal(path: string): string {
  return `/${joinInside("", path) ?? ""}`;
}
