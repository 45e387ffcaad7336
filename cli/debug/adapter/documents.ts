import {
  drawMachine,
  isWithin,
  stateNames,
  type MachineLine,
  type Moment,
} from "../../../app/debug/index.ts";
import { HindcastError, parseAddress, printable } from "../../../protocols/index.ts";
import type { AgentDefinition } from "../../../runtime/define/index.ts";

/** What a client names a document with. */
export interface DocumentName {
  readonly name?: string | undefined;
  readonly path?: string | undefined;
  readonly sourceReference?: number | undefined;
}

/** A machine, drawn from its own definition: the source that frames point into. */
export interface MachineDocument {
  readonly role: string;
  /** As the protocol names it. */
  readonly source: { readonly name: string; readonly sourceReference: number };
  readonly lines: readonly MachineLine[];
}

/** The machines of all agents as documents; their references stay the same for a set of agents. */
export class MachineDocuments {
  readonly all: readonly MachineDocument[];

  constructor(agents: readonly AgentDefinition[]) {
    this.all = agents.map(({ role, machine }, at) => ({
      role,
      source: { name: `${printable(role)}.hindcast-machine`, sourceReference: at + 1 },
      lines: drawMachine(machine),
    }));
  }

  /** The machine of an agent. */
  of(agent: string): MachineDocument | undefined {
    const { role } = parseAddress(agent);
    return this.all.find((document) => document.role === role);
  }

  /**
   * The document that a client means. A client that kept it from an earlier session knows its name
   * alone, since references are of one session. Throws USAGE where there is none.
   */
  named({ name, path, sourceReference }: DocumentName): MachineDocument {
    const file = name ?? path?.split(/[/\\]/).at(-1);
    const found =
      file === undefined
        ? this.all.find(({ source }) => source.sourceReference === sourceReference)
        : this.all.find(({ source }) => source.name === file);
    if (found) return found;
    const what = JSON.stringify(file ?? sourceReference ?? null);
    const names = this.all.map(({ source }) => source.name).join(", ");
    throw new HindcastError("USAGE", `there is no document ${what}, but ${names}`);
  }
}

/** Text of a document. */
export function textOf({ lines }: MachineDocument): string {
  return lines.map(({ text }) => `${text}\n`).join("");
}

/** The line, from 0, that names the innermost state of an agent; of the first region of several. */
export function lineOfState({ lines }: MachineDocument, value: unknown): number {
  const [state] = stateNames(value);
  const line = lines.findIndex((each) => each.state === state && each.event === undefined);
  return Math.max(line, 0);
}

/** The line, from 0, at which a breakpoint can be: for what is taken at once, that of the state. */
export function lineOfBreakpoint({ lines }: MachineDocument, line: number): number | undefined {
  let at = line;
  while (lines[at]?.event === "") at -= 1;
  return lines[at] ? at : undefined;
}

/** Whether a moment enters the state of a line, or handles its message in that state. */
export function isAt({ role }: MachineDocument, line: MachineLine, moment: Moment): boolean {
  const { message, step } = moment;
  if (!step || parseAddress(step.agent).role !== role) return false;
  const { state, event } = line;
  const was = step.before?.value;
  if (event !== undefined) return message.kind === event && (state === "" || isWithin(was, state));
  if (state === "") return step.before === undefined;
  return isWithin(step.after.value, state) && !isWithin(was, state);
}
