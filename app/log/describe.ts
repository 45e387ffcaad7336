import type { Draft, Envelope } from "../../protocols/index.ts";
import type { StepFailure } from "../../runtime/host/index.ts";
import { patchOf, type PatchOperation } from "../../runtime/replay/index.ts";
import type { IndexedLog } from "./steps.ts";

/** What an agent did with a message. */
export interface StepDescription {
  readonly message: Envelope;
  /** Who handled it; null for a message that no agent got. */
  readonly agent: string | null;
  /** State of the machine, as XState writes it; null before its first step. */
  readonly before: unknown;
  readonly after: unknown;
  /** What became of the context; the whole of it in the first step. */
  readonly patch: readonly PatchOperation[];
  readonly sent: readonly Draft[];
  readonly error?: StepFailure;
  /** Whether a later retry made the message void, so that no agent sees it. */
  readonly void: boolean;
}

/** Describes the step that a message made its receiver take. */
export function describeStep(
  { messages, steps }: Pick<IndexedLog, "messages" | "steps">,
  message: Envelope,
): StepDescription {
  const step = steps.at(message.seq);
  const isVoid = messages.isVoid(message.seq);
  if (!step) {
    return { message, agent: null, before: null, after: null, patch: [], sent: [], void: isVoid };
  }
  const { agent, before, after, sent, error } = step;
  return {
    message,
    agent,
    before: before?.value ?? null,
    after: after.value,
    patch: patchOf(before?.context, after.context),
    sent,
    ...(error ? { error } : {}),
    void: isVoid,
  };
}
