import { isNodeModule } from "../../languages/javascript/vocabulary.ts";
import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../file-set.ts";
import { ancestorsOf, directoryOf, joinInside, within } from "../paths.ts";
import type { Resolver, Target } from "../resolver.ts";
import { bundlerAliases } from "./bundlers.ts";
import { conventionalPaths } from "./conventions.ts";
import { globFiles } from "./globs.ts";
import { conditionsFor, fileCandidates, loadDirectory, loadPath, type Preference } from "./load.ts";
import { importMapsOf, type ImportMaps } from "./import-map.ts";
import { platformsOf } from "./platforms.ts";
import { aliasesOf, type Aliases } from "./tsconfig.ts";
import {
  packageName,
  workspaceOf,
  type FoundSource,
  type Importer,
  type Workspace,
} from "./workspace.ts";

/** What resolution needs of a repository, read once. */
interface Configuration {
  files: FileSet;
  workspace: Workspace;
  aliases: Aliases;
  maps: ImportMaps;
  platforms: ReturnType<typeof platformsOf>;
  bundled: ReturnType<typeof bundlerAliases>;
}

const known = new WeakMap<FileSet, Configuration>();

function configurationOf(files: FileSet): Configuration {
  // JavaScript and TypeScript of one repository share its manifests.
  let found = known.get(files);
  if (found === undefined) {
    const workspace = workspaceOf(files);
    const aliases = aliasesOf(files, workspace.directory);
    const [maps, platforms] = [importMapsOf(files), platformsOf(files)];
    found = { files, workspace, aliases, maps, platforms, bundled: bundlerAliases(files) };
    known.set(files, found);
  }
  return found;
}

/** The resolver of ECMAScript and CommonJS modules. */
export function moduleResolver(files: FileSet, preference: Preference): Resolver {
  const configuration = configurationOf(files);
  return (from, record) => {
    const { specifier, names, imported, globs } = record;
    if (globs !== undefined) {
      const found = globFiles(files, from, globs, rootsOf(from, files));
      return found.map((path) => ({ type: "file", path, names, imported }));
    }
    const plain = plainSpecifier(specifier);
    const found = importersOf(configuration, from, record, preference).map((importer) =>
      targetOf(configuration, from, plain, importer),
    );
    // What one platform has is found; what none has is missing once.
    const sources = found.filter((target) => "path" in target);
    const targets = sources.length > 0 ? sources : found.slice(0, 1);
    return [...new Map(targets.map((target) => [keyOf(target), target])).values()].map((target) =>
      "path" in target ? { type: "file", names, imported, ...target } : target,
    );
  };
}

type Found = FoundSource | Exclude<Target, { type: "file" }>;

function keyOf(target: Found): string {
  return "path" in target ? target.path : target.type;
}

/** An importer for each platform that a file is built for; one where there are no platforms. */
function importersOf(
  { aliases, platforms }: Configuration,
  from: string,
  { kind }: ImportRecord,
  preference: Preference,
): Importer[] {
  const isRequire = kind === "require" || kind === "lazy";
  const own = aliases.suffixes(from);
  const lists = platforms(from);
  const custom = [...aliases.conditions(from), ...(lists === undefined ? [] : ["react-native"])];
  const conditions = conditionsFor(preference, isRequire, custom);
  if (own !== undefined && own.length > 0) {
    return [{ preference: { ...preference, suffixes: own }, conditions }];
  }
  // The compiler knows no platforms, so that a TypeScript file sees the plain file as well.
  const plain = lists === undefined || preference.sourceFirst ? [{ preference, conditions }] : [];
  const built = (lists ?? []).map((suffixes) => ({
    preference: { ...preference, suffixes },
    conditions,
  }));
  return [...built, ...plain];
}

function targetOf(
  configuration: Configuration,
  from: string,
  specifier: string,
  importer: Importer,
): Found {
  const { files, workspace, aliases, maps } = configuration;
  const { preference } = importer;
  if (specifier === "") return { type: "unresolved", reason: "missing" };
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
    return relative(configuration, from, specifier, preference);
  }
  if (specifier.startsWith("#")) {
    const found = internal(configuration, from, specifier, importer);
    if (found !== undefined) return found;
  }
  const mapped = maps.mapped(from, specifier);
  if (mapped !== undefined) {
    if ("external" in mapped) return outside(configuration, mapped.external, importer);
    const found = loadPath(files, mapped.path, preference);
    return found === undefined ? missing(files, mapped.path, preference) : { path: found };
  }
  // Node runs JavaScript as it is and knows no baseUrl: a package that is there comes first.
  const byBase = preference.sourceFirst || !workspace.requires(from, packageName(specifier));
  const candidates = aliases.candidates(from, specifier, byBase);
  for (const { path } of candidates) {
    const found = loadPath(files, path, preference);
    if (found !== undefined) return { path: found };
  }
  for (const { path, byPaths } of candidates) {
    const left = byPaths ? exclusionOf(files, path, preference) : undefined;
    if (left !== undefined) return left;
  }
  const bundled = ofBundler(configuration, from, specifier, importer);
  if (bundled !== undefined) return bundled;
  if (specifier.startsWith("/")) {
    for (const root of rootsOf(from, files)) {
      const path = joinInside(root, specifier.slice(1));
      const found = path === undefined ? undefined : loadPath(files, path, preference);
      if (found !== undefined) return { path: found, rule: "root" };
    }
    return { type: "unresolved", reason: "alias" };
  }
  const conventional = conventionalPaths(files, from, specifier);
  for (const path of conventional) {
    const found = loadPath(files, path, preference);
    if (found !== undefined) return { path: found, rule: "layout" };
  }
  if (conventional.length > 0 && specifier.startsWith("@site/")) {
    const left = conventional.map((path) => exclusionOf(files, path, preference));
    return left.find((each) => each !== undefined) ?? { type: "unresolved", reason: "alias" };
  }
  const name = packageName(specifier);
  const alias = workspace.alias(from, name);
  if (alias === undefined) {
    const found = outside(configuration, specifier, importer);
    // A key of `paths` says that the specifier is the project's own.
    const isClaimed = candidates.some(({ byPaths }) => byPaths);
    return isClaimed && "name" in found ? { ...found, otherwise: "missing" } : found;
  }
  const rest = specifier.slice(name.length);
  if ("name" in alias) return outside(configuration, alias.name + rest, importer);
  const found = loadPath(files, alias.directory + rest, preference);
  return found === undefined ? outside(configuration, specifier, importer) : { path: found };
}

