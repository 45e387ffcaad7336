import path from "node:path";
import { coderAgent } from "../../agents/coder/index.ts";
import { mainAgent } from "../../agents/main/index.ts";
import { searchAgent } from "../../agents/search/index.ts";
import {
  HindcastError,
  builtInSteps,
  messages,
  stepKindOf,
  type Json,
  type MessageTable,
  type StepKinds,
  type Strategy,
} from "../../protocols/index.ts";
import type { AgentDefinition, Plugin, ServiceDefinition } from "../../runtime/define/index.ts";
import { loadDefinitions, type RoleDefinition } from "../../runtime/load/index.ts";
import { strategies } from "../../scoring/strategies/index.ts";

/** The definition of every role in a run, and the messages that the roles exchange. */
export interface ActorRegistry {
  readonly agents: readonly AgentDefinition[];
  /** Services from plug-ins; they replace the built-in service of the same role. */
  readonly services: readonly ServiceDefinition[];
  readonly messages: MessageTable;
  /**
   * Role to the hash of its behaviour, for every agent and every plug-in service. The first record
   * of a log holds it.
   */
  readonly behaviours: Readonly<Record<string, string>>;
  /** Kinds of thought that plug-ins declare. */
  readonly steps: StepKinds;
  /** Names of all search strategies. */
  readonly strategies: readonly string[];
}

export interface LoadActorsOptions {
  /** Absolute paths of plug-in modules. */
  readonly modules?: readonly string[];
  /** Definitions that a program made itself; they take precedence over those of modules. */
  readonly definitions?: readonly RoleDefinition[];
}

/**
 * Registers the built-in agents and the definitions of plug-ins; a plug-in replaces the built-in
 * actor of the same role.
 *
 * @throws HindcastError AGENT_MODULE, AGENT_IMPURE
 */
export async function loadActors(options: LoadActorsOptions = {}): Promise<ActorRegistry> {
  const { modules = [], definitions = [] } = options;
  const loaded: Plugin[] = [];
  for (const module of modules) {
    loaded.push(...pluginsOf(path.basename(module), await loadDefinitions([module])));
  }
  const own = pluginsOf("the program", definitions).map((plugin) => ({
    ...plugin,
    override: rolesIn(plugin),
  }));
  return registerPlugins([...loaded, ...own]);
}

/** The plug-ins among definitions; a definition outside any plug-in counts as one. */
function pluginsOf(source: string, definitions: readonly RoleDefinition[]): Plugin[] {
  const plugins = definitions.filter((each) => each.type === "plugin");
  const agents = definitions.filter((each) => each.type === "agent");
  const services = definitions.filter((each) => each.type === "service");
  const extensions = definitions.filter((each) => each.type === "extension");
  if (agents.length + services.length + extensions.length === 0) return plugins;
  const rest = { strategies: [], steps: {}, override: [] };
  return [...plugins, { type: "plugin", name: source, agents, services, extensions, ...rest }];
}

function rolesIn({ agents, services }: Plugin): string[] {
  return [...agents, ...services].map(({ role }) => role);
}

/** Throws AGENT_MODULE where plug-ins contradict each other. */
function registerPlugins(plugins: readonly Plugin[]): ActorRegistry {
  checkRoles(plugins);
  const found = searchStrategies(plugins);
  const agentByRole = new Map<string, AgentDefinition>();
  const serviceByRole = new Map<string, ServiceDefinition>();
  for (const agent of [mainAgent, coderAgent, searchAgent(found)]) {
    agentByRole.set(agent.role, agent);
  }
  for (const { agents, services } of plugins) {
    for (const agent of agents) agentByRole.set(agent.role, agent);
    for (const service of services) serviceByRole.set(service.role, service);
  }
  for (const { name, extensions } of plugins) {
    for (const extension of extensions) {
      const agent = agentByRole.get(extension.role);
      if (!agent) wrong(`the plug-in ${name} extends ${extension.role}, which no agent plays`);
      agentByRole.set(extension.role, extension.apply(agent));
    }
  }
  const agents = [...agentByRole.values()];
  const services = [...serviceByRole.values()];
  checkFailuresHeard(agents, services);
  const actors = [...agents, ...services];
  const tables = actors.map(({ accepts, sends }) => ({ ...accepts, ...sends }));
  const declared = actors.map(({ role, steps }) => ({ name: role, steps }));
  return {
    agents,
    services,
    // A built-in kind keeps its schema, whatever a plug-in declares.
    messages: { ...Object.assign({}, ...tables), ...messages } as MessageTable,
    steps: stepKinds([...plugins, ...declared]),
    strategies: Object.keys(found),
    behaviours: Object.fromEntries(actors.map(({ role, behaviour }) => [role, behaviour])),
  };
}

function checkRoles(plugins: readonly Plugin[]): void {
  const takenBy = new Map<string, string>();
  for (const plugin of plugins) {
    for (const role of rolesIn(plugin)) {
      if (role === "recorder") {
        wrong(
          "a module defines the role recorder, which keeps the promises about the data; none may",
        );
      }
      const other = takenBy.get(role);
      if (other !== undefined && !plugin.override.includes(role)) {
        wrong(
          `${other} and ${plugin.name} both take the role ${role}; leave one out, or let the ` +
            `later one say override: [${JSON.stringify(role)}]`,
        );
      }
      takenBy.set(role, plugin.name);
    }
  }
}

/** The built-in strategies and those of plug-ins, by name. */
function searchStrategies(plugins: readonly Plugin[]): Record<string, Strategy<Json>> {
  const found: Record<string, Strategy<Json>> = { ...strategies };
  for (const { name, strategies: own } of plugins) {
    for (const strategy of own) {
      if (Object.hasOwn(found, strategy.name)) {
        wrong(`the plug-in ${name} brings the search strategy ${strategy.name}, which is there`);
      }
      found[strategy.name] = strategy;
    }
  }
  return found;
}

/** A service may always fail, and an agent that does not accept that would end with it. */
function checkFailuresHeard(
  agents: readonly AgentDefinition[],
  services: readonly ServiceDefinition[],
): void {
  for (const { role, sends, accepts } of agents) {
    if ("service.failed" in accepts) continue;
    for (const service of services) {
      const kind = Object.keys(sends).find((each) => each in service.accepts);
      if (kind === undefined) continue;
      wrong(`role ${role}, asks ${service.role} (${kind}) and does not accept service.failed`);
    }
  }
}

/** Throws AGENT_MODULE where two plug-ins, or a plug-in and the built-in agents, disagree on a kind. */
function stepKinds(
  sources: readonly { readonly name: string; readonly steps: StepKinds }[],
): StepKinds {
  const declared: Record<string, StepKinds[string]> = {};
  for (const { name, steps } of sources) {
    for (const [purpose, kind] of Object.entries(steps)) {
      const known = stepKindOf(purpose, declared);
      if (known && known.trained !== kind.trained) {
        wrong(`${name} declares the step ${purpose} otherwise than it is known`);
      }
      if (!Object.hasOwn(builtInSteps, purpose)) declared[purpose] = kind;
    }
  }
  return declared;
}

function wrong(detail: string): never {
  throw new HindcastError("AGENT_MODULE", detail);
}
