import { dirname, isAbsolute, relative } from "node:path";
import type { ConfigFile } from "./file.ts";
import type { ConfigLayer } from "./layers.ts";

/** Keys of places that are read or written. */
const PLACES: ReadonlySet<string> = new Set([
  "out",
  "prompts",
  "scorer_options.tokenizer",
  "scorer_options.cache",
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
      texts.some((text) => text.includes("://"))
    ) {
      refuse(key, "names a server");
    }
    if (PLACES.has(key)) {
      const outside = texts.some((text) => {
        const path = relative(dirname(file.path), text);
        return path === ".." || path.startsWith("../") || isAbsolute(path);
      });
      if (outside) refuse(key, "names a place outside of the file's own directory");
    }
  }
  return problems;
}
