import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { within } from "../../resolve/paths.ts";
import { hasInit, moduleAt } from "./roots.ts";

/**
 * The name under which a repository imports itself when its own root is a package. No file has to
 * say it, so it is taken from the imports: the one name of which every import leads to a module at
 * the root that defines what is imported from it.
 *
 * @param isTaken whether a name has another meaning
 */
export function rootPackageName(
  files: FileSet,
  isTaken: (name: string) => boolean,
): string | undefined {
  if (!hasInit(files, "")) return undefined;
  const fits = new Map<string, boolean>();
  for (const path of files.paths) {
    if (!/\.pyi?$/.test(path)) continue;
    for (const record of files.record(path)?.imports ?? []) {
      const [top = "", ...rest] = record.specifier.split(".");
      if (top === "" || fits.get(top) === false || isTaken(top)) continue;
      if (files.hasDirectory(top) || moduleAt(files, top, path) !== undefined) continue;
      fits.set(top, defines(files, rest.join("/"), record, path));
    }
  }
  const names = [...fits].filter(([, fitting]) => fitting).map(([name]) => name);
  return names.length === 1 ? names[0] : undefined;
}

/** Whether a module is there and has all names that are imported from it; `import a` shows nothing. */
export function defines(
  files: FileSet,
  place: string,
  record: ImportRecord,
  from: string,
): boolean {
  const module = moduleAt(files, place, from);
  if (module === undefined && !files.hasDirectory(place)) return false;
  if (record.imported.length === 0) return place !== "";
  const found = module === undefined ? undefined : files.record(module);
  return record.imported.every(
    (name) =>
      moduleAt(files, within(place, name), from) !== undefined ||
      name === "*" ||
      found?.symbols.some((symbol) => symbol.depth === 0 && symbol.name === name) === true ||
      found?.imports.some(({ names }) => names.includes(name) || names.includes("*")) === true,
  );
}
