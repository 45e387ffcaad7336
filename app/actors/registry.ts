import { coderAgent } from "../../agents/coder/index.ts";
import { mainAgent } from "../../agents/main/index.ts";
import { searchAgent } from "../../agents/search/index.ts";
import {
  HindcastError,
  builtInSteps,
  messages,
  stepKindOf,
  type MessageTable,
  type StepKinds,
} from "../../protocols/index.ts";
import type { AgentDefinition, ServiceDefinition } from "../../runtime/define/index.ts";
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
  if (serviceByRole.has("recorder")) {
    throw new HindcastError(
      "AGENT_MODULE",
      "a module defines the role recorder, which keeps the promises about the data; none may",
    );
  }
  const agents = [...agentByRole.values()];
  const services = [...serviceByRole.values()];
  const tables = [...agents, ...services].map(({ accepts, sends }) => ({ ...accepts, ...sends }));
  return {
    agents,
    services,
    // A built-in kind keeps its schema, whatever a plug-in declares.
    messages: { ...Object.assign({}, ...tables), ...messages } as MessageTable,
    steps: stepKinds(plugIns),
    behaviours: Object.fromEntries(
      [...agents, ...services].map(({ role, behaviour }) => [role, behaviour]),
    ),
  };
}

/** Throws AGENT_MODULE where two plug-ins, or a plug-in and the built-in agents, disagree on a kind. */
function stepKinds(definitions: readonly RoleDefinition[]): StepKinds {
  const declared: Record<string, StepKinds[string]> = {};
  for (const { role, steps } of definitions) {
    for (const [name, kind] of Object.entries(steps)) {
      const known = stepKindOf(name, declared);
      if (known && known.trained !== kind.trained) {
        const detail = `${role} declares the step ${name} otherwise than it is known`;
        throw new HindcastError("AGENT_MODULE", detail);
      }
      if (!Object.hasOwn(builtInSteps, name)) declared[name] = kind;
    }
  }
  return declared;
}
