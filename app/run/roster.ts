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

/** Who plays which role, and what they may say. */
export interface Roster {
  readonly agents: readonly AgentDefinition[];
  /** Services that modules bring; they replace built-in ones of the same role. */
  readonly services: readonly ServiceDefinition[];
  readonly messages: MessageTable;
  /** Role to hash of its behaviour, agents and services of modules, for the first record of a log. */
  readonly behaviours: Readonly<Record<string, string>>;
  /** Kinds of thought that modules declare. */
  readonly steps: StepKinds;
}

/**
 * The built-in agents and what the given modules define; a module's role replaces the built-in of
 * the same name. Throws AGENT_MODULE or AGENT_IMPURE.
 */
export async function loadRoster(modules: readonly string[]): Promise<Roster> {
  return rosterOf(await loadDefinitions(modules));
}

/** The built-in agents and what modules define. Throws AGENT_MODULE. */
export function rosterOf(loaded: readonly RoleDefinition[]): Roster {
  const byRole = new Map<string, AgentDefinition>();
  for (const agent of [mainAgent, coderAgent, searchAgent(strategies)])
    byRole.set(agent.role, agent);
  for (const definition of loaded) {
    if (definition.type === "agent") byRole.set(definition.role, definition);
  }
  const agents = [...byRole.values()];
  const services = loaded.filter((definition) => definition.type === "service");
  if (services.some(({ role }) => role === "recorder")) {
    throw new HindcastError(
      "AGENT_MODULE",
      "a module plays the role recorder, which keeps the promises about the data; no other may",
    );
  }
  const tables = [...agents, ...services].map(({ accepts, sends }) => ({ ...accepts, ...sends }));
  return {
    agents,
    services,
    // A built-in kind keeps its schema, whatever a module says of it.
    messages: { ...Object.assign({}, ...tables), ...messages } as MessageTable,
    steps: stepsOf(loaded),
    behaviours: Object.fromEntries(
      [...agents, ...services].map(({ role, behaviour }) => [role, behaviour]),
    ),
  };
}

/** Throws AGENT_MODULE where two modules, or a module and the built-in agents, disagree on a kind. */
function stepsOf(definitions: readonly Pick<AgentDefinition, "role" | "steps">[]): StepKinds {
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
