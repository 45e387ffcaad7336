import type { AnyStateMachine } from "xstate";
import { printable } from "../../protocols/index.ts";
import { statesOf, type MachineState } from "./states.ts";

/** One line of the drawing of a machine. */
export interface MachineLine {
  /** Name of the state that the line is about; empty for the machine itself. */
  readonly state: string;
  /** Kind of the message that leads on from it; undefined on the line that names the state. */
  readonly event?: string;
  /** Without control characters, indented by depth. */
  readonly text: string;
}

/** A machine as its definition has it: each state, then what leads on from it. */
export function drawMachine(machine: AnyStateMachine): MachineLine[] {
  return statesOf(machine).flatMap((state) => {
    const { name, depth, type, initial } = state;
    const own = name === "" ? machine.id : name.slice(name.lastIndexOf(".") + 1);
    const marks = [
      ...(initial ? ["initial"] : []),
      ...(type === "final" || type === "parallel" || type === "history" ? [type] : []),
    ];
    const suffix = marks.length > 0 ? `  (${marks.join(", ")})` : "";
    const text = `${"  ".repeat(depth)}${printable(own)}${suffix}`;
    return [{ state: name, text }, ...transitionLines(state)];
  });
}

/** One line for each event, with its targets in the order in which guards are asked. */
function transitionLines({ name, depth, transitions }: MachineState): MachineLine[] {
  const events = [...new Set(transitions.map(({ event }) => event))];
  return events.map((event) => {
    const ways = transitions.filter((transition) => transition.event === event);
    const targets = ways.map(({ targets: to, guarded }) => {
      const where = to.length === 0 ? "stays" : to.join(" ");
      return guarded ? `${where} (guarded)` : where;
    });
    const what = event === "" ? "at once" : event;
    const text = printable(`${what} -> ${targets.join(", else ")}`);
    return { state: name, event, text: `${"  ".repeat(depth + 1)}${text}` };
  });
}
