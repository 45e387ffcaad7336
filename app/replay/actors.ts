import path from "node:path";
import type { AgentDefinition, ServiceDefinition } from "../../runtime/define/index.ts";
import { loadActors, type ActorRegistry } from "../actors/index.ts";
import type { Output } from "../output/index.ts";

/** Actors beside those that the run of a log was started with. */
export interface ExtraActors {
  /** Paths of plug-in modules. */
  readonly modules?: readonly string[];
  /** Agents and services of the calling program. */
  readonly definitions?: readonly (AgentDefinition | ServiceDefinition)[];
}

/** The actors that fold a log: those of the run's modules, and others that replace them. */
export function actorsOfLog(
  { config }: Pick<Output, "config">,
  { modules = [], definitions = [] }: ExtraActors,
): Promise<ActorRegistry> {
  const named = modules.map((module) => path.resolve(module));
  return loadActors({ modules: [...config.agents, ...named], definitions });
}
