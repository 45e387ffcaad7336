import { coderAgent } from "../../agents/coder/index.ts";
import { mainAgent } from "../../agents/main/index.ts";
import { searchAgent } from "../../agents/search/index.ts";
import { messages, type MessageTable } from "../../protocols/index.ts";
import type { AgentDefinition, ServiceDefinition } from "../../runtime/define/index.ts";
import { loadDefinitions } from "../../runtime/load/index.ts";
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
}

export interface LoadActorsOptions {
  /** Absolute paths of plug-in modules. */
  readonly modules?: readonly string[];
  /** Definitions that a program made itself; they take precedence over those of modules. */
  readonly definitions?: readonly (AgentDefinition | ServiceDefinition)[];
}

/**
 * Registers the built-in agents and the definitions of plug-ins; a plug-in replaces the built-in
 * actor of the same role.
 *
 * @throws HindcastError AGENT_MODULE, AGENT_IMPURE
 */
export async function loadActors(options: LoadActorsOptions = {}): Promise<ActorRegistry> {
  const { modules = [], definitions = [] } = options;
  const plugIns = [...(await loadDefinitions(modules)), ...definitions];
  const agentByRole = new Map<string, AgentDefinition>();
  const serviceByRole = new Map<string, ServiceDefinition>();
  for (const agent of [mainAgent, coderAgent, searchAgent(strategies)]) {
    agentByRole.set(agent.role, agent);
  }
  for (const definition of plugIns) {
    if (definition.type === "agent") agentByRole.set(definition.role, definition);
    else serviceByRole.set(definition.role, definition);
  }
  const agents = [...agentByRole.values()];
  const services = [...serviceByRole.values()];
  const tables = [...agents, ...services].map(({ accepts, sends }) => ({ ...accepts, ...sends }));
  return {
    agents,
    services,
    // A built-in kind keeps its schema, whatever a plug-in declares.
    messages: { ...Object.assign({}, ...tables), ...messages } as MessageTable,
    behaviours: Object.fromEntries(
      [...agents, ...services].map(({ role, behaviour }) => [role, behaviour]),
    ),
  };
}
