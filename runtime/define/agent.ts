import type { AnyStateMachine } from "xstate";
import * as z from "zod";
import { StepKinds, type MessageTable } from "../../protocols/index.ts";
import { behaviourHash } from "./behaviour.ts";
import { checkMachine } from "./purity.ts";
import { checkRole } from "./role.ts";

/** A role that a pure machine plays. */
export interface AgentDefinition {
  readonly type: "agent";
  readonly role: string;
  /** Kinds that it handles; others end as MESSAGE_INVALID. */
  readonly accepts: MessageTable;
  readonly sends: MessageTable;
  /** Schema of what a spawn gives it. */
  readonly input: z.ZodType;
  readonly machine: AnyStateMachine;
  /** Kinds of thought that it adds to the built-in ones. */
  readonly steps: StepKinds;
  /** Hash of what it does; names its leases and stands in every log. */
  readonly behaviour: string;
}

export interface AgentOptions {
  readonly role: string;
  readonly accepts: MessageTable;
  readonly sends: MessageTable;
  readonly input?: z.ZodType;
  /** Changed by hand when helpers outside of the machine change what it does. */
  readonly version?: string;
  /** Kinds of thought that it adds to the built-in ones, by purpose. */
  readonly steps?: StepKinds;
  readonly machine: AnyStateMachine;
}

/**
 * Transitions without an event that one step may take: a machine that turns in circles would hold
 * its host for ever.
 */
const CHAIN = 1000;

/**
 * Defines an agent. Throws AGENT_IMPURE, naming the offending state, when the machine may do
 * anything but compute: `invoke`, `spawnChild`, `after`, `sendTo`, `emit`, `log` and functions
 * as actions are refused.
 */
export function defineAgent(options: AgentOptions): AgentDefinition {
  const { role, machine } = options;
  checkRole(role);
  checkMachine(role, machine);
  machine.options.maxIterations = Math.min(machine.options.maxIterations ?? CHAIN, CHAIN);
  return {
    type: "agent",
    role,
    accepts: options.accepts,
    sends: options.sends,
    input: options.input ?? z.unknown(),
    machine,
    steps: StepKinds.parse(options.steps ?? {}),
    behaviour: behaviourHash(machine, options.version ?? ""),
  };
}
