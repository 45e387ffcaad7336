import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import type { ConfigFile } from "./file.ts";
import type { ConfigLayer } from "./layers.ts";

/** Keys of places that are read or written. */
const PLACES: ReadonlySet<string> = new Set([
  "out",
  "prompts",
  "scorer_options.tokenizer",
  "scorer_options.cache",
  "graph_options.cache",
]);

/**
 * What a file that nobody named may not say. `hindcast run .` in a cloned repository finds the
 * `hindcast.toml` that the repository brings along, and a repository is hostile input: it could
 * name code to run, a server to send the key to, or a place outside of itself to write to.
 */
export function distrusted(file: ConfigFile, layer: ConfigLayer): string[] {
  if (file.named) return [];
  const problems: string[] = [];
  const refuse = (key: string, what: string) =>
    problems.push(
      `${key}: ${what}, which needs a file that was named; if you trust it, give --config ${file.path}`,
    );
  for (const [key, { value }] of layer) {
    const texts = (Array.isArray(value) ? value : [value]).filter(
      (item) => typeof item === "string",
    );
    if (key === "agents" && texts.length > 0) refuse(key, "names code to run");
    if (
      (key === "author" || key === "scorers" || key === "judge") &&
      texts.some((text) => text.includes("://") || text.startsWith("onnx:"))
    ) {
      refuse(key, "names a server or a model");
    }
    if (PLACES.has(key)) {
      if (texts.some((text) => isOutside(dirname(file.path), text)))
        refuse(key, "names a place outside of the file's own directory");
    }
  }
  return problems;
}

/** Whether a path leaves a directory, by its parts or through a symbolic link. */
function isOutside(directory: string, place: string): boolean {
  const leads = (from: string, to: string): boolean => {
    const path = relative(from, to);
    return path === ".." || /^\.\.[/\\]/.test(path) || isAbsolute(path);
  };
  return leads(directory, place) || leads(realPath(directory), realPath(place));
}

/** A path without links as far as it exists; what is not there yet cannot be one. */
function realPath(place: string): string {
  try {
    return realpathSync(place);
  } catch {
    const parent = dirname(place);
    // A link that leads nowhere yet may be made to lead somewhere: its own name is kept.
    return parent === place ? place : join(realPath(parent), basename(place));
  }
}
