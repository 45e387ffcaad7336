import { existsSync } from "node:fs";
import path from "node:path";
import { coderAgent } from "../../agents/coder/index.ts";
import { mainAgent } from "../../agents/main/index.ts";
import { searchAgent } from "../../agents/search/index.ts";
import { AUTHOR_FORMS, SCORER_FORMS, type SpecForm } from "../../model-servers/index.ts";
import {
  messages,
  type AuthorBackend,
  type Json,
  type MessageTable,
  type ScorerBackend,
  type StepKinds,
  type Strategy,
} from "../../protocols/index.ts";
import {
  emptyPlugin,
  withSource,
  type AgentDefinition,
  type DefinedBackend,
  type NamedPrompts,
  type Plugin,
  type ServiceDefinition,
} from "../../runtime/define/index.ts";
import { loadDefinitions, type RoleDefinition } from "../../runtime/load/index.ts";
import { strategies } from "../../scoring/strategies/index.ts";
import { byName, checkFailuresHeard, checkRoles, rolesIn, stepKinds, wrong } from "./conflicts.ts";

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
  /** Authors of plug-ins by name, the scheme of their SPECs. */
  readonly authors: Readonly<Record<string, DefinedBackend<AuthorBackend>>>;
  /** The same for scorers. */
  readonly scorers: Readonly<Record<string, DefinedBackend<ScorerBackend>>>;
  /** Prompts of plug-ins by name. */
  readonly prompts: Readonly<Record<string, NamedPrompts>>;
}

export interface LoadActorsOptions {
  /** Plug-in modules: absolute paths, and names of packages. */
  readonly modules?: readonly string[];
  /**
   * Modules that a log names, as well: each gives way to one of `modules` that brings a plug-in of
   * the same name or the same roles, and may be gone.
   */
  readonly recorded?: readonly string[];
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
  const { modules = [], recorded = [], definitions = [] } = options;
  const named: Plugin[] = [];
  for (const module of modules) named.push(...(await pluginsIn(module)));
  const loaded = recorded.length === 0 ? named : await withRecorded(named, recorded);
  const own = pluginsOf("the program", definitions).map((plugin) => ({
    ...plugin,
    override: [...rolesIn(plugin), ...namesIn(plugin)],
  }));
  return registerPlugins([...loaded, ...own]);
}

async function pluginsIn(module: string): Promise<Plugin[]> {
  return pluginsOf(path.basename(module), await loadDefinitions([module]));
}

/**
 * The plug-ins of a log's modules in their order, those that were named in their place, and then
 * the other named ones. A module that is not there any more is left out: its roles are missing
 * unless a named one plays them, which whoever compares behaviours finds.
 */
async function withRecorded(
  named: readonly Plugin[],
  recorded: readonly string[],
): Promise<Plugin[]> {
  const left = new Set(named);
  const plugins: Plugin[] = [];
  for (const module of recorded) {
    if (path.isAbsolute(module) && !existsSync(module)) {
      if (named.length > 0) continue;
      wrong(`the log names ${module}, which is not there; say where it is now with --agents`);
    }
    for (const plugin of await pluginsIn(module)) {
      const substitute = named.find(
        (each) => each.name === plugin.name || sharesRole(each, plugin),
      );
      if (!substitute) plugins.push(plugin);
      else if (left.delete(substitute)) plugins.push(substitute);
    }
  }
  return [...plugins, ...left];
}

function sharesRole(one: Plugin, other: Plugin): boolean {
  const roles = new Set(rolesIn(one));
  return rolesIn(other).some((role) => roles.has(role));
}

/** The plug-ins among definitions; a definition outside any plug-in counts as one. */
function pluginsOf(source: string, definitions: readonly RoleDefinition[]): Plugin[] {
  const plugins = definitions.filter((each) => each.type === "plugin");
  const agents = definitions.filter((each) => each.type === "agent");
  const services = definitions.filter((each) => each.type === "service");
  const extensions = definitions.filter((each) => each.type === "extension");
  if (agents.length + services.length + extensions.length === 0) return plugins;
  return [...plugins, { ...emptyPlugin(source), agents, services, extensions }];
}

function namesIn({ strategies: own, authors, scorers, prompts }: Plugin): string[] {
  return [...own, ...authors, ...scorers, ...prompts].map(({ name }) => name);
}

function schemes(forms: readonly SpecForm[]): string[] {
  return forms.map(({ scheme }) => scheme);
}

/** Throws AGENT_MODULE where plug-ins contradict each other. */
function registerPlugins(plugins: readonly Plugin[]): ActorRegistry {
  checkRoles(plugins);
  const found: Readonly<Record<string, Strategy<Json>>> = {
    ...strategies,
    ...byName("search strategy", plugins, (each) => each.strategies, Object.keys(strategies)),
  };
  const agentByRole = new Map<string, AgentDefinition>();
  const serviceByRole = new Map<string, ServiceDefinition>();
  for (const agent of [mainAgent, coderAgent, withStrategies(searchAgent(found), plugins)]) {
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
    authors: byName("author", plugins, (each) => each.authors, schemes(AUTHOR_FORMS)),
    scorers: byName("scorer", plugins, (each) => each.scorers, schemes(SCORER_FORMS)),
    prompts: byName("set of prompts", plugins, (each) => each.prompts, []),
    behaviours: Object.fromEntries(actors.map(({ role, behaviour }) => [role, behaviour])),
  };
}

/** The search agent, whose behaviour covers the modules of the strategies that it may use. */
function withStrategies(agent: AgentDefinition, plugins: readonly Plugin[]): AgentDefinition {
  return plugins
    .flatMap(({ strategies: own, source }) => (own.length > 0 && source ? [source] : []))
    .reduce((search, source) => withSource(search, source), agent);
}
