import { createMachine, type AnyStateMachine } from "xstate";
import { HindcastError, type MessageTable, type StepKinds } from "../../protocols/index.ts";
import { defineAgent, type AgentDefinition, type OutgoingChange } from "./agent.ts";
import { describeSource } from "./behaviour.ts";
import { checkRole } from "./role.ts";

/** A change to the agent of a role; several apply in the order in which they were loaded. */
export interface AgentExtension {
  readonly type: "extension";
  readonly role: string;
  /** Kinds of thought that it adds. */
  readonly steps: StepKinds;
  /** The agent with the change. Throws AGENT_MODULE when the agent has nothing to change there. */
  apply(agent: AgentDefinition): AgentDefinition;
}

export interface ExtendOptions {
  /** States that the agent gains; one of them leads on to `before`. */
  readonly states: Readonly<Record<string, unknown>>;
  /** The new state that is entered first. */
  readonly first: string;
  /** The state of the agent that the new ones come before: what led there leads to `first`. */
  readonly before: string;
  /** Guards and actions that the new states name; `send` is there. */
  readonly guards?: Readonly<Record<string, unknown>>;
  readonly actions?: Readonly<Record<string, unknown>>;
  /** Kinds that the new states handle, beside those of the agent. */
  readonly accepts?: MessageTable;
  /** Kinds that they send, beside those of the agent. */
  readonly sends?: MessageTable;
  /** Kinds of thought that they add. */
  readonly steps?: StepKinds;
  /** Names of changes that older runs go without: see `patched`. */
  readonly patches?: readonly string[];
  /** Changed by hand when helpers outside of the states change what they do. */
  readonly version?: string;
}

/**
 * Adds states to the agent that plays a role: a further thing that it does on its way, with its
 * context and its messages. Extensions of several plug-ins compose; the later one comes closer to
 * `before`.
 */
export function extendAgent(role: string, options: ExtendOptions): AgentExtension {
  const { states, first, before, accepts = {}, sends = {}, steps = {}, version = "" } = options;
  const { guards = {}, actions = {}, patches = [] } = options;
  checkRole(role);
  if (!Object.hasOwn(states, first)) {
    throw new HindcastError("AGENT_MODULE", `the extension of ${role} has no state ${first}`);
  }
  return {
    type: "extension",
    role,
    steps,
    apply: (agent) => {
      const { machine } = agent;
      const own = (machine.config.states ?? {}) as Readonly<Record<string, object>>;
      if (!Object.hasOwn(own, before)) {
        const known = Object.keys(own).join(", ");
        const detail = `the extension of ${role} comes before ${before}; its states are ${known}`;
        throw new HindcastError("AGENT_MODULE", detail);
      }
      const taken = Object.keys(states).find((name) => Object.hasOwn(own, name));
      if (taken !== undefined) {
        throw new HindcastError("AGENT_MODULE", `two extensions of ${role} add the state ${taken}`);
      }
      const led = Object.entries(own).map(([name, state]) => [
        name,
        // The state itself may be entered again without what comes before it.
        name === before ? state : redirected(state, before, first),
      ]);
      const { initial } = machine.config;
      const config = {
        ...(machine.config as object),
        initial: initial === before ? first : initial,
        states: { ...(Object.fromEntries(led) as Record<string, unknown>), ...states },
      };
      const made = createMachine(
        config as never,
        {
          ...machine.implementations,
          guards: added(role, machine.implementations.guards, guards),
          actions: added(role, machine.implementations.actions, actions),
        } as never,
      );
      return redefined(agent, made, {
        accepts: { ...agent.accepts, ...accepts },
        sends: { ...agent.sends, ...sends },
        steps: { ...agent.steps, ...steps },
        patches: [...agent.patches, ...patches],
        version: `${agent.behaviour} ${version}`,
      });
    },
  };
}

export interface WrapOptions {
  /** What is sent in place of a message; pure, and the same message when nothing changes. */
  readonly outgoing: OutgoingChange;
  /** Kinds that it sends and the agent does not. */
  readonly sends?: MessageTable;
  /** Changed by hand when helpers outside of `outgoing` change what it does. */
  readonly version?: string;
}

/** Changes what comes out of the agent that plays a role, whatever happens inside of it. */
export function wrapAgent(role: string, options: WrapOptions): AgentExtension {
  const { outgoing, sends = {}, version = "" } = options;
  checkRole(role);
  return {
    type: "extension",
    role,
    steps: {},
    apply: (agent) => ({
      ...redefined(agent, agent.machine, {
        accepts: agent.accepts,
        sends: { ...agent.sends, ...sends },
        steps: agent.steps,
        patches: agent.patches,
        version: JSON.stringify([agent.behaviour, version, describeSource(outgoing)]),
      }),
      outgoing: [...agent.outgoing, outgoing],
    }),
  };
}

function redefined(
  agent: AgentDefinition,
  machine: AnyStateMachine,
  changed: Pick<AgentDefinition, "accepts" | "sends" | "steps" | "patches"> & {
    readonly version: string;
  },
): AgentDefinition {
  const { role, input, outgoing } = agent;
  return { ...defineAgent({ role, input, machine, ...changed }), outgoing };
}

/** Throws AGENT_MODULE where an extension would change what the agent's own states do. */
function added<T>(
  role: string,
  own: Readonly<Record<string, T>>,
  more: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const taken = Object.keys(more).find((name) => name in own);
  if (taken === undefined) return { ...own, ...more };
  throw new HindcastError("AGENT_MODULE", `an extension of ${role} brings ${taken}, which it has`);
}

/** A state whose transitions to one sibling lead to another instead. */
function redirected(state: object, from: string, to: string): object {
  const { on, always, onDone } = state as Readonly<Record<"on" | "always" | "onDone", unknown>>;
  const each = (value: unknown): unknown => retargeted(value, from, to);
  const handlers = Object.entries((on ?? {}) as Readonly<Record<string, unknown>>);
  return {
    ...state,
    ...(on === undefined ? {} : { on: Object.fromEntries(handlers.map(([k, v]) => [k, each(v)])) }),
    ...(always === undefined ? {} : { always: each(always) }),
    ...(onDone === undefined ? {} : { onDone: each(onDone) }),
  };
}

/** One or several transitions, as a target alone or with what goes with it. */
function retargeted(transition: unknown, from: string, to: string): unknown {
  if (transition === from) return to;
  if (Array.isArray(transition)) return transition.map((each) => retargeted(each, from, to));
  if (typeof transition !== "object" || transition === null || !("target" in transition)) {
    return transition;
  }
  return { ...transition, target: retargeted(transition.target, from, to) };
}
