import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { HindcastError, reasonOf } from "../../protocols/index.ts";

/** Conditions of `exports` that hold when a plug-in is imported, the first that is there first. */
const CONDITIONS: ReadonlySet<string> = new Set(["node", "import", "module-sync", "default"]);

/**
 * The file that a package, or a part of one such as `name/reviewer`, is imported from: the nearest
 * `node_modules` that has it, from a directory upwards. Throws AGENT_MODULE.
 */
export async function packageEntry(name: string, from: string): Promise<string> {
  const parts = name.split("/");
  const length = name.startsWith("@") ? 2 : 1;
  const packageName = parts.slice(0, length).join("/");
  const subpath = [".", ...parts.slice(length)].join("/");
  for (let directory = path.resolve(from); ; directory = path.dirname(directory)) {
    const root = path.join(directory, "node_modules", packageName);
    const manifest = await readFile(path.join(root, "package.json"), "utf8").catch(() => undefined);
    if (manifest !== undefined) {
      const entry = entryOf(parseManifest(manifest, root), subpath);
      // Its own place, so that what it imports is found from there.
      if (entry !== undefined) return realpath(path.join(root, entry));
      throw new HindcastError("AGENT_MODULE", `the package in ${root} exports no ${subpath}`);
    }
    if (directory === path.dirname(directory)) break;
  }
  throw new HindcastError(
    "AGENT_MODULE",
    `${name} is neither a file nor a package that is installed at ${from} or above`,
  );
}

interface Manifest {
  readonly exports?: unknown;
  readonly main?: unknown;
}

function parseManifest(text: string, root: string): Manifest {
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    throw new HindcastError("AGENT_MODULE", `${root}/package.json: ${reasonOf(error)}`);
  }
}

function entryOf({ exports, main }: Manifest, subpath: string): string | undefined {
  if (exports === undefined || exports === null) {
    if (subpath !== ".") return subpath;
    return typeof main === "string" ? main : "index.js";
  }
  const isMap =
    typeof exports === "object" && Object.keys(exports).some((key) => key.startsWith("."));
  if (!isMap) return subpath === "." ? target(exports) : undefined;
  return target((exports as Readonly<Record<string, unknown>>)[subpath]);
}

/** The path that an entry of `exports` leads to under the conditions of an import. */
function target(entry: unknown): string | undefined {
  if (typeof entry === "string") return entry;
  if (Array.isArray(entry)) return entry.map(target).find((found) => found !== undefined);
  if (typeof entry !== "object" || entry === null) return undefined;
  for (const [condition, value] of Object.entries(entry)) {
    const found = CONDITIONS.has(condition) ? target(value) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
