import type { AnyStateMachine } from "xstate";
import * as z from "zod";
import { StepKinds, type Address, type MessageTable } from "../../protocols/index.ts";
import { behaviourHash } from "./behaviour.ts";
import { checkHandling } from "./handling.ts";
import { checkMachine } from "./purity.ts";
import { checkRole } from "./role.ts";
import type { Outgoing } from "./send.ts";

/** Puts other messages in the place of one that an agent sends; pure. */
export type OutgoingChange = (
  message: Outgoing,
  scope: { readonly self: Address; readonly parent: string },
) => Outgoing | readonly Outgoing[];

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
  /** Names of changes that older runs go without: see `patched`. */
  readonly patches: readonly string[];
  /** Changes to the messages it sends, applied in order: see `wrapAgent`. */
  readonly outgoing: readonly OutgoingChange[];
  /** Hash of its behaviour; part of the names of its leases and of every log. */
  readonly behaviour: string;
}

export interface AgentOptions<
  A extends MessageTable = MessageTable,
  S extends MessageTable = MessageTable,
  I extends z.ZodType = z.ZodType,
> {
  readonly role: string;
  /** Kinds that it handles; a machine's events are {@link EventsOf} them. */
  readonly accepts: A;
  readonly sends: S;
  /** Schema of what a spawn gives it: the `input` of its {@link AgentInput}. */
  readonly input?: I;
  /** Changed by hand when helpers outside of the machine change what it does. */
  readonly version?: string;
  /** Kinds of thought that it adds to the built-in ones, by purpose. */
  readonly steps?: StepKinds;
  /** Names of changes that older runs go without: see `patched`. */
  readonly patches?: readonly string[];
  readonly machine: AnyStateMachine;
}

/**
 * Limit of eventless transitions in one step: a machine that loops would block its host forever.
 */
const CHAIN = 1000;

/**
 * Defines an agent. Throws AGENT_IMPURE, naming the offending state, when the machine may do
 * anything but compute: `invoke`, `spawnChild`, `after`, `sendTo`, `emit`, `log` and functions
 * as actions are refused. Throws AGENT_MODULE, naming the state, when machine and tables disagree
 * or an action or a guard does not exist.
 */
export function defineAgent<
  A extends MessageTable,
  S extends MessageTable,
  I extends z.ZodType = z.ZodUnknown,
>(options: AgentOptions<A, S, I>): AgentDefinition {
  const { role, machine, accepts, sends } = options;
  checkRole(role);
  checkMachine(role, machine);
  checkHandling({ role, machine, accepts, sends });
  machine.options.maxIterations = Math.min(machine.options.maxIterations ?? CHAIN, CHAIN);
  return {
    type: "agent",
    role,
    accepts,
    sends,
    input: options.input ?? z.unknown(),
    machine,
    steps: StepKinds.parse(options.steps ?? {}),
    patches: options.patches ?? [],
    outgoing: [],
    behaviour: behaviourHash(machine, options.version ?? ""),
  };
}
