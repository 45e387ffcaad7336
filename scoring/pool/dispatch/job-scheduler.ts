import { HindcastError } from "../../../protocols/index.ts";
import { nextBatch } from "./batch.ts";
import { RequestSender } from "./request-sender.ts";
import { type Endpoint, EndpointRegistry } from "../endpoints/index.ts";
import { type ScoreJob, type JobOutcome, JobQueue } from "../jobs/index.ts";
import type { PoolSettings } from "../options.ts";
import { allowance, betterPlace, chooseEndpoint, costAt, lastToFinish } from "./placement.ts";

/** Jobs that begin alike and are moved together, and how many groups are moved at a time. */
const GROUP = 16;
const MOVES = 64;

export interface SchedulerListener {
  /** A job has its answer, or never will. */
  finished(job: ScoreJob, outcome: JobOutcome): void;
  /** Jobs may have left the queues. */
  moved(): void;
  /** An endpoint came, went or changed its state. */
  changed(): void;
}

/** Holds jobs in queues, one for each endpoint, and sends them off until each has its outcome. */
export class JobScheduler {
  readonly registry: EndpointRegistry;
  readonly sender: RequestSender;
  readonly #settings: PoolSettings;
  readonly #listener: SchedulerListener;
  /** Jobs that no endpoint can take now. */
  readonly #unplaced = new JobQueue();
  #scheduled = false;
  #closed = false;

  constructor(settings: PoolSettings, listener: SchedulerListener) {
    this.#settings = settings;
    this.#listener = listener;
    this.registry = new EndpointRegistry(settings, {
      opened: (endpoint) => {
        this.sender.markHealthy(endpoint);
        this.#placeAgain(this.#unplaced);
        this.#schedule();
      },
      closed: (endpoint) => this.#placeAgain(endpoint.queue),
      changed: () => listener.changed(),
      lost: (error) => this.#failAll(error),
    });
    this.sender = new RequestSender(this.registry, {
      finished: (job, outcome) => this.#finish(job, outcome),
      returned: (jobs) => this.#return(jobs),
      free: () => this.#schedule(),
    });
  }

  /** Jobs that wait. */
  get waiting(): number {
    return this.registry.all.reduce((sum, { queue }) => sum + queue.length, this.#unplaced.length);
  }

  submit(job: ScoreJob): void {
    const { error } = this.registry.availability;
    if (error) return this.#finish(job, { ok: false, error });
    this.#place(job, false);
    this.#schedule();
  }

  /** Drops a job that nobody wants any more. */
  cancel(job: ScoreJob): void {
    if (job.wanted || job.settled) return;
    this.#unqueue(job);
    this.sender.withdraw(job);
    this.#schedule();
  }

  /** Ends all work; jobs without an outcome fail. */
  async close(): Promise<void> {
    this.#closed = true;
    const error = new HindcastError("SCORER_FAILED", "the scorer is closed");
    this.registry.availability.fail(error);
    for (const { requests } of this.registry.all) {
      for (const { jobs } of requests) {
        for (const job of jobs) this.#finish(job, { ok: false, error });
      }
    }
    await this.registry.close();
  }

  #place(job: ScoreJob, front: boolean): void {
    const endpoint = chooseEndpoint(job, this.registry.all);
    if (endpoint) return endpoint.enqueue(job, costAt(endpoint, job), front);
    const all = this.registry.all;
    if (all.length > 0 && !all.some((one) => one.takes(job))) {
      return this.#finish(job, { ok: false, error: tooLong(job, all) });
    }
    job.cost = job.tokens;
    this.#unplaced.push(job);
  }

  #placeAgain(queue: JobQueue): void {
    for (const job of queue.all()) {
      this.#unqueue(job);
      this.#place(job, false);
    }
  }

  /** To the front of a queue, unless somebody else has or will have the answer. */
  #return(jobs: readonly ScoreJob[]): void {
    const { error } = this.registry.availability;
    for (const job of jobs) {
      if (job.settled || !job.wanted || job.copies > 0) continue;
      if (error) this.#finish(job, { ok: false, error });
      else this.#place(job, true);
    }
  }

  #unqueue(job: ScoreJob): void {
    if (job.queue === this.#unplaced) return this.#unplaced.remove(job);
    for (const endpoint of this.registry.all) endpoint.dequeue(job);
  }

  /** Sends what can be sent, once for all that happened in this turn. */
  #schedule(): void {
    if (this.#scheduled || this.#closed) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#rebalance();
      for (const endpoint of this.registry.all) this.#feed(endpoint);
      this.#listener.moved();
    });
  }

  #feed(endpoint: Endpoint): void {
    while (endpoint.open) {
      const room = allowance(endpoint, this.registry.all) - endpoint.tokensInFlight;
      const items = this.#settings.itemsInFlight - endpoint.itemsInFlight;
      if (endpoint.requests.size > 0 && (room <= 0 || items <= 0)) return;
      const batch = nextBatch(endpoint, room, items);
      if (!batch) break;
      this.sender.send(endpoint, batch);
    }
    // Only jobs that an endpoint went down with wait, and nothing else will show that it is well.
    if (endpoint.open && endpoint.requests.size === 0 && endpoint.queue.length > 0) {
      void this.sender.probe(endpoint);
    }
  }

  /** Moves what is answered last to where it is answered earlier. */
  #rebalance(): void {
    const { all } = this.registry;
    if (all.length < 2) return;
    for (let moves = 0; moves < MOVES; moves += 1) {
      const last = lastToFinish(all);
      if (!last || !this.#moveLast(last)) return;
    }
  }

  #moveLast(endpoint: Endpoint): boolean {
    const jobs = endpoint.queue.lastAlike(GROUP);
    for (const job of jobs) endpoint.dequeue(job);
    const place = betterPlace(jobs, endpoint, this.registry.all);
    for (const job of jobs) {
      if (place) place.enqueue(job, costAt(place, job), false);
      else endpoint.enqueue(job, job.cost, false);
    }
    return place !== undefined;
  }

  #finish(job: ScoreJob, outcome: JobOutcome): void {
    if (job.settled) return;
    this.#unqueue(job);
    this.#listener.finished(job, outcome);
    job.settle(outcome);
  }

  #failAll(error: HindcastError): void {
    const queues = [this.#unplaced, ...this.registry.all.map(({ queue }) => queue)];
    for (const queue of queues) {
      for (const job of queue.all()) this.#finish(job, { ok: false, error });
    }
  }
}

function tooLong(job: ScoreJob, endpoints: readonly Endpoint[]): HindcastError {
  const longest = Math.max(...endpoints.map(({ description }) => description?.contextLength ?? 0));
  return new HindcastError(
    "ENDPOINT_REFUSED",
    `context and target have ${job.tokens} tokens, the model takes fewer than ${longest}`,
  );
}
