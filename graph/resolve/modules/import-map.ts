import type { FileSet } from "../file-set.ts";
import { isRecord, parseJsonc } from "../jsonc.ts";
import { ancestorsOf, directoryOf, joinInside, within } from "../paths.ts";

/** Where an import map sends a specifier: to a path of the repository, or to something outside. */
export type Mapped = { path: string } | { external: string };

/** The import maps of a repository's deno.json files. */
export interface ImportMaps {
  mapped: (from: string, specifier: string) => Mapped | undefined;
}

interface ImportMap {
  directory: string;
  imports: Record<string, unknown>;
  scopes: [prefix: string, imports: Record<string, unknown>][];
}

const configurations = ["deno.json", "deno.jsonc", "import_map.json"];

/** Reads import maps on demand: the nearest file that has one decides, as in Deno. */
export function importMapsOf(files: FileSet): ImportMaps {
  const known = new Map<string, ImportMap | undefined>();
  const mapIn = (directory: string): ImportMap | undefined => {
    if (!known.has(directory)) known.set(directory, readMap(files, directory));
    return known.get(directory);
  };
  return {
    mapped(from, specifier) {
      for (const directory of ancestorsOf(from)) {
        const map = mapIn(directory);
        if (map === undefined) continue;
        const scopes = map.scopes
          .filter(([prefix]) => from.startsWith(prefix))
          .toSorted(([a], [b]) => b.length - a.length);
        for (const imports of [...scopes.map(([, own]) => own), map.imports]) {
          const found = lookUp(map.directory, imports, specifier);
          if (found !== undefined) return found;
        }
      }
      return undefined;
    },
  };
}

function readMap(files: FileSet, directory: string): ImportMap | undefined {
  for (const name of configurations) {
    const file = within(directory, name);
    const json = files.has(file) ? parseJsonc(files.text(file) ?? "") : undefined;
    if (json === undefined) continue;
    const named =
      typeof json["importMap"] === "string" ? joinInside(directory, json["importMap"]) : undefined;
    const other = named === undefined ? undefined : parseJsonc(files.text(named) ?? "");
    const source = other ?? json;
    const base = other === undefined ? directory : directoryOf(named ?? "");
    if (!isRecord(source["imports"]) && !isRecord(source["scopes"])) continue;
    const scopes = Object.entries(isRecord(source["scopes"]) ? source["scopes"] : {}).flatMap(
      ([prefix, imports]): ImportMap["scopes"] => {
        const place = joinInside(base, prefix);
        return place === undefined || !isRecord(imports) ? [] : [[place, imports]];
      },
    );
    return {
      directory: base,
      imports: isRecord(source["imports"]) ? source["imports"] : {},
      scopes,
    };
  }
  return undefined;
}

/** An exact key first, then the longest key that ends in a slash. */
function lookUp(
  directory: string,
  imports: Record<string, unknown>,
  specifier: string,
): Mapped | undefined {
  let best: string | undefined;
  for (const key of Object.keys(imports)) {
    const fits = key === specifier || (key.endsWith("/") && specifier.startsWith(key));
    if (fits && (best === undefined || key.length > best.length || key === specifier)) best = key;
    if (best === specifier) break;
  }
  const target = best === undefined ? undefined : imports[best];
  if (best === undefined || typeof target !== "string") return undefined;
  const whole = target + specifier.slice(best.length);
  if (/^\.{0,2}\//.test(whole)) {
    const path = joinInside(directory, whole.replace(/^\//, ""));
    return path === undefined ? undefined : { path };
  }
  return { external: whole };
}
