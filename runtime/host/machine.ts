import {
  createEmptyActor,
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type ExecutableActionObject,
} from "xstate";
import { HindcastError, isHindcastError, reasonOf } from "../../protocols/index.ts";
import { sealed, type AgentInput, type Incoming, type Outgoing } from "../define/index.ts";

/** A snapshot and the messages that the step to it wants sent. */
export interface MachineStep {
  readonly snapshot: AnyMachineSnapshot;
  readonly outgoing: readonly Outgoing[];
}

let collected: Outgoing[] = [];
const inert = createEmptyActor();

// `transition()` of XState builds an actor and runs the context factory on every call, which
// costs four times the step itself; one inert scope serves all machines, since steps never nest.
const scope: AnyActorScope = {
  self: inert,
  id: "",
  sessionId: "",
  system: inert.system,
  logger: () => {},
  defer: () => {},
  emit: () => {},
  stopChild: () => {},
  actionExecutor: (action: ExecutableActionObject) => {
    if (action.type !== "send") return refuse(action);
    const params = action.params as Outgoing | readonly Outgoing[];
    if (Array.isArray(params)) collected.push(...(params as readonly Outgoing[]));
    else collected.push(params as Outgoing);
  },
};

/** What a machine enqueues while it runs is known only then. */
function refuse({ type, params }: ExecutableActionObject): void {
  const delay = type === "xstate.raise" ? (params as { delay?: number }).delay : undefined;
  if (type === "xstate.raise" && delay === undefined) return;
  const what = delay === undefined ? type.replace("xstate.", "") : "raise after a delay";
  throw new HindcastError("AGENT_IMPURE", `enqueues ${what}, which is no pure action`);
}

/** The first snapshot of a machine. Throws AGENT_FAILED or AGENT_IMPURE. */
export function firstStep(machine: AnyStateMachine, input: AgentInput): MachineStep {
  return take(() => machine.getInitialSnapshot(scope, input) as AnyMachineSnapshot);
}

/** The next snapshot of a machine. Throws AGENT_FAILED or AGENT_IMPURE. */
export function nextStep(
  machine: AnyStateMachine,
  from: AnyMachineSnapshot,
  event: Incoming,
): MachineStep {
  return take(() => machine.transition(from, event, scope) as AnyMachineSnapshot);
}

function take(step: () => AnyMachineSnapshot): MachineStep {
  collected = [];
  let snapshot: AnyMachineSnapshot;
  try {
    snapshot = sealed(step);
  } catch (error) {
    throw asAgentError(error);
  }
  if (snapshot.status === "error") throw asAgentError(snapshot.error);
  return { snapshot, outgoing: collected };
}

function asAgentError(error: unknown): HindcastError {
  if (isHindcastError(error)) return error;
  return new HindcastError("AGENT_FAILED", reasonOf(error), { cause: error });
}
