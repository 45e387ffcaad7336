import path from "node:path";
import { parse as parseToml } from "smol-toml";
import type { RepositoryIdentity } from "../../protocols/repository.ts";
import { readHead, readOrigin, type GitDirectory } from "./git/index.ts";
import { anyOf, licenceField, licenceOfText, orLater } from "./licence/index.ts";

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
  const cargo = record(tryParse(contents.get("Cargo.toml"), parseToml));
  const crate = record(cargo["package"]);
  const workspace = record(record(cargo["workspace"])["package"]);
  const composer = record(tryParse(contents.get("composer.json"), JSON.parse));
  const name = [packageJson, project, poetry, crate, composer]
    .map((manifest) => word(manifest["name"]))
    .find((found) => found !== undefined);
  const fields = [
    packageJson["license"],
    packageJson["licenses"],
    project["license"],
    poetry["license"],
    crate["license"],
    workspace["license"],
    composer["license"],
    gemLicence(contents),
  ];
  const declared = fields.map(licenceField).find((licence) => licence !== undefined);
  const { commit, branch } = readHead(git);
  const origin = readOrigin(git, branch);
  return {
    name: name ?? baseName(root),
    commit,
    licence: declared ?? licenceOfFiles(contents),
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

/** What the one gem of a repository declares; a gemspec is code, and only its plain form is read. */
function gemLicence(contents: ReadonlyMap<string, Uint8Array>): unknown {
  const gems = [...contents].filter(([file]) => /^[^/]+\.gemspec$/.test(file));
  const [, bytes] = gems.length === 1 ? (gems[0] ?? []) : [];
  if (bytes === undefined) return undefined;
  const said = /^[ \t]*\w+\.licenses?[ \t]*=[ \t]*(\S.*)$/m.exec(
    Buffer.from(bytes).toString("utf8"),
  )?.[1];
  return [...(said ?? "").matchAll(/["']([^"']+)["']/g)].map(([, licence]) => licence);
}

const plainName =
  /^(?:licen[cs]e|copying|unlicense|[\w.]+-licen[cs]e)(?:\.(?:txt|md|rst|markdown))?$/i;
const oneOfSeveral = /^(?:licen[cs]e|copying)[.-][\w.-]+$/i;

/** The licence in the files of the root that hold one; several that are named for it are a choice. */
function licenceOfFiles(contents: ReadonlyMap<string, Uint8Array>): string | null {
  const read = (names: RegExp): string[] =>
    [...contents]
      .filter(([file]) => names.test(file))
      .map(([, bytes]) => licenceOfText(Buffer.from(bytes).toString("utf8")))
      .filter((licence) => licence !== null);
  const [plain] = read(plainName);
  const several = read(oneOfSeveral);
  // COPYING.LESSER adds permissions to the GPL beside it.
  const lesser = several.find((licence) => licence.startsWith("LGPL"));
  const found =
    lesser ?? plain ?? (several.length > 0 ? anyOf(several) : reuseLicence([...contents.keys()]));
  if (found === undefined) return null;
  const later = /GPL-\d\.\d-only$/.test(found) && saysOrLater(contents);
  return later ? found.replace(/-only$/, "-or-later") : found;
}

/**
 * What the names in `LICENSES/` say where files are licensed one by one (reuse.software): all of
 * them hold, each for a part.
 */
function reuseLicence(files: readonly string[]): string | undefined {
  const names = files.flatMap((file) => /^LICENSES\/([\w.-]+)\.(?:txt|md)$/.exec(file)?.[1] ?? []);
  return names.length === 0 ? undefined : licenceField(names.toSorted().join(" AND "));
}

/** Files whose beginnings are read for what the text of a licence leaves open. */
const maxHeads = 500;

function saysOrLater(contents: ReadonlyMap<string, Uint8Array>): boolean {
  let looked = 0;
  for (const [file, bytes] of contents) {
    if (plainName.test(file) || oneOfSeveral.test(file)) continue;
    const readme = /^readme\b[^/]*$/i.test(file);
    const length = readme ? bytes.length : 2000;
    if (orLater(Buffer.from(bytes.subarray(0, length)).toString("latin1"))) return true;
    if (++looked >= maxHeads) return false;
  }
  return false;
}
