import type { ChatMessage } from "../request-shape.ts";
import type { Overlong } from "./overlong.ts";
import { tokensOf } from "./tokens.ts";

/** Part of a window that is used after a server refused a prompt and did not say how long it may be. */
const LESS = 0.7;

/**
 * The context window of the author's model in tokens: what the configuration says, else what the
 * server says, else what its refusals say. Undefined while nobody has said anything.
 */
export class ContextWindow {
  readonly #ask: (signal: AbortSignal) => Promise<number | undefined>;
  #tokens: number | undefined;
  #asking: Promise<void> | undefined;

  /** @param ask asks the server; throws when it cannot be reached */
  constructor(set: number | undefined, ask: (signal: AbortSignal) => Promise<number | undefined>) {
    this.#tokens = set;
    this.#ask = ask;
    if (set !== undefined) this.#asking = Promise.resolve();
  }

  async tokens(signal: AbortSignal): Promise<number | undefined> {
    this.#asking ??= this.#find(signal);
    await this.#asking;
    return this.#tokens;
  }

  async #find(signal: AbortSignal): Promise<void> {
    try {
      const tokens = await this.#ask(signal);
      this.#tokens ??= tokens;
    } catch {
      // The request itself finds out what is the matter; the next one asks again.
      this.#asking = undefined;
    }
  }

  /**
   * Learns from a refusal.
   *
   * @param messages of the refused request
   * @param answer tokens that its answer might have had
   */
  learn({ window }: Overlong, messages: readonly ChatMessage[], answer: number): void {
    const sent = answer + messages.reduce((sum, { content }) => sum + tokensOf(content), 0);
    const known = this.#tokens ?? Infinity;
    // What fits by a window that is known and is refused all the same has more tokens than we think.
    const next =
      window !== undefined && window < known ? window : Math.floor(Math.min(known, sent) * LESS);
    this.#tokens = Math.max(1, next);
  }
}
