import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { ChatMessage } from "./request-shape.ts";

/** Characters of a block. A server's own blocks hold 16 tokens or so, about as much. */
const BLOCK = 64;
/** Blocks that are remembered, the last used ones: some hundred thousand characters each way. */
const KEPT = 200_000;

/**
 * Measures how much of what is sent begins like something that was sent before, as a server's
 * prefix cache sees it: blocks of the text, each hashed with all before it.
 */
export class PrefixMeter {
  readonly #known = new LRUCache<string, true>({ maxSize: KEPT, sizeCalculation: () => 1 });

  /** Characters of a prompt, and how many of them at its start were sent before. */
  add(messages: readonly ChatMessage[]): { characters: number; reusable: number } {
    const text = messages.map(({ role, content }) => `${role}\n${content}\n`).join("");
    let key = "";
    let reusable = 0;
    let same = true;
    for (let at = 0; at + BLOCK <= text.length; at += BLOCK) {
      key = createHash("sha1")
        .update(key)
        .update(text.slice(at, at + BLOCK))
        .digest("base64");
      same &&= this.#known.has(key);
      if (same) reusable = at + BLOCK;
      this.#known.set(key, true);
    }
    return { characters: text.length, reusable };
  }
}
