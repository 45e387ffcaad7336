import type { Job } from "./job.ts";

/** Jobs in the order in which they came; any of them can leave in constant time. */
export class JobQueue {
  #head: Job | undefined;
  #tail: Job | undefined;
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
  lastAlike(most: number): Job[] {
    const jobs: Job[] = [];
    for (let job = this.#tail; job && jobs.length < most; job = job.before) {
      if (job.route !== this.#tail?.route) break;
      jobs.push(job);
    }
    return jobs.toReversed();
  }

  push(job: Job): void {
    job.queue = this;
    job.before = this.#tail;
    job.behind = undefined;
    if (this.#tail) this.#tail.behind = job;
    else this.#head = job;
    this.#tail = job;
    this.#count(job, 1);
  }

  /** To the front: what has waited once does not wait again. */
  unshift(job: Job): void {
    job.queue = this;
    job.behind = this.#head;
    job.before = undefined;
    if (this.#head) this.#head.before = job;
    else this.#tail = job;
    this.#head = job;
    this.#count(job, 1);
  }

  remove(job: Job): void {
    if (job.queue !== this) return;
    if (job.before) job.before.behind = job.behind;
    else this.#head = job.behind;
    if (job.behind) job.behind.before = job.before;
    else this.#tail = job.before;
    job.queue = job.before = job.behind = undefined;
    this.#count(job, -1);
  }

  /** All of them as they stand now, for those who take them out. */
  all(): Job[] {
    return [...this];
  }

  *[Symbol.iterator](): Generator<Job, void, undefined> {
    for (let job = this.#head; job;) {
      // The job may leave while it is looked at.
      const next = job.behind;
      yield job;
      job = next;
    }
  }

  #count(job: Job, change: 1 | -1): void {
    this.#length += change;
    this.#cost += change * job.cost;
  }
}
