import { HindcastError, exceedsInline, sha256, type TextRef } from "../../protocols/index.ts";

/** What a step may use beside its context and its message. */
export interface StepScope {
  /** Names that the agent may give to {@link patched}. */
  readonly declared: readonly string[];
  /** Those of them that the run was opened with. */
  readonly patches: ReadonlySet<string>;
  /** Texts that the step handed over as references, by their SHA-256; the host stores them. */
  readonly texts: Map<string, Uint8Array>;
}

let current: StepScope | undefined;

/** Runs one synchronous step of an agent with its scope; steps never nest. */
export function inScope<T>(scope: StepScope, step: () => T): T {
  current = scope;
  try {
    return step();
  } finally {
    current = undefined;
  }
}

/**
 * A text in the form in which messages and contexts should hold it: the text itself up to 32 KiB, a
 * reference to it beyond. The host stores the text before it publishes the messages of the step.
 */
export function shareText(text: string): TextRef {
  // Half a surrogate pair has no bytes: without this, a text would not come back as sent.
  const whole = text.toWellFormed();
  if (!exceedsInline(whole)) return whole;
  const bytes = Buffer.from(whole);
  const ref = { sha256: sha256(bytes), bytes: bytes.length };
  current?.texts.set(ref.sha256, bytes);
  return ref;
}

/**
 * Whether the run was opened with a change of this name, which the agent lists in `patches`. In a run
 * that is older than the change it is false, so that an agent which keeps its old way there still
 * follows the log. True outside of a step.
 */
export function patched(name: string): boolean {
  if (!current) return true;
  if (current.declared.includes(name)) return current.patches.has(name);
  throw new HindcastError("AGENT_MODULE", `patched(${JSON.stringify(name)}) is not in its patches`);
}
