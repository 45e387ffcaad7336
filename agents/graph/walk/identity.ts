import path from "node:path";
import { parse as parseToml } from "smol-toml";
import type { RepositoryIdentity } from "../../../protocols/repository.ts";
import { readCommit } from "./commit.ts";
import type { GitDirectory } from "./git-directory.ts";
import { licenceOfText } from "./licence.ts";
import { readOrigin } from "./origin.ts";

/**
 * What a repository says of itself: the name and licence of its manifest, and the commit and
 * origin that its .git directory names.
 *
 * @param root absolute path
 * @param contents bytes of the included files by path
 */
export function identify(
  root: string,
  git: GitDirectory | undefined,
  contents: ReadonlyMap<string, Uint8Array>,
): RepositoryIdentity {
  const packageJson = record(tryParse(contents.get("package.json"), JSON.parse));
  const pyproject = record(tryParse(contents.get("pyproject.toml"), parseToml));
  const project = record(pyproject["project"]);
  const poetry = record(record(pyproject["tool"])["poetry"]);
  const name =
    word(packageJson["name"]) ?? word(project["name"]) ?? word(poetry["name"]) ?? baseName(root);
  const origin = readOrigin(git);
  return {
    name,
    commit: readCommit(git),
    licence:
      licenceField(packageJson["license"]) ??
      licenceField(project["license"]) ??
      licenceField(poetry["license"]) ??
      licenceFile(contents),
    ...(origin !== undefined && { origin }),
  };
}

function baseName(root: string): string {
  return path.basename(root) || "repository";
}

function tryParse(bytes: Uint8Array | undefined, parse: (text: string) => unknown): unknown {
  if (bytes === undefined) return undefined;
  try {
    return parse(
      Buffer.from(bytes)
        .toString("utf8")
        .replace(/^\uFEFF/, ""),
    );
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function word(value: unknown): string | undefined {
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  if (typeof value !== "string" || /[\u0000-\u001f\u007f]/.test(value)) return undefined;
  const trimmed = value.trim();
  return trimmed === "" || trimmed.length > 200 ? undefined : trimmed;
}

// A licence is a string (npm, PEP 639), `{ text }` or `{ type }` (older forms); a long text is no
// SPDX expression.
function licenceField(value: unknown): string | undefined {
  const inner = record(value);
  const text = word(value) ?? word(inner["text"]) ?? word(inner["type"]);
  if (text === undefined || /^SEE LICEN[CS]E IN/i.test(text)) return undefined;
  return /^[\w.+() -]{2,80}$/.test(text) ? text : undefined;
}

function licenceFile(contents: ReadonlyMap<string, Uint8Array>): string | null {
  for (const [file, bytes] of contents) {
    if (!/^(?:licen[cs]e|copying|unlicense)(?:[.-][\w.-]+)?$/i.test(file)) continue;
    const licence = licenceOfText(Buffer.from(bytes).toString("utf8"));
    if (licence !== null) return licence;
  }
  return null;
}
