/** Jobs in one turn of the event loop, so that sockets and timers get theirs. */
const TURN = 256;

/**
 * Runs jobs in order, never inside the call that adds them, and none while the publishing of this
 * process is behind: who is handed messages publishes more of them.
 */
export class Turns {
  readonly #full: () => boolean;
  #jobs: (() => void)[] = [];
  #next = 0;
  #turn: NodeJS.Immediate | undefined;
  #closed = false;

  constructor(full: () => boolean) {
    this.#full = full;
  }

  add(job: () => void): void {
    if (this.#closed) return;
    this.#jobs.push(job);
    this.resume();
  }

  /** There may be room again. */
  resume(): void {
    if (this.#jobs.length > 0 && !this.#closed) this.#turn ??= setImmediate(this.#run);
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
        if (this.#full()) return;
        const job = this.#jobs[this.#next];
        this.#next += 1;
        job?.();
      }
    } finally {
      // Also after a job threw: its error is the process's, the others still get their turn.
      this.#forgetDone();
    }
  };

  #forgetDone(): void {
    if (this.#next === this.#jobs.length || this.#next > 4 * TURN) {
      this.#jobs = this.#jobs.slice(this.#next);
      this.#next = 0;
    }
    if (!this.#full()) this.resume();
  }
}
