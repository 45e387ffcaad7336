import type { PendingRequest } from "./pending-request.ts";

/** Waiting requests, first in first out; those that were settled while waiting are skipped. */
export class PendingQueue {
  #items: PendingRequest[] = [];
  #head = 0;
  #settled = 0;

  /** Waiting requests, counting those that were settled and not yet swept out. */
  get length(): number {
    return this.#items.length - this.#head;
  }

  push(request: PendingRequest): void {
    request.state = "waiting";
    this.#items.push(request);
  }

  /** The first one that still waits, left in place. */
  peek(): PendingRequest | undefined {
    for (;;) {
      const first = this.#items[this.#head];
      if (first === undefined || first.state === "waiting") return first;
      this.#settled -= 1;
      this.#drop();
    }
  }

  shift(): PendingRequest | undefined {
    const first = this.peek();
    if (first) this.#drop();
    return first;
  }

  /** Says that one of the waiting was settled. */
  noteSettled(): void {
    this.#settled += 1;
    if (2 * this.#settled <= this.length) return;
    this.#items = this.#items.slice(this.#head).filter(({ state }) => state === "waiting");
    this.#head = 0;
    this.#settled = 0;
  }

  #drop(): void {
    this.#head += 1;
    if (this.#head < 1024 || 2 * this.#head < this.#items.length) return;
    this.#items = this.#items.slice(this.#head);
    this.#head = 0;
  }
}