/** What the alias of a bundler's configuration says; undefined when there is none. */
function ofBundler(
  configuration: Configuration,
  from: string,
  specifier: string,
  importer: Importer,
): Found | undefined {
  const { files, bundled } = configuration;
  const alias = bundled(from, specifier);
  if (alias === undefined) return undefined;
  const { preference } = importer;
  const found = alias.path === undefined ? undefined : loadPath(files, alias.path, preference);
  if (found !== undefined) return { path: found, rule: "layout" };
  if (alias.specifier !== undefined) return outside(configuration, alias.specifier, importer);
  if (alias.path !== undefined) return missing(files, alias.path, preference);
  // The program computes it; a framework's convention may still say where.
  if (conventionalPaths(files, from, specifier).length > 0) return undefined;
  const other = outside(configuration, specifier, importer);
  return "name" in other ? { ...other, otherwise: "alias" } : other;
}

/** What `imports` of the package's manifest say; the first target that is there. */
function internal(
  configuration: Configuration,
  from: string,
  specifier: string,
  importer: Importer,
): Found | undefined {
  const targets = configuration.workspace.internal(from, specifier, importer);
  if (targets === undefined) return undefined;
  let reason: "missing" | "outside" | undefined;
  for (const target of targets) {
    if ("specifier" in target) return outside(configuration, target.specifier, importer);
    if (typeof target.source !== "string") return target.source;
    reason ??= target.source;
  }
  return { type: "unresolved", reason: reason ?? "missing" };
}

function relative(
  { files, aliases }: Configuration,
  from: string,
  specifier: string,
  preference: Preference,
): Found {
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
function outside({ workspace }: Configuration, specifier: string, importer: Importer): Found {
  const bare = specifier.replace(/^node:/, "");
  if (specifier.startsWith("node:") || isNodeModule(bare)) {
    return { type: "package", name: bare.split("/")[0] ?? bare, builtin: true };
  }
  // Deno names the registry and a version.
  const plain = specifier.replace(/^(?:npm|jsr):\/?((?:@[^@/]+\/)?[^@/]+)(?:@[^/]*)?/, "$1");
  const own = workspace.resolve(plain, importer);
  if (own !== undefined) return own;
  if (workspace.knows(plain)) return { type: "unresolved", reason: "missing" };
  // What a plug-in of the bundler makes up while it builds.
  if (/^(?:virtual:|\0)/.test(specifier)) return { type: "unresolved", reason: "alias" };
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
  return [...ancestorsOf(from)].filter(
    (place) => place === "" || files.has(within(place, "package.json")),
  );
}

function missing(files: FileSet, path: string, preference: Preference): Found {
  const left = exclusionOf(files, path, preference);
  if (left !== undefined) return left;
  // Metro packs the densities of an image under its plain name.
  const image = /^(.*)(\.(?:png|jpe?g|gif|webp|bmp))$/.exec(path);
  for (const density of image === null ? [] : ["@1x", "@1.5x", "@2x", "@3x", "@4x"]) {
    const reason = files.exclusion(`${image?.[1] ?? ""}${density}${image?.[2] ?? ""}`);
    if (reason !== undefined) return { type: "unresolved", reason: `excluded: ${reason}` };
  }
  return { type: "unresolved", reason: "missing" };
}

/** What an import of a path meets that is left out of the graph. */
function exclusionOf(files: FileSet, path: string, preference: Preference): Found | undefined {
  for (const candidate of fileCandidates(path, preference)) {
    const reason = files.exclusion(candidate);
    if (reason !== undefined) return { type: "unresolved", reason: `excluded: ${reason}` };
  }
  return undefined;
}

/** Without a loader's prefix and query. */
function plainSpecifier(specifier: string): string {
  const last = specifier.slice(specifier.lastIndexOf("!") + 1);
  const query = last.indexOf("?");
  const path = query < 0 ? last : last.slice(0, query);
  // A relative specifier is a URL, whose fragment is no part of the file's name.
  return (/^\.{1,2}\//.test(path) ? (path.split("#", 1)[0] ?? "") : path).trim();
}
