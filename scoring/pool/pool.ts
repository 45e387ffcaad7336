import { LRUCache } from "lru-cache";
import { setMaxListeners } from "node:events";
import {
  HindcastError,
  type ScoreAnswer,
  type ScoreQuestion,
  type ScorerBackend,
} from "../../protocols/index.ts";
import type { EndpointClient } from "../endpoints/index.ts";
import { compareEndpoints, type Agreement, type Identity } from "./endpoints/index.ts";
import { AnswerCache } from "./answers/index.ts";
import { JobScheduler, anyEndpoint } from "./dispatch/index.ts";
import { ScoreJob, PendingQuestion } from "./jobs/index.ts";
import { settingsOf, type PoolOptions, type PoolSettings } from "./options.ts";
import { prepare, type Prepared, Segments, TargetLines } from "./contexts/index.ts";
import { Backpressure } from "./backpressure.ts";
import { reportOf, type PoolReport } from "./report.ts";
import { withSignal } from "./with-signal.ts";

/** Questions that a service works on at the same time: enough to keep a fleet busy. */
const QUESTIONS = 256;
/** Inputs that are remembered as those that endpoints fail with. */
const REMEMBERED = 1_000;

/** One call of `score`, as far as it has come. */
interface ActiveQuestion {
  readonly pending: PendingQuestion;
  /** What it waits for. */
  readonly jobs: Set<ScoreJob>;
  readonly signal: AbortSignal;
}

/**
 * One likelihood model over any number of endpoints. Equal questions are computed once; what
 * shares a prefix goes where the prefix is computed; what fails goes elsewhere. The answers are
 * those of the endpoints, in the order asked, whatever the way that they took.
 */
export class ScorerPool implements ScorerBackend {
  readonly concurrency = QUESTIONS;
  readonly #settings: PoolSettings;
  readonly #scheduler: JobScheduler;
  readonly #answers: AnswerCache;
  readonly #segments: Segments;
  readonly #lines: TargetLines;
  /** Jobs without an outcome, by key. */
  readonly #jobs = new Map<string, ScoreJob>();
  readonly #quarantine = new LRUCache<string, { error: unknown }>({ max: REMEMBERED });
  readonly #listeners = new Set<() => void>();
  readonly #closing = new AbortController();
  readonly #backpressure: Backpressure;
  #ready: Promise<Identity> | undefined;
  /** Set once, so that all targets of a run are cut alike. */
  #window: number | undefined;
  #count = 0;
  #cached = 0;
  #shared = 0;
  #computed = 0;

