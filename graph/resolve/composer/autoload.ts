import type { FileSet } from "../file-set.ts";
import { isRecord, parseJsonc } from "../jsonc.ts";
import { directoryOf, joinInside, within } from "../paths.ts";

/** A directory that holds the classes of a namespace. */
interface AutoloadRoot {
  /** With its trailing separator; empty for all. */
  prefix: string;
  directory: string;
  /** The whole name is a path below the directory, underscores too. */
  isPsr0: boolean;
}

/** What the composer files of a repository say about classes. */
export interface Autoload {
  /** The paths at which a class may be, the most specific root first. */
  candidates: (name: string) => Iterable<string>;
  /** Whether the repository itself autoloads such names. */
  isOwn: (name: string) => boolean;
  /**
   * The package that a class comes from, as `vendor/name`: by the lock file, or the required one
   * whose name says most of the class's namespace.
   */
  packageOf: (name: string) => { name: string; isNamed: boolean } | undefined;
}

/** Reads every composer.json and composer.lock of a repository. */
export function composerAutoload(files: FileSet): Autoload {
  const roots: AutoloadRoot[] = [];
  const locked: { prefix: string; name: string }[] = [];
  const required = new Set<string>();
  for (const path of files.paths) {
    if (/(?:^|\/)composer\.json$/.test(path)) {
      const json = parseJsonc(files.text(path) ?? "") ?? {};
      roots.push(...rootsOf(json, directoryOf(path)));
      for (const key of ["require", "require-dev", "suggest"]) {
        for (const name of Object.keys(recordIn(json, key))) required.add(name);
      }
    } else if (/(?:^|\/)composer\.lock$/.test(path)) {
      locked.push(...lockedIn(parseJsonc(files.text(path) ?? "") ?? {}));
    }
  }
  const byLength = <T extends { prefix: string }>(items: T[]): T[] =>
    items.toSorted((a, b) => b.prefix.length - a.prefix.length);
  const own = byLength(roots);
  const others = byLength(locked);
  return {
    *candidates(name) {
      for (const { prefix, directory, isPsr0 } of own) {
        if (!name.startsWith(prefix)) continue;
        yield isPsr0 ? psr0Path(directory, name) : psr4Path(directory, name.slice(prefix.length));
      }
    },
    isOwn: (name) => own.some(({ prefix }) => prefix !== "" && name.startsWith(prefix)),
    packageOf(name) {
      const known = others.find(({ prefix }) => prefix !== "" && name.startsWith(prefix));
      return known === undefined
        ? similarPackage(name, required)
        : { name: known.name, isNamed: true };
    },
  };
}

function psr4Path(directory: string, rest: string): string {
  return within(directory, `${rest.replaceAll("\\", "/")}.php`);
}

function psr0Path(directory: string, name: string): string {
  const at = name.lastIndexOf("\\") + 1;
  const place = name.slice(0, at).replaceAll("\\", "/") + name.slice(at).replaceAll("_", "/");
  return within(directory, `${place}.php`);
}

function rootsOf(json: Readonly<Record<string, unknown>>, base: string): AutoloadRoot[] {
  const found: AutoloadRoot[] = [];
  for (const section of ["autoload", "autoload-dev"]) {
    for (const standard of ["psr-4", "psr-0"]) {
      for (const [prefix, value] of Object.entries(recordIn(recordIn(json, section), standard))) {
        for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
          const directory = typeof item === "string" ? joinInside(base, item) : undefined;
          if (directory === undefined) continue;
          found.push({
            prefix: prefix.replace(/^\\/, ""),
            directory,
            isPsr0: standard === "psr-0",
          });
        }
      }
    }
  }
  return found;
}

function lockedIn(json: Readonly<Record<string, unknown>>): { prefix: string; name: string }[] {
  const found: { prefix: string; name: string }[] = [];
  for (const key of ["packages", "packages-dev"]) {
    const packages = json[key];
    for (const item of Array.isArray(packages) ? (packages as unknown[]) : []) {
      if (!isRecord(item) || typeof item["name"] !== "string") continue;
      const { name } = item;
      for (const { prefix } of rootsOf(item, "")) found.push({ prefix, name });
    }
  }
  return found;
}

function recordIn(json: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> {
  const value = json[key];
  return isRecord(value) ? value : {};
}

/** The required package that a namespace names: `Psr\Log\A` is of psr/log. */
function similarPackage(
  name: string,
  required: ReadonlySet<string>,
): { name: string; isNamed: boolean } | undefined {
  const spaces = name.split("\\").slice(0, -1).map(simplified);
  const [top = ""] = spaces;
  const vendorOf = (candidate: string): string => simplified(candidate.split("/", 1)[0] ?? "");
  const ofVendor = [...required].filter((candidate) => vendorOf(candidate) === top);
  // A vendor may shorten its name: `SebastianBergmann\Diff` is of sebastian/diff.
  const alike = [...required].filter((candidate) => {
    const vendor = vendorOf(candidate);
    return vendor === top || (vendor.length > 3 && top.startsWith(vendor));
  });
  const inside = spaces.slice(1).join("");
  const named = alike
    .map((candidate) => ({ candidate, rest: simplified(candidate.split("/")[1] ?? "") }))
    .filter(({ rest }) => rest !== "" && inside.includes(rest.replace(/s$/, "")))
    .toSorted((a, b) => b.rest.length - a.rest.length)[0];
  if (named !== undefined) return { name: named.candidate, isNamed: true };
  const main = ofVendor.find((candidate) => simplified(candidate.split("/")[1] ?? "") === top);
  const only = main ?? (ofVendor.length === 1 ? ofVendor[0] : undefined);
  return only === undefined ? undefined : { name: only, isNamed: false };
}

function simplified(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
