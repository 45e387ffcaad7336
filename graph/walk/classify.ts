import type { ExclusionReason } from "../../protocols/repository.ts";
import type { Attributes } from "./attributes.ts";
import { isGenerated } from "./generated.ts";
import { isSqueezed } from "./squeezed.ts";

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
  "go.work.sum",
  "Gopkg.lock",
  "gems.locked",
  "pixi.lock",
  "pylock.toml",
  "conan.lock",
  "MODULE.bazel.lock",
  "buildscript-gradle.lockfile",
  "Package.resolved",
  "Cartfile.resolved",
  "shard.lock",
  "stack.yaml.lock",
  "Chart.lock",
  ".terraform.lock.hcl",
  "flake.lock",
  "mix.lock",
  "pubspec.lock",
  "Podfile.lock",
  "packages.lock.json",
  "gradle.lockfile",
]);

/** What Git LFS leaves in the place of a file that was not fetched. */
const lfsPointer =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\r?\n(?:[a-z0-9.-]+ [^\n]*\n)*?oid sha256:/;

/**
 * Why a text is not worth reconstructing: written by a tool, squeezed by one, or not there at all. What the
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
  if (text.length < 1024 && lfsPointer.test(text)) return "lfs_pointer";
  if (said.vendored === true && !keep.has("vendored")) return "vendored";
  if (said.generated === true && !keep.has("generated")) return "generated";
  if (said.generated === undefined) {
    if (lockFiles.has(name) && !keep.has("lock")) return "lock";
    if (isGenerated(name, text) && !keep.has("generated")) return "generated";
  }
  const isMinified = !lockFiles.has(name) && isSqueezed(name, text);
  return isMinified && !keep.has("minified") ? "minified" : undefined;
}

/**
 * The same of a file that is too large to be read, by its name and its first bytes: a larger limit
 * would not bring it back. Undefined when its size is the reason.
 */
export function classifyHead(
  name: string,
  head: Buffer,
  said?: Attributes,
  keep?: ReadonlySet<ExclusionReason>,
): ExclusionReason | undefined {
  return head.includes(0) ? "binary" : classifyText(name, head.toString("latin1"), said, keep);
}
