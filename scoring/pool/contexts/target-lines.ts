import type { TokenIds } from "../../endpoints/index.ts";
import { linesOfTokens, type TokenLines } from "../../tokens/index.ts";
import type { TokenSegment } from "./context.ts";

/**
 * The lines that targets' tokens belong to. It depends on the target alone, so answers are kept
 * as numbers for each token, and are the same whether or not somebody asks for lines.
 */
export class TargetLines {
  readonly #ask: (ids: TokenIds) => Promise<readonly string[] | undefined>;
  /** No more than the model has tokens. */
  readonly #texts = new Map<number, string>();
  #turn: Promise<unknown> = Promise.resolve();

  /** @param ask for the text of each single id; undefined when no endpoint can answer */
  constructor(ask: (ids: TokenIds) => Promise<readonly string[] | undefined>) {
    this.#ask = ask;
  }

  /** Undefined when nobody can say what the tokens spell, or they do not spell the target. */
  async of({ text, ids }: TokenSegment): Promise<TokenLines | undefined> {
    if (this.#unknown(ids).length > 0) {
      // One after the other, since questions about a file are about the same tokens.
      const turn = this.#turn.then(() => this.#learn(ids));
      this.#turn = turn.catch(() => undefined);
      if (!(await turn)) return undefined;
    }
    return linesOfTokens(
      text,
      Array.from(ids, (id) => this.#texts.get(id)!),
    );
  }

  #unknown(ids: Uint32Array): number[] {
    return [...new Set(ids)].filter((id) => !this.#texts.has(id));
  }

  /** Whether the texts of all these tokens are known now. */
  async #learn(ids: Uint32Array): Promise<boolean> {
    const unknown = this.#unknown(ids);
    if (unknown.length === 0) return true;
    const texts = await this.#ask(unknown);
    for (const [at, text] of (texts ?? []).entries()) this.#texts.set(unknown[at]!, text);
    return texts !== undefined;
  }
}
