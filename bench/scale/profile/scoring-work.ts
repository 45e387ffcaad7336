import type { Body, TextRef } from "../../../protocols/index.ts";

/** What scorers were asked to read, in bytes of text. */
export interface ScoringWork {
  /** Variants of all requests: each is one pass of the model over one target. */
  items: number;
  /** Bytes of targets. */
  targets: number;
  /** Bytes of everything before the targets. */
  before: number;
  /** The part of `before` that no earlier item of the session began with. */
  fresh: number;
}

/** Adds up the scoring requests of one session. */
export class ScoringCount {
  readonly work: ScoringWork = { items: 0, targets: 0, before: 0, fresh: 0 };
  readonly #seen = new Set<string>();

  take({ variants, target }: Body<"scorer.score">): void {
    for (const { segments } of variants) {
      let prefix = "";
      for (const { text } of segments) {
        const bytes = bytesOf(text);
        prefix += `\u0000${typeof text === "string" ? text : text.sha256}`;
        this.work.before += bytes;
        if (!this.#seen.has(prefix)) this.work.fresh += bytes;
        this.#seen.add(prefix);
      }
      this.work.items += 1;
      this.work.targets += bytesOf(target);
    }
  }
}

function bytesOf(text: TextRef): number {
  return typeof text === "string" ? Buffer.byteLength(text) : text.bytes;
}
