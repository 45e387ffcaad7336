import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { directoryOf, within } from "../../resolve/paths.ts";
import { underscored } from "./underscored.ts";

/** Finds the file of a constant by its name; undefined when no convention holds. */
export type ConstantFinder = (from: string, record: ImportRecord) => string | undefined;

/** Where files are loaded by name, and the project whose files may use them. */
interface AutoloadRoot {
  directory: string;
  project: string;
}

/**
 * Constants of projects that load files by the names of their constants: the directories below
 * `app` of a Rails application, and the directory of a file that sets up Zeitwerk for its gem. A
 * name is looked up in the modules around it, from the inside out.
 */
export function conventionalConstants(files: FileSet): ConstantFinder {
  const roots = autoloadRoots(files);
  return (from, { specifier, line }) => {
    const own = roots.filter(({ project }) => project === "" || from.startsWith(`${project}/`));
    if (own.length === 0) return undefined;
    const name = specifier.replace(/^::/, "");
    const symbols = files.record(from)?.symbols ?? [];
    if (symbols.some((symbol) => symbol.name === name && symbol.kind !== "property"))
      return undefined;
    const around = specifier.startsWith("::") ? [] : nestingAt(files, from, line);
    for (let depth = around.length; depth >= 0; depth--) {
      const parts = [...around.slice(0, depth), ...name.split("::")];
      // `A::B` of a file `a.rb` alone is defined in there.
      for (let end = parts.length; end > depth; end--) {
        const inner = `${underscored(parts.slice(0, end).join("::"))}.rb`;
        const path = own
          .map(({ directory }) => within(directory, inner))
          .find((place) => files.has(place));
        if (path !== undefined) return path;
      }
    }
    return undefined;
  };
}

function autoloadRoots(files: FileSet): AutoloadRoot[] {
  const roots: AutoloadRoot[] = [];
  for (const path of files.paths) {
    const application = /^(.*?)\/?config\/application\.rb$/.exec(path)?.[1];
    if (application !== undefined) {
      const found = applicationDirectories(files, within(application, "app/"));
      for (const directory of found) roots.push({ directory, project: application });
    } else if (path.endsWith(".rb") && setsUpGem.test(files.text(path) ?? "")) {
      const directory = directoryOf(path);
      roots.push({ directory, project: directoryOf(directory) });
    }
  }
  return roots;
}

const setsUpGem = /^[^#\n]*\bZeitwerk::Loader\.for_gem\b/m;

function applicationDirectories(files: FileSet, app: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of files.paths) {
    if (!path.startsWith(app)) continue;
    const inner = /^([^/]+)\/(concerns\/)?/.exec(path.slice(app.length));
    if (inner?.[1] === undefined) continue;
    found.add(app + inner[1]);
    if (inner[2] !== undefined) found.add(`${app}${inner[1]}/concerns`);
  }
  return found;
}

function nestingAt(files: FileSet, path: string, line: number): string[] {
  const found: string[] = [];
  for (const symbol of files.record(path)?.symbols ?? []) {
    if (symbol.kind !== "module" && symbol.kind !== "class") continue;
    if (symbol.line <= line && line <= symbol.endLine) found.push(...symbol.name.split("::"));
  }
  return found;
}
