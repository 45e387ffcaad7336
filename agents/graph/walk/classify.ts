import { extensionOf } from "../languages/names.ts";

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
 * Why a text is not worth reconstructing: written by a tool, or squeezed by one.
 *
 * @param name the file's base name
 */
export function classifyText(name: string, text: string): "generated" | "minified" | undefined {
  if (lockFiles.has(name)) return "generated";
  const extension = extensionOf(name);
  if (extension === "map" && text.includes('"mappings"')) return "generated";
  if (generatedMark.test(text.slice(0, 2000))) return "generated";
  if (/\.min\.(?:js|mjs|cjs|css)$/.test(name)) return "minified";
  if (dense.has(extension) && isSqueezed(text)) return "minified";
  return undefined;
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
