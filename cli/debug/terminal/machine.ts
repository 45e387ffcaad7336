import type { AnyStateMachine } from "xstate";
import { isWithin, statesOf, type MachineState } from "../../../app/debug/index.ts";
import { printable } from "../../../protocols/index.ts";
import type { Paint } from "../../output/index.ts";

/** The states of a machine on one line, with those that an agent is in between brackets. */
export function stateStrip(machine: AnyStateMachine, value: unknown, paint: Paint): string {
  const names = statesOf(machine)
    .filter(({ name, type }) => name !== "" && type !== "history")
    .map(({ name }) => {
      const shown = printable(name);
      return isWithin(value, name) ? paint.bold(`[${shown}]`) : paint.dim(shown);
    });
  return `       ${names.join(" ")}`;
}

/** A machine as its definition has it: each state with what leads on from it, the current one marked. */
export function machineLines(machine: AnyStateMachine, value: unknown, paint: Paint): string[] {
  return statesOf(machine).flatMap((state) => {
    const { name, depth, type, initial } = state;
    const own = name.slice(name.lastIndexOf(".") + 1);
    const isCurrent = name !== "" && isWithin(value, name);
    const title = `${"  ".repeat(depth)}${printable(name === "" ? machine.id : own)}`;
    const marks = [
      ...(initial ? ["initial"] : []),
      ...(type === "final" || type === "parallel" || type === "history" ? [type] : []),
    ];
    const head = `${isCurrent ? ">" : " "} ${title}${marks.length > 0 ? `  (${marks.join(", ")})` : ""}`;
    return [
      isCurrent ? paint.bold(head) : head,
      ...transitionLines(state).map((line) => paint.dim(line)),
    ];
  });
}

/** One line for each event, with its targets in the order in which guards are asked. */
function transitionLines({ depth, transitions }: MachineState): string[] {
  const events = [...new Set(transitions.map(({ event }) => event))];
  return events.map((event) => {
    const ways = transitions.filter((transition) => transition.event === event);
    const targets = ways.map(({ targets: to, guarded }) => {
      const where = to.length === 0 ? "stays" : to.join(" ");
      return guarded ? `${where} (guarded)` : where;
    });
    const what = event === "" ? "at once" : event;
    return `  ${"  ".repeat(depth + 1)}${printable(`${what} -> ${targets.join(", else ")}`)}`;
  });
}
