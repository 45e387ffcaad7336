import type { Violation } from "../../../protocols/repository.ts";
import type { RepositoryIndex } from "../graph/repository-index.ts";
import { directoryOf, joinInside } from "../resolve/paths.ts";
import { knownNames, type KnownNames } from "./known-names.ts";
import { mentionsOf, type Mention } from "./mentions.ts";

/** How well a thought stands on facts. */
export interface CheckedThought {
  violations: Violation[];
  /** Different names of code that it mentions and that can be judged. */
  names: number;
  /** How many of them exist. */
  grounded: number;
}

const own = new Set(["self", "this", "cls", "super"]);

/**
 * Checks that a thought about a file names only what exists: paths, symbols and members of the
 * repository, what it imports, its languages' own words. A name that cannot be judged, such as a
 * member of an external package, is not counted.
 *
 * @param path the file that the thought is about
 */
export function checkThought(index: RepositoryIndex, path: string, text: string): CheckedThought {
  const known = knownNames(index);
  const violations: Violation[] = [];
  let names = 0;
  let grounded = 0;
  for (const mention of mentionsOf(text)) {
    const verdict =
      mention.kind === "path" ? judgePath(mention, known, path) : judgeSymbol(mention, known);
    if (verdict === undefined) continue;
    names++;
    if (verdict === "exists") grounded++;
    else violations.push(verdict);
  }
  return { violations, names, grounded };
}

function judgePath(
  mention: Mention,
  known: KnownNames,
  from: string,
): Violation | "exists" | undefined {
  const { text } = mention;
  const beside = joinInside(directoryOf(from), text);
  if (known.isPath(text) || (beside !== undefined && known.isPath(beside))) return "exists";
  const parts = text.split("/").filter((part) => part !== "" && part !== "." && part !== "..");
  // `read/write` and `and/or` in code style, and names such as `pool/worker` of concepts.
  const last = parts.at(-1) ?? "";
  const isFile = /\.[A-Za-z]\w{0,9}$/.test(last);
  if (text.startsWith("/") || text.startsWith("~") || text.startsWith("@")) return undefined;
  if (/^(?:https?|node|npm|data):/.test(text) || known.isForeign(parts[0] ?? "")) return undefined;
  if (
    !isFile &&
    !text.endsWith("/") &&
    (parts.length < 2 || parts.every((part) => known.has(part)))
  ) {
    return undefined;
  }
  if (!text.includes("/") && isMember(text, known)) return "exists";
  return {
    code: "THOUGHT_UNKNOWN_PATH",
    subject: text,
    detail: `no file or directory of the repository is ${text}`,
  };
}

// `row.map` has the shape of a file name, and is none when both parts are names.
function isMember(text: string, known: KnownNames): boolean {
  const parts = text.split(".");
  return (
    parts.length > 1 && parts.every((part) => known.isWritten(part)) && !/\.(?:py|md)$/.test(text)
  );
}

function judgeSymbol(mention: Mention, known: KnownNames): Violation | "exists" | undefined {
  const parts = mention.text.split(/\?\.|\.|#|::/).filter((part) => part !== "");
  const root = parts[0] ?? "";
  if (parts.length > 1 && !own.has(root) && known.isForeign(root)) {
    // Members of packages and of built-in objects are not in the repository.
    return parts.every((part) => known.has(part)) ? "exists" : undefined;
  }
  const wrong = parts.find((part) => !known.has(part) && part.length > 1);
  if (wrong === undefined) return "exists";
  const where = parts.length > 1 ? ` (in ${mention.text})` : "";
  return {
    code: "THOUGHT_UNKNOWN_SYMBOL",
    subject: mention.text,
    detail: `nothing in the repository or in what it imports is called ${wrong}${where}`,
  };
}
