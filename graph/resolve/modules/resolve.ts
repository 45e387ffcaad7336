import { isNodeModule } from "../../languages/javascript/vocabulary.ts";
import type { FileSet } from "../file-set.ts";
import { directoryOf, joinInside, within } from "../paths.ts";
import type { Resolver, Target } from "../resolver.ts";
import { fileCandidates, loadDirectory, loadPath, type Preference } from "./load.ts";
import { importMapsOf, type ImportMaps } from "./import-map.ts";
import { aliasesOf, type Aliases } from "./tsconfig.ts";
import {
  packageName,
  workspaceOf,
  type FoundSource,
  type Importer,
  type Workspace,
} from "./workspace.ts";

/** What resolution needs of a repository, read once. */
interface Ground {
  files: FileSet;
  workspace: Workspace;
  aliases: Aliases;
  maps: ImportMaps;
}

const grounds = new WeakMap<FileSet, Ground>();

function groundOf(files: FileSet): Ground {
  // JavaScript and TypeScript of one repository share its manifests.
  let known = grounds.get(files);
  if (known === undefined) {
    const workspace = workspaceOf(files);
    const aliases = aliasesOf(files, workspace.directory);
    known = { files, workspace, aliases, maps: importMapsOf(files) };
    grounds.set(files, known);
  }
  return known;
}

/** The resolver of ECMAScript and CommonJS modules. */
export function moduleResolver(files: FileSet, preference: Preference): Resolver {
  const ground = groundOf(files);
  return (from, { specifier, names, imported, kind }) => {
    const importer = { preference, isRequire: kind === "require" || kind === "lazy" };
    const target = targetOf(ground, from, plainSpecifier(specifier), importer);
    return ["path" in target ? { type: "file", names, imported, ...target } : target];
  };
}

type Found = FoundSource | Exclude<Target, { type: "file" }>;

function targetOf(ground: Ground, from: string, specifier: string, importer: Importer): Found {
  const { files, workspace, aliases, maps } = ground;
  const { preference } = importer;
  if (specifier === "") return { type: "unresolved", reason: "missing" };
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return relative(ground, from, specifier, preference);
  if (specifier.startsWith("#")) {
    const found = workspace.internal(from, specifier, importer);
    if (found !== undefined) return found;
  }
  const mapped = maps.mapped(from, specifier);
  if (mapped !== undefined) {
    if ("external" in mapped) return outside(ground, mapped.external, importer);
    const found = loadPath(files, mapped.path, preference);
    return found === undefined ? missing(files, mapped.path, preference) : { path: found };
  }
  // Node runs JavaScript as it is and knows no baseUrl: a package that is there comes first.
  const byBase = preference.sourceFirst || !workspace.requires(from, packageName(specifier));
  for (const path of aliases.candidates(from, specifier, byBase)) {
    const found = loadPath(files, path, preference);
    if (found !== undefined) return { path: found };
  }
  if (specifier.startsWith("/")) {
    for (const root of rootsOf(from, files)) {
      const path = joinInside(root, specifier.slice(1));
      const found = path === undefined ? undefined : loadPath(files, path, preference);
      if (found !== undefined) return { path: found, rule: "root" };
    }
    return { type: "unresolved", reason: "alias" };
  }
  const name = packageName(specifier);
  const alias = workspace.alias(from, name);
  if (alias === undefined) return outside(ground, specifier, importer);
  const rest = specifier.slice(name.length);
  if ("name" in alias) return outside(ground, alias.name + rest, importer);
  const found = loadPath(files, alias.directory + rest, preference);
  return found === undefined ? outside(ground, specifier, importer) : { path: found };
}

function relative(ground: Ground, from: string, specifier: string, preference: Preference): Found {
  const { files, aliases } = ground;
  const path = joinInside(directoryOf(from), specifier);
  if (path === undefined) return { type: "unresolved", reason: "outside" };
  const isDirectory = /(?:^|\/)\.{0,2}$/.test(specifier);
  for (const place of [path, ...aliases.elsewhere(from, path)]) {
    const found = isDirectory
      ? loadDirectory(files, place, preference)
      : loadPath(files, place, preference);
    if (found !== undefined) return { path: found };
  }
  return missing(files, path, preference);
}

/** A specifier that names a package: of Node, of this repository, or of elsewhere. */
function outside({ workspace }: Ground, specifier: string, importer: Importer): Found {
  const bare = specifier.replace(/^node:/, "");
  if (specifier.startsWith("node:") || isNodeModule(bare)) {
    return { type: "package", name: bare.split("/")[0] ?? bare, builtin: true };
  }
  // Deno names the registry and a version.
  const plain = specifier.replace(/^(?:npm|jsr):\/?((?:@[^@/]+\/)?[^@/]+)(?:@[^/]*)?/, "$1");
  const own = workspace.resolve(plain, importer);
  if (own !== undefined) return own;
  if (workspace.knows(plain)) return { type: "unresolved", reason: "missing" };
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier)) {
    return { type: "package", name: packageName(plain), builtin: false };
  }
  const name = packageName(specifier);
  if (!/^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name) || /^[~@]$/.test(name.split("/")[0] ?? "")) {
    return { type: "unresolved", reason: "alias" };
  }
  return { type: "package", name, builtin: false };
}

// Bundlers read a leading slash as the directory of the nearest manifest.
function rootsOf(from: string, files: FileSet): string[] {
  const roots: string[] = [];
  for (let place = directoryOf(from); ; place = directoryOf(place)) {
    if (place === "" || files.has(within(place, "package.json"))) roots.push(place);
    if (place === "") return roots;
  }
}

function missing(files: FileSet, path: string, preference: Preference): Found {
  for (const candidate of fileCandidates(path, preference)) {
    const reason = files.exclusion(candidate);
    if (reason !== undefined) return { type: "unresolved", reason: `excluded: ${reason}` };
  }
  return { type: "unresolved", reason: "missing" };
}

/** Without a loader's prefix and query. */
function plainSpecifier(specifier: string): string {
  const last = specifier.slice(specifier.lastIndexOf("!") + 1);
  const query = last.indexOf("?");
  return (query < 0 ? last : last.slice(0, query)).trim();
}
