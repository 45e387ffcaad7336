import { momentAt, shortAddress, stateNames } from "../../../app/debug/index.ts";
import type { IndexedLog } from "../../../app/log/index.ts";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { printable, type Envelope } from "../../../protocols/index.ts";
import { lineOfState, type MachineDocuments } from "./documents.ts";

/** Frames of one answer, for a client that asks for all. */
const FRAMES = 1000;

/** Which frames a client wants, and how it counts lines. */
export interface FramePage {
  readonly start: number;
  readonly count: number;
  /** Number of the first line, and of the first column. */
  readonly first: { readonly line: number; readonly column: number };
}

/**
 * A message and what caused it, back to the first, as the frames of a stack. The id of a frame is
 * the position of its message.
 */
export function framesFrom(
  index: IndexedLog,
  documents: MachineDocuments,
  top: number,
  { start, count, first }: FramePage,
): { stackFrames: DebugProtocol.StackFrame[]; totalFrames: number } {
  const wanted = count > 0 ? Math.min(count, FRAMES) : FRAMES;
  const stackFrames: DebugProtocol.StackFrame[] = [];
  let depth = 0;
  let message = index.messages.at(top);
  for (; message && stackFrames.length < wanted; message = index.messages.causeOf(message)) {
    if (depth >= start) stackFrames.push(frameOf(index, documents, message, first));
    depth += 1;
  }
  // One more than was seen makes the client ask on, without a walk to the first cause now.
  return { stackFrames, totalFrames: message ? depth + 1 : depth };
}

function frameOf(
  index: IndexedLog,
  documents: MachineDocuments,
  message: Envelope,
  first: FramePage["first"],
): DebugProtocol.StackFrame {
  const step = momentAt(index, message.seq)?.step;
  const what = `${message.seq}  ${printable(message.kind)}`;
  const document = step && documents.of(step.agent);
  if (!step || !document) {
    const why = index.messages.isVoid(message.seq) ? "  (void)" : "";
    const way = `${shortAddress(message.from)} -> ${shortAddress(message.to)}`;
    const name = `${what}  ${printable(way)}${why}`;
    return { id: message.seq, name, line: 0, column: 0, presentationHint: "subtle" };
  }
  const states = [step.before?.value, step.after.value].map((value) => stateNames(value).join(" "));
  const change = step.before === undefined ? `(start) -> ${states[1]}` : states.join(" -> ");
  const { source } = document;
  return {
    id: message.seq,
    name: `${what}  ${printable(`${shortAddress(step.agent)}  ${change}`)}`,
    source: { ...source, origin: "drawn from the definition of the machine" },
    line: lineOfState(document, step.after.value) + first.line,
    column: first.column,
  };
}
