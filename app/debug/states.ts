import type { AnyStateMachine, AnyStateNode } from "xstate";

/** A way out of a state. */
export interface StateTransition {
  /** Kind of the message; empty for one that is taken at once, without a message. */
  readonly event: string;
  /** Names of the states that it leads to; none where it stays and only acts. */
  readonly targets: readonly string[];
  /** Whether a guard decides about it. */
  readonly guarded: boolean;
}

/** A state of a machine, as its definition has it. */
export interface MachineState {
  /** Names from the outermost state, joined by dots; empty for the machine itself. */
  readonly name: string;
  /** How many states it is within; 0 for the machine itself. */
  readonly depth: number;
  readonly type: "atomic" | "compound" | "parallel" | "final" | "history";
  /** Whether the state around it is entered here. */
  readonly initial: boolean;
  readonly transitions: readonly StateTransition[];
}

/** The states of a machine in the order of its definition, each after the one that it is in. */
export function statesOf(machine: AnyStateMachine): MachineState[] {
  return statesFrom(machine.root);
}

function statesFrom(node: AnyStateNode): MachineState[] {
  const state: MachineState = {
    name: nameOf(node),
    depth: node.path.length,
    type: node.type,
    initial: node.parent?.initial.target.includes(node) ?? false,
    transitions: [...node.transitions.values()]
      .flat()
      .concat(node.always ?? [])
      .map(({ eventType, target, guard }) => ({
        event: eventType,
        targets: (target ?? []).map(nameOf),
        guarded: guard !== undefined,
      })),
  };
  return [state, ...Object.values(node.states).flatMap(statesFrom)];
}

function nameOf({ path }: AnyStateNode): string {
  return path.join(".");
}

/** Names of the innermost states that an agent is in: one, or one for each parallel region. */
export function stateNames(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const within = stateNames(inner);
    return within.length === 0 ? [name] : within.map((each) => `${name}.${each}`);
  });
}

/** Whether an agent with this state is in the state of that name, or in one within it. */
export function isWithin(value: unknown, name: string): boolean {
  return stateNames(value).some((inner) => inner === name || inner.startsWith(`${name}.`));
}
