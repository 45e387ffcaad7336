import { Tinypool } from "tinypool";
import { HindcastError, reasonOf } from "../../protocols/errors/index.ts";
import { threadModule } from "../../runtime/threads/index.ts";
import type { PrefixCacheOptions } from "./prefix-cache.ts";
import type { ThreadStart, ThreadTask, ThreadWork } from "./thread.ts";

type ThreadAnswer = ThreadWork[keyof ThreadWork]["answer"];

interface ThreadJob {
  /** The task under the number that it gets when it starts. */
  readonly task: (number: number) => ThreadTask;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: unknown) => void;
}

function failure(detail: string, cause?: unknown): HindcastError {
  return new HindcastError("SCORER_FAILED", detail, { cause });
}

/**
 * One thread with a prefix cache and a queue. The thread starts with the first request; one that
 * died is replaced with the next.
 */
export class ScoreThread {
  readonly #start: ThreadStart;
  readonly #flag: Int32Array;
  readonly #queue: ThreadJob[] = [];
  readonly #watched = new WeakSet<object>();
  #pool: Tinypool | undefined;
  #running = false;
  #closed = false;
  #number = 0;
  #died: ((error: Error) => void) | undefined;

  constructor(cache: PrefixCacheOptions) {
    const cancelled = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    this.#start = { cache, cancelled };
    this.#flag = new Int32Array(cancelled);
  }

  /** Requests that wait or are being answered. */
  get load(): number {
    return this.#queue.length + (this.#running ? 1 : 0);
  }

  /**
   * Answers a request after those before it.
   *
   * @throws HindcastError SCORER_FAILED when the thread dies or is closed; the signal's reason when
   *   it is aborted
   */
  ask<K extends keyof ThreadWork>(
    kind: K,
    request: ThreadWork[K]["request"],
    signal?: AbortSignal,
  ): Promise<ThreadWork[K]["answer"]> {
    if (this.#closed) return Promise.reject(failure("it is closed"));
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    return new Promise((resolve, reject) => {
      const forget = (): void => {
        const at = this.#queue.indexOf(job);
        if (at < 0) return;
        this.#queue.splice(at, 1);
        reject(signal?.reason as Error);
      };
      const job: ThreadJob = {
        task: (number) => ({ number, kind, request }) as ThreadTask,
        signal,
        resolve: (answer) => {
          signal?.removeEventListener("abort", forget);
          resolve(answer);
        },
        reject: (error) => {
          signal?.removeEventListener("abort", forget);
          reject(error);
        },
      };
      signal?.addEventListener("abort", forget, { once: true });
      this.#queue.push(job);
      if (!this.#running) void this.#work();
    });
  }

  /** Ends the thread. Requests that are not answered yet fail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue.splice(0)) job.reject(failure("it was closed"));
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.destroy();
  }

  async #work(): Promise<void> {
    this.#running = true;
    for (let job = this.#queue.shift(); job !== undefined; job = this.#queue.shift()) {
      try {
        job.resolve(await this.#answer(job));
      } catch (error) {
        job.reject(error);
      }
    }
    this.#running = false;
  }

  async #answer({ task, signal }: ThreadJob): Promise<ThreadAnswer> {
    const number = ++this.#number;
    const cancel = (): void => void Atomics.store(this.#flag, 0, number);
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      const answer = await this.#run(task(number));
      if (answer !== undefined) return answer;
    } catch (error) {
      throw failure(
        this.#closed ? "it was closed" : `its thread failed: ${reasonOf(error)}`,
        error,
      );
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
    throw signal?.reason as Error;
  }

  #run(task: ThreadTask): Promise<ThreadAnswer | undefined> {
    const pool = (this.#pool ??= this.#open());
    for (const worker of pool.threads) this.#watch(pool, worker);
    return new Promise((resolve, reject) => {
      this.#died = reject;
      pool.run(task).then(resolve, reject);
    });
  }

  #open(): Tinypool {
    const pool = new Tinypool({
      filename: threadModule(import.meta.url, "./thread.ts"),
      minThreads: 1,
      maxThreads: 1,
      workerData: this.#start,
      // Loaders of the parent, such as a test runner's, are not for the compiled thread.
      execArgv: [],
    });
    // A thread that dies between requests is replaced by the pool; unheard, it would end the process.
    pool.on("error", () => {});
    return pool;
  }

  /** Tinypool sees a thread that throws, but waits for ever for one that just exits. */
  #watch(pool: Tinypool, worker: Tinypool["threads"][number]): void {
    if (this.#watched.has(worker)) return;
    this.#watched.add(worker);
    worker.once("exit", () => {
      if (!pool.threads.includes(worker)) return;
      if (this.#pool === pool) this.#pool = undefined;
      this.#died?.(new Error("the thread exited"));
    });
  }
}
