import type { ExclusionReason } from "../../../protocols/repository.ts";
import { extensionOf } from "../languages/names.ts";
import type { Attributes } from "./attributes.ts";

const lockFiles = new Set([
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
  "deno.lock",
  "Cargo.lock",
  "poetry.lock",
  "uv.lock",
  "pdm.lock",
  "Pipfile.lock",
  "composer.lock",
  "Gemfile.lock",
  "go.sum",
  "flake.lock",
  "mix.lock",
  "pubspec.lock",
  "Podfile.lock",
  "packages.lock.json",
  "gradle.lockfile",
]);

// Only the exact marks: looser ones also hit prose about generated code.
const generatedMark =
  /^\s*(?:\/\/|\/\*+|#|--|<!--|;|\*)\s*(?:Code generated .{0,200}DO NOT EDIT\.?|.{0,200}@generated\b)/m;
const dense = new Set([
  "js",
  "mjs",
  "cjs",
  "jsx",
  "ts",
  "mts",
  "cts",
  "tsx",
  "css",
  "html",
  "json",
  "svg",
]);

/**
 * Why a text is not worth reconstructing: written by a tool, or squeezed by one. What the
 * repository's own .gitattributes say of it wins over what it looks like.
 *
 * @param name the file's base name
 * @param keep reasons that leave nothing out
 */
export function classifyText(
  name: string,
  text: string,
  said: Attributes = {},
  keep: ReadonlySet<ExclusionReason> = new Set(),
): ExclusionReason | undefined {
  if (said.binary === true) return "binary";
  if (said.vendored === true && !keep.has("vendored")) return "vendored";
  if (said.generated === true && !keep.has("generated")) return "generated";
  if (said.generated === undefined) {
    if (lockFiles.has(name) && !keep.has("lock")) return "lock";
    if (isGenerated(name, text) && !keep.has("generated")) return "generated";
  }
  return isMinified(name, text) && !keep.has("minified") ? "minified" : undefined;
}

function isGenerated(name: string, text: string): boolean {
  if (extensionOf(name) === "map" && text.includes('"mappings"')) return true;
  return generatedMark.test(text.slice(0, 2000));
}

function isMinified(name: string, text: string): boolean {
  if (/\.min\.(?:js|mjs|cjs|css)$/.test(name)) return true;
  return dense.has(extensionOf(name)) && isSqueezed(text) && !lockFiles.has(name);
}

function isSqueezed(text: string): boolean {
  if (text.length < 2048) return false;
  let lines = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", start)) {
    if (at - start > 5000) return true;
    lines++;
    start = at + 1;
  }
  return text.length - start > 5000 || text.length / lines > 200;
}
