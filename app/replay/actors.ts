import path from "node:path";
import { moduleName } from "../../runtime/config/index.ts";
import type { RoleDefinition } from "../../runtime/load/index.ts";
import {
  configured,
  loadActors,
  type ActorRegistry,
  type LoadActorsOptions,
} from "../actors/index.ts";
import type { Output } from "../output/index.ts";
import { admitModules } from "../trust/index.ts";

/** Which actors fold a log. */
export interface ExtraActors {
  /**
   * Plug-in modules, paths or names of packages. Each takes the place of the module of the log that
   * brings the same plug-in; of all of them when this user did not start the run where the log is.
   */
  readonly modules?: readonly string[];
  /** Loads the modules that the log names, whoever made it. */
  readonly trust?: boolean;
  /** Where the state of this user is looked for; the environment of the process when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Agents and services of the calling program that the run was started with. */
  readonly definitions?: readonly RoleDefinition[];
}

/**
 * The actors that fold a log: those of the run's modules, and others that replace them. Throws
 * LOG_UNTRUSTED for a log of somebody else that names modules, and AGENT_MODULE, AGENT_IMPURE.
 */
export async function actorsOfLog(
  log: string,
  opening: Pick<Output, "run" | "opened" | "config">,
  extra: ExtraActors,
): Promise<ActorRegistry> {
  return configured(await loadActors(await modulesOfLog(log, opening, extra)), opening.config);
}

/** What {@link actorsOfLog} loads. Throws LOG_UNTRUSTED. */
export async function modulesOfLog(
  log: string,
  opening: Pick<Output, "run" | "opened" | "config">,
  { modules = [], definitions = [], trust = false, env = process.env }: ExtraActors,
): Promise<LoadActorsOptions> {
  const agents = modules.map((module) => moduleName(module, process.cwd()));
  const logged = { ...opening, directory: path.dirname(log) };
  return { ...(await admitModules(logged, { trust, agents }, env)), definitions };
}