  /** Begins to check the endpoints. Throws CONFIG_INVALID when two of them have one name. */
  constructor(clients: readonly EndpointClient[], options: PoolOptions) {
    this.#settings = settingsOf(options);
    setMaxListeners(0, this.#closing.signal);
    this.#answers = new AnswerCache(this.#settings.memoryBytes, options.cache);
    this.#scheduler = new JobScheduler(this.#settings, {
      finished: (job, outcome) => {
        this.#jobs.delete(job.key);
        if (outcome.ok) {
          this.#computed += 1;
          this.#answers.put(job.key, outcome.values);
        } else if (job.strikes.length > 0 && !this.#scheduler.registry.availability.error) {
          this.#quarantine.set(job.key, { error: outcome.error });
        }
      },
      moved: () => this.#backpressure.release(),
      changed: () => {
        for (const listener of this.#listeners) listener();
      },
    });
    this.#backpressure = new Backpressure(
      () => this.#settings.queueItems - this.#scheduler.waiting,
    );
    const ask = anyEndpoint(this.#scheduler, this.#settings.clock);
    const { signal } = this.#closing;
    this.#segments = new Segments(async (text) => {
      return (await ask((client) => client.tokenize(text, signal)))!;
    });
    this.#lines = new TargetLines((ids) => ask((client) => client.tokenTexts(ids, signal)));
    for (const client of clients) this.#scheduler.registry.add(client);
    this.#scheduler.registry.endStart();
  }

  /**
   * The model's name as its endpoints give it.
   *
   * @throws HindcastError SCORER_UNAVAILABLE when no endpoint can be used; CONFIG_INVALID when
   *   they are not the same model
   */
  async model(signal: AbortSignal): Promise<string> {
    return (await withSignal(this.#identity(), signal)).model;
  }

  /**
   * @throws HindcastError ENDPOINT_REFUSED for a variant that the model's context does not hold,
   *   SCORER_FAILED for one that endpoints fail with, SCORER_UNAVAILABLE when no endpoint can be
   *   used; the signal's reason when it is aborted
   */
  async score(question: ScoreQuestion, signal: AbortSignal): Promise<readonly ScoreAnswer[]> {
    signal.throwIfAborted();
    // Every question of a run listens to the signal of the run, and that is no leak.
    setMaxListeners(0, signal);
    const { variants, clip } = question;
    const empty = { logprob: 0, clipped: 0, tokens: 0 };
    const nothing: ScoreAnswer = question.lines ? { ...empty, lines: [0] } : empty;
    if (question.target === "" || variants.length === 0) return variants.map(() => nothing);
    const pending = new PendingQuestion(variants.length, clip);
    const jobs = new Set<ScoreJob>();
    const stop = () => pending.fail(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    try {
      const asking = this.#ask(question, { pending, jobs, signal });
      // A failure while it is being asked is one of the question; an answer waits for both.
      await Promise.race([asking, pending.done]);
      return await pending.done;
    } finally {
      signal.removeEventListener("abort", stop);
      pending.over = true;
      for (const job of jobs) job.removeWaiter(pending);
      for (const job of jobs) this.#scheduler.cancel(job);
      for (const job of jobs) if (!job.wanted) this.#forget(job);
    }
  }

  /** The smallest window of the endpoints that can be used, or the one that was set. */
  async window(signal: AbortSignal): Promise<number | undefined> {
    const { contextTokens } = this.#settings;
    await withSignal(this.#identity(), signal);
    this.#window ??= this.#scheduler.registry.all.reduce(
      (least, { description }) => Math.min(least, description?.contextLength ?? Infinity),
      contextTokens ?? Infinity,
    );
    return this.#window === Infinity ? undefined : this.#window;
  }

  async canary(signal: AbortSignal): Promise<number | undefined> {
    return (await withSignal(this.#identity(), signal)).opinion;
  }

  /** Length of a text in the model's own tokens. */
  async countTokens(text: string, signal: AbortSignal): Promise<number> {
    if (text === "") return 0;
    await withSignal(this.#identity(), signal);
    return (await withSignal(this.#segments.of(text), signal)).ids.length;
  }

  /** Adds an endpoint while the pool works. Throws CONFIG_INVALID when the name is taken. */
  add(client: EndpointClient): void {
    this.#scheduler.registry.add(client);
  }

  /** Lets an endpoint finish what it has, and then removes it. */
  drain(name: string): void {
    this.#scheduler.registry.drain(name);
  }

  /** Removes an endpoint at once; what it was doing is done elsewhere. */
  remove(name: string): void {
    this.#scheduler.registry.remove(name);
  }

  /** Calls a listener whenever an endpoint comes, goes or changes its state; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when every endpoint has passed or failed its first check. */
  async checked(): Promise<void> {
    await this.#scheduler.registry.firstChecks().catch(() => undefined);
  }

  /** Whether the endpoints that can be used give the same numbers for the same text. */
  compare(signal: AbortSignal): Promise<Agreement> {
    // Every endpoint listens to it, in several calls.
    setMaxListeners(0, signal);
    const ready = this.#scheduler.registry.all.filter(({ open }) => open);
    return compareEndpoints(
      ready.map(({ client }) => client),
      signal,
    );
  }

  state(): PoolReport {
    const { registry: fleet, waiting, sender: courier } = this.#scheduler;
    const { identity, all } = fleet;
    return {
      ...(identity === undefined ? {} : { model: identity.model }),
      endpoints: all.map(reportOf),
      waiting,
      answered: { computed: this.#computed, cached: this.#cached, shared: this.#shared },
      hedged: courier.hedged,
      set_aside: courier.quarantined,
    };
  }

  /** Ends all work; what has no answer yet fails with SCORER_FAILED. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#scheduler.close();
    await this.#answers.close();
  }

  async #identity(): Promise<Identity> {
    this.#ready ??= this.#prepare().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  async #prepare(): Promise<Identity> {
    await this.#scheduler.registry.firstChecks();
    await this.#scheduler.registry.availability.usable();
    const { identity } = this.#scheduler.registry;
    if (!identity) throw new HindcastError("SCORER_UNAVAILABLE", "no endpoint has said who it is");
    await this.#answers.open(identity);
    return identity;
  }

  async #ask(question: ScoreQuestion, asked: ActiveQuestion): Promise<void> {
    try {
      const { start } = await withSignal(this.#identity(), asked.signal);
      const variants = await withSignal(prepare(question, start, this.#segments), asked.signal);
      const [first] = variants;
      if (question.lines && first) {
        asked.pending.lines = await withSignal(this.#lines.of(first.target), asked.signal);
      }
      for (const [index, variant] of variants.entries()) {
        if (asked.pending.over) return;
        await this.#submit(variant, index, asked);
      }
    } catch (error) {
      asked.pending.fail(error);
    }
  }

  async #submit(variant: Prepared, index: number, asked: ActiveQuestion): Promise<void> {
    const { pending, jobs, signal } = asked;
    const { key, context } = variant;
    if (context.tokens === 0) {
      const detail = "the context is empty, and the model has no token to begin with";
      throw new HindcastError("ENDPOINT_REFUSED", detail);
    }
    const refused = this.#quarantine.get(key);
    if (refused) throw refused.error;
    for (;;) {
      if (this.#answers.has(key) && !this.#jobs.has(key)) {
        const values = await this.#answers.get(key);
        if (values) {
          this.#cached += 1;
          return pending.settle(index, { ok: true, values });
        }
      }
      const same = this.#jobs.get(key);
      if (same) {
        this.#shared += 1;
        jobs.add(same);
        return same.addWaiter(pending, index);
      }
      if (!this.#backpressure.full) break;
      // Another question may ask for the same, or be answered, in the meantime.
      await this.#backpressure.wait(signal);
    }
    this.#count += 1;
    const job = new ScoreJob({ ...variant, id: `score-${this.#count}` });
    jobs.add(job);
    job.addWaiter(pending, index);
    this.#jobs.set(key, job);
    this.#scheduler.submit(job);
  }

  #forget(job: ScoreJob): void {
    if (this.#jobs.get(job.key) === job) this.#jobs.delete(job.key);
  }
}
