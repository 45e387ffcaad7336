import { HindcastError, type Json, type Strategy, type StepKinds } from "../../protocols/index.ts";
import type { AgentDefinition } from "./agent.ts";
import type { AgentExtension } from "./extend.ts";
import type { ServiceDefinition } from "./service.ts";

/** Everything that one module adds to Hindcast. */
export interface Plugin {
  readonly type: "plugin";
  readonly name: string;
  readonly agents: readonly AgentDefinition[];
  readonly services: readonly ServiceDefinition[];
  readonly extensions: readonly AgentExtension[];
  /** Search strategies, for `--search NAME`. */
  readonly strategies: readonly Strategy<Json>[];
  readonly steps: StepKinds;
  /** Hash of the module that it comes from; absent for one of the calling program. */
  readonly source?: string;
  /** Roles that it takes from another plug-in on purpose. */
  readonly override: readonly string[];
}

export interface PluginOptions {
  /** Lower-case name, for errors and lists. */
  readonly name: string;
  /** Agents; one of a built-in role replaces the built-in agent. */
  readonly agents?: readonly AgentDefinition[];
  /** Services: authors and scorers are those of the roles `author` and `scorer`. */
  readonly services?: readonly ServiceDefinition[];
  /** Changes to agents that others define, built-in or not. */
  readonly extensions?: readonly AgentExtension[];
  readonly strategies?: readonly Strategy<never>[];
  /** Kinds of thought that its agents add. */
  readonly steps?: StepKinds;
  /** Roles that it takes though another plug-in takes them too. */
  readonly override?: readonly string[];
}

const NAME = /^[a-z][a-z0-9-]*$/;

/** Defines a plug-in. Throws AGENT_MODULE for a wrong name or one that adds nothing. */
export function definePlugin(options: PluginOptions): Plugin {
  const { name, agents = [], services = [], extensions = [], strategies = [] } = options;
  if (!NAME.test(name)) {
    throw new HindcastError("AGENT_MODULE", `a plug-in cannot be called ${JSON.stringify(name)}`);
  }
  if (agents.length + services.length + extensions.length + strategies.length === 0) {
    throw new HindcastError("AGENT_MODULE", `the plug-in ${name} adds nothing`);
  }
  const { steps = {}, override = [] } = options;
  // A strategy's own state is known to itself alone; it goes through the log as JSON.
  const known = strategies as readonly Strategy<unknown>[] as readonly Strategy<Json>[];
  return { type: "plugin", name, agents, services, extensions, strategies: known, steps, override };
}
