import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import path from "node:path";
import { HindcastError } from "../../../protocols/index.ts";
import { importFile } from "../../../runtime/load/index.ts";
import { loadActors, type ActorRegistry, type LoadActorsOptions } from "../../actors/index.ts";
import { manifestOf, type Definitions, type Tree } from "./tree.ts";

/** Another version of the actors of a log, and the files that it comes from. */
export interface OtherVersion {
  readonly what: "hindcast" | "modules" | "definitions";
  /** Of the package in the directory, where it has one. */
  readonly version: string | undefined;
  readonly actors: ActorRegistry;
  /** Modules of the present version, and where the other one has them. */
  readonly modules: ReadonlyMap<string, string>;
}

/** Where a version of Hindcast registers its actors: in its sources, and as it is built. */
const REGISTRIES = ["app/actors/index.ts", "dist/app/actors/index.js"];

/**
 * Loads the actors of a log as another version has them. A tree of Hindcast brings its own agents, and the
 * plug-ins of the log are loaded into them; any other tree brings other versions of the plug-ins.
 *
 * @param named the modules of the present version
 * @throws HindcastError USAGE when the tree holds neither; AGENT_MODULE, AGENT_IMPURE
 */
export async function loadVersion(
  tree: Tree | Definitions,
  named: LoadActorsOptions,
): Promise<OtherVersion> {
  if ("definitions" in tree) {
    const actors = await loadActors({ ...named, definitions: tree.definitions });
    return { what: "definitions", version: undefined, actors, modules: new Map() };
  }
  const { modules = [], recorded = [] } = named;
  const { name, version } = await manifestOf(tree.directory);
  const found = new Map<string, string>();
  for (const module of [...modules, ...recorded]) {
    const place = await placeIn(tree, module, name);
    if (place !== undefined) found.set(module, place);
  }
  const options: LoadActorsOptions = {
    ...named,
    modules: modules.map((module) => found.get(module) ?? module),
    recorded: recorded.map((module) => found.get(module) ?? module),
  };
  if (name === "hindcast") {
    const actors = await hindcastActors(tree, options);
    return { what: "hindcast", version, actors, modules: found };
  }
  if (found.size === 0) {
    const wanted = [...modules, ...recorded].join(", ");
    const none = wanted === "" ? "which has no modules" : `which are ${wanted}`;
    const detail = `--against ${tree.named}: it holds no version of Hindcast, and none of the modules of the log, ${none}`;
    throw new HindcastError("USAGE", detail);
  }
  return { what: "modules", version, actors: await loadActors(options), modules: found };
}

type Load = (options: LoadActorsOptions) => Promise<ActorRegistry>;

async function hindcastActors(tree: Tree, options: LoadActorsOptions): Promise<ActorRegistry> {
  const registry = REGISTRIES.map((name) => path.join(tree.directory, name)).find(existsSync);
  if (registry === undefined) {
    const detail = `--against ${tree.named}: it holds a Hindcast that is not built, or one from before 0.1: none of ${REGISTRIES.join(" and ")} is there`;
    throw new HindcastError("USAGE", detail);
  }
  const { loadActors: load } = await importFile(registry);
  if (typeof load !== "function") {
    throw new HindcastError("AGENT_MODULE", `${registry} does not export loadActors`);
  }
  const actors = await (load as Load)(options);
  // Fields that earlier versions lack.
  const agents = actors.agents.map((agent) => ({
    ...agent,
    patches: agent.patches ?? [],
    outgoing: agent.outgoing ?? [],
  }));
  return { ...actors, agents };
}

/**
 * The file of a tree that is another version of a module: the same path in the repository of a
 * commit, the entry of a package of the same name, or the file whose path has the longest end in
 * common; built files and sources count as the same.
 */
async function placeIn(
  { directory, repository }: Tree,
  module: string,
  packageName: string | undefined,
): Promise<string | undefined> {
  if (!path.isAbsolute(module)) {
    if (module !== packageName) return undefined;
    const { exports, main } = (await manifestOf(directory)) as { exports?: unknown; main?: string };
    const entry = typeof exports === "string" ? exports : (main ?? "index.js");
    return existing(path.join(directory, entry));
  }
  if (repository !== undefined) {
    const real = await realpath(module).catch(() => module);
    const relative = path.relative(repository, real);
    return relative.startsWith("..") ? undefined : existing(path.join(directory, relative));
  }
  const parts = module.split(path.sep).filter((part) => part !== "");
  for (const start of parts.keys()) {
    const found = existing(path.join(directory, ...parts.slice(start)));
    if (found !== undefined) return found;
  }
  return undefined;
}

function existing(file: string): string | undefined {
  const { dir, name, ext } = path.parse(file);
  const other = ext.endsWith("ts") ? ext.replace("ts", "js") : ext.replace("js", "ts");
  return [file, path.join(dir, `${name}${other}`)].find(existsSync);
}
