import type { AnyStateMachine } from "xstate";
import { drawMachine, isWithin, statesOf } from "../../../app/debug/index.ts";
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
  return drawMachine(machine).map(({ state, event, text }) => {
    if (event !== undefined) return paint.dim(`  ${text}`);
    return isWithin(value, state) ? paint.bold(`> ${text}`) : `  ${text}`;
  });
}
