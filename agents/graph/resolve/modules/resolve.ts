import { builtinModules } from "node:module";
import type { FileSet } from "../file-set.ts";
import { directoryOf, joinInside, within } from "../paths.ts";
import type { Resolver, Target } from "../resolver.ts";
import { fileCandidates, loadDirectory, loadPath, type Preference } from "./load.ts";
import { aliasesOf, type Aliases } from "./tsconfig.ts";
import { packageName, workspaceOf, type Workspace } from "./workspace.ts";

const builtins = new Set(builtinModules);
const parts = new WeakMap<FileSet, { workspace: Workspace; aliases: Aliases }>();

/** The resolver of ECMAScript and CommonJS modules. */
export function moduleResolver(files: FileSet, preference: Preference): Resolver {
  // JavaScript and TypeScript of one repository share its manifests.
  let known = parts.get(files);
  if (known === undefined) {
    const workspace = workspaceOf(files);
    known = { workspace, aliases: aliasesOf(files, workspace.directory) };
    parts.set(files, known);
  }
  const { workspace, aliases } = known;
  return (from, record) => {
    const file = (path: string): Target => ({
      type: "file",
      path,
      names: record.names,
      imported: record.imported,
    });
    const specifier = plainSpecifier(record.specifier);
    if (specifier === "") return [{ type: "unresolved", reason: "missing" }];
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
      const path = joinInside(directoryOf(from), specifier);
      if (path === undefined) return [{ type: "unresolved", reason: "outside" }];
      const found = /(?:^|\/)\.{0,2}$/.test(specifier)
        ? loadDirectory(files, path, preference)
        : loadPath(files, path, preference);
      return [found === undefined ? missing(files, path, preference) : file(found)];
    }
    if (specifier.startsWith("#")) {
      const found = workspace.internal(from, specifier, preference);
      if (found.length > 0) return found.map(file);
    }
    for (const path of aliases.candidates(from, specifier)) {
      const found = loadPath(files, path, preference);
      if (found !== undefined) return [file(found)];
    }
    return outsideOfFile(from, specifier, files, workspace, preference, file);
  };
}

function outsideOfFile(
  from: string,
  specifier: string,
  files: FileSet,
  workspace: Workspace,
  preference: Preference,
  file: (path: string) => Target,
): Target[] {
  const bare = specifier.replace(/^node:/, "");
  if (specifier.startsWith("node:") || builtins.has(bare)) {
    return [{ type: "package", name: bare.split("/")[0] ?? bare, builtin: true }];
  }
  const own = workspace.resolve(specifier, preference);
  if (own !== undefined) return [file(own)];
  if (workspace.knows(specifier)) return [{ type: "unresolved", reason: "missing" }];
  if (specifier.startsWith("/")) {
    for (const root of rootsOf(from, files)) {
      const path = joinInside(root, specifier.slice(1));
      const found = path === undefined ? undefined : loadPath(files, path, preference);
      if (found !== undefined) return [file(found)];
    }
    return [{ type: "unresolved", reason: "alias" }];
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier)) {
    const name = specifier.replace(/^(?:npm|jsr):/, "");
    return [{ type: "package", name: packageName(name), builtin: false }];
  }
  const name = packageName(specifier);
  if (!/^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name) || /^[~@]$/.test(name.split("/")[0] ?? "")) {
    return [{ type: "unresolved", reason: "alias" }];
  }
  return [{ type: "package", name, builtin: false }];
}

// Bundlers read a leading slash as the directory of the nearest manifest.
function rootsOf(from: string, files: FileSet): string[] {
  const roots: string[] = [];
  for (let place = directoryOf(from); ; place = directoryOf(place)) {
    if (place === "" || files.has(within(place, "package.json"))) roots.push(place);
    if (place === "") return roots;
  }
}

function missing(files: FileSet, path: string, preference: Preference): Target {
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
