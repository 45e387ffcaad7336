import {
  HindcastError,
  countOfSender,
  messageId,
  requestOfReply,
  type Draft,
} from "../../../../protocols/index.ts";

/**
 * The ids of one session that the log holds. A sender numbers its messages without a gap, so a
 * count covers all of them; an answer is identified by its request.
 */
export class MessageIds {
  readonly #sent = new Map<string, number>();
  readonly #answered = new Set<string>();
  readonly #others = new Set<string>();

  get size(): number {
    return this.#sent.size + this.#answered.size + this.#others.size;
  }

  sent(from: string): number {
    return this.#sent.get(from) ?? 0;
  }

  isAnswered(request: string): boolean {
    return this.#answered.has(request);
  }

  /**
   * Whether the log holds this message. Throws MESSAGE_INVALID for a number that leaves a gap:
   * later, the missing messages could not be distinguished from duplicates.
   */
  holds({ id, from }: Draft): boolean {
    const request = requestOfReply(id);
    if (request !== undefined) return this.#answered.has(request);
    const count = countOfSender(id, from);
    if (count === undefined) return this.#others.has(id);
    const sent = this.sent(from);
    if (count > sent) {
      throw new HindcastError("MESSAGE_INVALID", `${id} was sent before ${messageId(from, sent)}`);
    }
    return count < sent;
  }

  add({ id, from }: Draft): void {
    const request = requestOfReply(id);
    if (request !== undefined) this.#answered.add(request);
    else {
      const count = countOfSender(id, from);
      if (count === undefined) this.#others.add(id);
      else this.#sent.set(from, Math.max(this.sent(from), count + 1));
    }
  }
}
