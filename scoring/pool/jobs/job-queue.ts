import type { ScoreJob } from "./job.ts";

/** Jobs in the order in which they came; any of them can leave in constant time. */
export class JobQueue {
  #head: ScoreJob | undefined;
  #tail: ScoreJob | undefined;
  #length = 0;
  #cost = 0;

  get length(): number {
    return this.#length;
  }

  /** Tokens that all of it is expected to cost. */
  get cost(): number {
    return this.#cost;
  }

  /** The jobs at the end that are routed alike, at most so many, in their order. */
  lastAlike(most: number): ScoreJob[] {
    const jobs: ScoreJob[] = [];
    for (let job = this.#tail; job && jobs.length < most; job = job.previous) {
      if (job.route !== this.#tail?.route) break;
      jobs.push(job);
    }
    return jobs.toReversed();
  }

  push(job: ScoreJob): void {
    job.queue = this;
    job.previous = this.#tail;
    job.next = undefined;
    if (this.#tail) this.#tail.next = job;
    else this.#head = job;
    this.#tail = job;
    this.#count(job, 1);
  }

  /** To the front: what has waited once does not wait again. */
  unshift(job: ScoreJob): void {
    job.queue = this;
    job.next = this.#head;
    job.previous = undefined;
    if (this.#head) this.#head.previous = job;
    else this.#tail = job;
    this.#head = job;
    this.#count(job, 1);
  }

  remove(job: ScoreJob): void {
    if (job.queue !== this) return;
    if (job.previous) job.previous.next = job.next;
    else this.#head = job.next;
    if (job.next) job.next.previous = job.previous;
    else this.#tail = job.previous;
    job.queue = job.previous = job.next = undefined;
    this.#count(job, -1);
  }

  /** A copy of the current order, for callers that remove jobs. */
  all(): ScoreJob[] {
    return [...this];
  }

  *[Symbol.iterator](): Generator<ScoreJob, void, undefined> {
    for (let job = this.#head; job;) {
      // The job may leave the queue during the call.
      const next = job.next;
      yield job;
      job = next;
    }
  }

  #count(job: ScoreJob, change: 1 | -1): void {
    this.#length += change;
    this.#cost += change * job.cost;
  }
}
