import path from "node:path";
import { pathToFileURL } from "node:url";
import { HindcastError, isHindcastError, reasonOf } from "../../protocols/index.ts";
import {
  emptyPlugin,
  withSource,
  type AgentDefinition,
  type AgentExtension,
  type Plugin,
  type ServiceDefinition,
} from "../define/index.ts";
import { packageEntry } from "./package-entry.ts";
import { sourceHash } from "./source-graph.ts";

export { sourceFiles } from "./source-graph.ts";

/** What a module may define. */
export type RoleDefinition = AgentDefinition | ServiceDefinition | AgentExtension | Plugin;

/**
 * Loads the definitions that modules export as default: one, or a list. TypeScript is compiled on
 * the way, since Node 20 cannot. The behaviour of what a module defines covers the module's own
 * source. Throws AGENT_MODULE, or what defining the role throws.
 *
 * @param modules absolute paths, and names of packages that are installed at the working directory
 */
export async function loadDefinitions(modules: readonly string[]): Promise<RoleDefinition[]> {
  const definitions: RoleDefinition[] = [];
  for (const module of modules) {
    const file = path.isAbsolute(module) ? module : await packageEntry(module, process.cwd());
    const exported: unknown = await load(file);
    const list: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
    const source = await sourceHash(file);
    for (const item of list) {
      if (!isDefinition(item)) {
        throw new HindcastError("AGENT_MODULE", `${file}: the default export is not a definition`);
      }
      // A package may have been built with an earlier version, whose plug-ins have fewer parts.
      const whole = item.type === "plugin" ? { ...emptyPlugin(item.name), ...item } : item;
      definitions.push(withSource(whole, source));
    }
  }
  return definitions;
}

async function load(file: string): Promise<unknown> {
  return unwrapped((await importFile(file))["default"]);
}

/** What a file exports, TypeScript or not. Throws AGENT_MODULE. */
export async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(file).href;
  try {
    const isTypeScript = /\.[cm]?tsx?$/.test(file);
    const module: unknown = isTypeScript ? await importTypeScript(url) : await import(url);
    return module as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (isHindcastError(error)) throw error;
    throw new HindcastError("AGENT_MODULE", `${file}: ${reasonOf(error)}`, { cause: error });
  }
}

async function importTypeScript(url: string): Promise<unknown> {
  const { tsImport } = await import("tsx/esm/api");
  return tsImport(url, import.meta.url);
}

/** A TypeScript file of a package that is not of type `module` may be loaded as CommonJS. */
function unwrapped(exported: unknown): unknown {
  const wrapped =
    typeof exported === "object" &&
    exported !== null &&
    !Array.isArray(exported) &&
    !isDefinition(exported) &&
    "default" in exported;
  return wrapped ? exported.default : exported;
}

const TYPES = new Set(["agent", "service", "extension", "plugin"]);

function isDefinition(value: unknown): value is RoleDefinition {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  return TYPES.has(value.type as string) && ("role" in value || "name" in value);
}
