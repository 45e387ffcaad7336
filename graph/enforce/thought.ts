import type { Violation } from "../../protocols/repository.ts";
import type { RepositoryIndex } from "../graph/repository-index.ts";
import { directoryOf, joinInside } from "../resolve/paths.ts";
import { knownNames, type KnownNames } from "./known-names.ts";
import { mentionsOf, type Mention } from "./mentions.ts";
import { hasKnownExtension } from "./path-shapes.ts";

/** How well a thought is grounded. */
export interface CheckedThought {
  violations: Violation[];
  /** Different names of code that it mentions and that can be judged. */
  names: number;
  /** How many of them exist. */
  grounded: number;
}

type Verdict = "exists" | "unjudged" | Violation;

const own = new Set(["self", "this", "cls", "super"]);

/**
 * Checks that a thought about a file names only what exists: paths, symbols and members of the
 * repository, what it imports, its languages' own words. A name that cannot be judged, such as a
 * member of an external package or a word that only comments have, is not counted.
 *
 * @param path the file that the thought is about
 */
export function checkThought(index: RepositoryIndex, path: string, text: string): CheckedThought {
  return checkNames(knownNames(index), path, text);
}

/** As {@link checkThought}, over names that were collected before. */
export function checkNames(known: KnownNames, path: string, text: string): CheckedThought {
  const violations: Violation[] = [];
  let names = 0;
  let grounded = 0;
  for (const mention of mentionsOf(text)) {
    const verdict =
      mention.kind === "path" ? judgePath(mention, known, path) : judgeSymbol(mention, known, path);
    if (verdict === "unjudged") continue;
    names++;
    if (verdict === "exists") grounded++;
    else violations.push(verdict);
  }
  return { violations, names, grounded };
}

function judgePath(mention: Mention, known: KnownNames, from: string): Verdict {
  const { text, quoted } = mention;
  const beside = joinInside(directoryOf(from), text);
  const standings = new Set([text, beside ?? text].map((path) => known.paths.standing(path)));
  if (standings.has("exists")) return "exists";
  if (/^[/~@]|^(?:https?|node|npm|data):/.test(text)) return "unjudged";
  const parts = text.split("/").filter((part) => part !== "" && part !== "." && part !== "..");
  if (known.isImported(parts[0] ?? "") && !known.paths.isTop(parts[0] ?? "")) return "unjudged";
  const isFile = /\.[A-Za-z]\w{0,9}$/.test(parts.at(-1) ?? "");
  if (!isFile && !text.endsWith("/")) {
    // `read/write` and `and/or` in code style, and names such as `pool/worker` of concepts.
    const isPlace = quoted && parts.length > 1 && known.paths.isTop(parts[0] ?? "");
    const areWords = parts.every((part) => known.standing(part) !== "unknown");
    if (!isPlace && (parts.length < 2 || areWords)) return "unjudged";
  }
  if (!text.includes("/") && isMember(text, known)) return "exists";
  if (standings.has("mentioned")) return "unjudged";
  if (isFile && !hasKnownExtension(text)) return "unjudged";
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
    parts.length > 1 &&
    parts.every((part) => known.standing(part) === "written") &&
    !/\.(?:py|md)$/.test(text)
  );
}

function judgeSymbol(mention: Mention, known: KnownNames, from: string): Verdict {
  const parts = mention.text.split(/\?\.|\.|#|::/).filter((part) => part !== "");
  const [root = "", ...members] = parts;
  if (mention.weak && !known.classes.has(root)) return "unjudged";
  // A file is often called by its name without the extension: `parser`, `testUtil.common`.
  if (known.paths.isNamed(mention.text)) return "exists";
  const standings = parts.map((part) => known.standing(part));
  if (members.length > 0 && !own.has(root) && known.isForeign(root)) {
    // Members of packages and of built-in objects are not in the repository.
    const areKnown = standings.every(
      (standing) => standing === "written" || standing === "language",
    );
    return areKnown ? "exists" : "unjudged";
  }
  const wrong = parts.find((part, at) => standings[at] === "unknown" && part.length > 1);
  if (wrong !== undefined) {
    const where = members.length > 0 ? ` (in ${mention.text})` : "";
    return unknown(
      mention,
      `nothing in the repository or in what it imports is called ${wrong}${where}`,
    );
  }
  const stranger = strangerOf(parts, known, from);
  if (stranger !== undefined) return unknown(mention, stranger);
  return standings.includes("mentioned") ? "unjudged" : "exists";
}

/** Why a member cannot belong to the name before it, though such a name exists elsewhere. */
function strangerOf(parts: readonly string[], known: KnownNames, from: string): string | undefined {
  for (const [at, type] of parts.slice(0, -1).entries()) {
    // `parser.read` is a member of a variable more often than of a type in lower case.
    if (!/^[#_]?[A-Z]/.test(type)) continue;
    const member = parts[at + 1] ?? "";
    if (known.classes.hasMember(type, member) === false) return `${type} has no member ${member}`;
  }
  const [root = "", member] = parts;
  if (member === undefined || !own.has(root) || root === "super") return undefined;
  return known.isMemberHere(from, member)
    ? undefined
    : `no definition in ${from} or in what it imports has a member ${member}`;
}

function unknown(mention: Mention, detail: string): Violation {
  return { code: "THOUGHT_UNKNOWN_SYMBOL", subject: mention.text, detail };
}
