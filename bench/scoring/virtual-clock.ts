import type { Clock } from "../../model-servers/index.ts";

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fn: () => void;
}

/**
 * Time that passes only when nothing else is left to do: a simulated hour takes as long as its
 * events. Whatever is due at the same time happens in the order in which it was asked for.
 */
export class VirtualClock implements Clock {
  #now = 0;
  #order = 0;
  readonly #heap: Timer[] = [];
  readonly #cancelled = new Set<number>();

  now(): number {
    return this.#now;
  }

  setTimeout(fn: (...args: unknown[]) => void, timeout: number): number {
    this.#order += 1;
    this.#push({ at: this.#now + Math.max(0, timeout), order: this.#order, fn });
    return this.#order;
  }

  clearTimeout(id: unknown): void {
    if (typeof id === "number") this.#cancelled.add(id);
  }

  /** Resolves after virtual milliseconds; rejects with the signal's reason when it is aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const abort = () => {
        this.clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      const timer = this.setTimeout(() => {
        signal?.removeEventListener("abort", abort);
        resolve();
      }, ms);
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  /** Lets time pass until a promise is settled. Throws when nothing will ever settle it. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const mark = () => {
      settled = true;
    };
    promise.then(mark, mark);
    for (;;) {
      // Everything that follows from the last event, before time advances.
      await new Promise(setImmediate);
      if (!settled && touchesDisk()) continue;
      if (settled) return promise;
      const timer = this.#pop();
      if (!timer) throw new Error("nothing is left to happen");
      this.#now = timer.at;
      timer.fn();
    }
  }

  /** Lets this much time pass. */
  advance(ms: number): Promise<void> {
    return this.until(this.wait(ms));
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!earlier(timer, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = timer;
  }

  #pop(): Timer | undefined {
    for (;;) {
      const [first] = this.#heap;
      const last = this.#heap.pop();
      if (!first || !last) return undefined;
      if (first !== last) this.#sink(last);
      if (!this.#cancelled.delete(first.order)) return first;
    }
  }

  #sink(timer: Timer): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && earlier(heap[child + 1]!, heap[child]!)) child += 1;
      if (!earlier(heap[child]!, timer)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = timer;
  }
}

/** Whether files are read or written, which takes time of another kind. */
function touchesDisk(): boolean {
  return process.getActiveResourcesInfo().some((resource) => resource.startsWith("FSReq"));
}

function earlier(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
