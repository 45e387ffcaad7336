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

const SHARED = Symbol.for("hindcast.step-scope");

/**
 * Holds the scope of the step that is being taken. All copies of this module in a process share it: a
 * plug-in, or another version of the agents, may come with a copy of its own.
 */
const running = ((globalThis as { [SHARED]?: { scope: StepScope | undefined } })[SHARED] ??= {
  scope: undefined,
});

/** Runs one synchronous step of an agent with its scope; steps never nest. */
export function inScope<T>(scope: StepScope, step: () => T): T {
  running.scope = scope;
  try {
    return step();
  } finally {
    running.scope = undefined;
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
  running.scope?.texts.set(ref.sha256, bytes);
  return ref;
}

/**
 * Whether the run was opened with a change of this name, which the agent lists in `patches`. In a run
 * that is older than the change it is false, so that an agent which keeps its old way there still
 * follows the log. True outside of a step.
 */
export function patched(name: string): boolean {
  const scope = running.scope;
  if (!scope) return true;
  if (scope.declared.includes(name)) return scope.patches.has(name);
  throw new HindcastError("AGENT_MODULE", `patched(${JSON.stringify(name)}) is not in its patches`);
}
