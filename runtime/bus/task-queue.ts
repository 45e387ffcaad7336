/** Something to do outside of the call that caused it. */
export interface Job {
  run(): void;
}

/** Jobs in one turn of the event loop, so that writes and timers get theirs. */
const TURN = 256;

/**
 * Runs jobs in order, never inside the call that adds them. Jobs added by a running job run in
 * the same turn: a chain of messages costs no turn of the event loop each.
 */
export class Dispatcher {
  #jobs: Job[] = [];
  #next = 0;
  #turn: NodeJS.Immediate | undefined;
  #closed = false;

  add(job: Job): void {
    if (this.#closed) return;
    this.#jobs.push(job);
    this.#turn ??= setImmediate(this.#run);
  }

  /** Drops what has not run. */
  close(): void {
    this.#closed = true;
    this.#jobs = [];
    this.#next = 0;
    if (this.#turn) clearImmediate(this.#turn);
  }

  readonly #run = (): void => {
    this.#turn = undefined;
    try {
      for (let left = TURN; left > 0 && this.#next < this.#jobs.length; left -= 1) {
        const job = this.#jobs[this.#next];
        this.#next += 1;
        job?.run();
      }
    } finally {
      // Also after a job threw: its error is the process's, the others still get their turn.
      this.#forgetDone();
    }
  };

  #forgetDone(): void {
    if (this.#next === this.#jobs.length) {
      this.#jobs = [];
      this.#next = 0;
    } else {
      if (this.#next > 4 * TURN) {
        this.#jobs = this.#jobs.slice(this.#next);
        this.#next = 0;
      }
      this.#turn ??= setImmediate(this.#run);
    }
  }
}
