import type { Envelope } from "../../protocols/index.ts";
import type { Step } from "../../runtime/replay/index.ts";
import type { IndexedLog } from "../log/index.ts";

/** A message of a log, and what the agent that got it did. */
export interface Moment {
  readonly message: Envelope;
  /** Undefined for what no agent handled: messages to services, void ones, the end of a session. */
  readonly step: Step | undefined;
}

/** The messages and steps that a moment is looked up in. */
export type Indexed = Pick<IndexedLog, "messages" | "steps">;

/** The moment at a position; undefined where the log has no such message. */
export function momentAt({ messages, steps }: Indexed, seq: number): Moment | undefined {
  const message = messages.at(seq);
  return message && { message, step: steps.at(seq) };
}

/** The last step that an agent took up to a position; undefined before its start. */
export function momentOf(
  { messages, steps }: Indexed,
  agent: string,
  seq: number,
): Moment | undefined {
  const step = steps.lastStep(seq, agent);
  const message = step && messages.at(step.seq);
  return message && { message, step };
}
