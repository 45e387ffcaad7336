import type { OfflineScorer, RankedByte } from "../offline/index.ts";
import { EngineJob } from "./job.ts";
import type { JudgedToken, TokenPrompt, RankedToken, PromptScore } from "./reading.ts";
import { RequestRefusal } from "./refusal.ts";
import { BOS } from "./vocabulary.ts";

/** Sums over everything that an engine did. */
export interface EngineStats {
  readonly sequences: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly writtenTokens: number;
  readonly aborted: number;
  /** Sequences that were refused because the queue was full. */
  readonly refused: number;
}

/** Sequences assigned to each thread; with one more than it works on, it never waits. */
const inHand = 2;

/** The offline model with a bounded queue, in tokens instead of bytes. */
export class Engine {
  readonly #scorer: OfflineScorer;
  readonly #limit: number;
  readonly #waiting: EngineJob[] = [];
  readonly #running = new Set<EngineJob>();
  readonly #stats = {
    sequences: 0,
    promptTokens: 0,
    cachedTokens: 0,
    writtenTokens: 0,
    aborted: 0,
    refused: 0,
  };

  /** @param limit sequences that may wait or run at the same time */
  constructor(scorer: OfflineScorer, limit: number) {
    this.#scorer = scorer;
    this.#limit = limit;
  }

  get stats(): EngineStats {
    return { ...this.#stats };
  }

  get running(): number {
    return this.#running.size;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Reads prompts, each as soon as a thread is free, and answers in their order.
   *
   * @throws Refusal when the queue cannot take all of them, or a name is in use; whatever the
   *   model throws; the signal's reason when it is aborted
   */
  async read(prompts: readonly TokenPrompt[], signal: AbortSignal): Promise<PromptScore[]> {
    signal.throwIfAborted();
    if (this.running + this.waiting + prompts.length > this.#limit) {
      this.#stats.refused += prompts.length;
      throw new RequestRefusal("busy", "The request queue is full.");
    }
    const names = new Set(this.#open().map(({ rid }) => rid));
    const inUse = prompts.find(({ rid }) => rid !== undefined && names.has(rid));
    if (inUse) throw new RequestRefusal("invalid", `Duplicate request ID detected: ${inUse.rid}`);
    const jobs = prompts.map((prompt) => new EngineJob(prompt));
    this.#waiting.push(...jobs);
    this.#fill();
    const stop = (): void => this.#stop(jobs, (job) => job.reject(signal.reason));
    signal.addEventListener("abort", stop, { once: true });
    try {
      return await Promise.all(jobs.map(({ reading }) => reading));
    } finally {
      signal.removeEventListener("abort", stop);
      // Nobody waits for the others once one of them has failed.
      this.#stop(jobs, (job) => job.reject(new Error("not wanted any more")));
    }
  }

  /** Stops what has this name or one that begins with it, as SGLang does, or everything. */
  abort(rid: string | undefined): void {
    const open = this.#open();
    if (rid !== undefined && !open.some((job) => job.rid === rid)) return;
    const jobs = open.filter((job) => rid === undefined || job.rid.startsWith(rid));
    this.#stop(jobs, (job, aborted) => {
      const { ids } = job.prompt;
      job.resolve({ rid: job.rid, ids, judged: [], written: [], cached: 0, aborted });
    });
  }

  /** Empties the cache. @returns false when something runs or waits; then nothing happens */
  async flush(): Promise<boolean> {
    if (this.running + this.waiting > 0) return false;
    await this.#scorer.forget();
    return true;
  }

  #open(): EngineJob[] {
    return [...this.#running, ...this.#waiting].filter(({ settled }) => !settled);
  }

  /** Ends those of some jobs that have not ended; a thread at work hears of it in milliseconds. */
  #stop(
    jobs: readonly EngineJob[],
    settle: (job: EngineJob, stage: "waiting" | "running") => void,
  ): void {
    for (const job of jobs.filter(({ settled }) => !settled)) {
      const at = this.#waiting.indexOf(job);
      if (at >= 0) this.#waiting.splice(at, 1);
      this.#stats.aborted++;
      settle(job, at >= 0 ? "waiting" : "running");
      job.controller.abort();
    }
  }

  #fill(): void {
    while (this.#running.size < inHand * this.#scorer.threads) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#running.add(job);
      void this.#run(job).finally(() => {
        this.#running.delete(job);
        this.#fill();
      });
    }
  }

  async #run(job: EngineJob): Promise<void> {
    const { rid, prompt, controller } = job;
    const { ids, from, reuse, top, write } = prompt;
    const text = Uint8Array.from(ids.filter((id) => id !== BOS));
    const context = ids.slice(0, from).filter((id) => id !== BOS).length;
    try {
      const request = { text, context, reuse, top, write };
      const answer = await this.#scorer.read(request, controller.signal);
      const cached = tokensOf(ids, answer.cached);
      this.#stats.sequences++;
      this.#stats.promptTokens += ids.length;
      this.#stats.cachedTokens += cached;
      this.#stats.writtenTokens += answer.written.length;
      job.resolve({
        rid,
        ids,
        judged: judge(ids.slice(from), answer.nats, answer.top),
        written: answer.written.map((token) => ({ ...rank(token), top: token.top.map(rank) })),
        cached,
      });
    } catch (error) {
      job.reject(error);
    }
  }
}

function judge(
  ids: readonly number[],
  nats: Float64Array,
  top: readonly (readonly RankedByte[])[],
): JudgedToken[] {
  let at = 0;
  return ids.map((id) => {
    if (id === BOS) return { id, logprob: -Infinity, top: [] };
    const token = { id, logprob: nats[at]!, top: (top[at] ?? []).map(rank) };
    at++;
    return token;
  });
}

function rank({ byte, nats }: RankedByte): RankedToken {
  return { id: byte, logprob: nats };
}

/** How many tokens the first so many bytes are, with what is before and between them. */
function tokensOf(ids: readonly number[], bytes: number): number {
  let seen = 0;
  for (const [i, id] of ids.entries()) {
    if (seen === bytes) return bytes === 0 ? 0 : i;
    if (id !== BOS) seen++;
  }
  return ids.length;
}
