/** Work that runs after the call that queued it. */
export interface Task {
  run(): void;
}

/** Tasks in one iteration of the event loop: sockets, writes and timers get theirs in between. */
const BATCH = 256;

/**
 * Runs tasks in order, never inside the call that adds them. A task that is added by a running one
 * runs in the same iteration of the event loop, so that a chain of messages does not cost one each.
 */
export class TaskQueue {
  readonly #paused: () => boolean;
  #tasks: Task[] = [];
  #next = 0;
  #scheduled: NodeJS.Immediate | undefined;
  #closed = false;

  /**
   * @param paused called before each task; no task runs while it returns true. Call
   * {@link resume} when it becomes false
   */
  constructor(paused: () => boolean = () => false) {
    this.#paused = paused;
  }

  add(task: Task): void {
    if (this.#closed) return;
    this.#tasks.push(task);
    this.#scheduled ??= setImmediate(this.#run);
  }

  /** Continues after a pause. */
  resume(): void {
    if (this.#tasks.length > 0 && !this.#closed) this.#scheduled ??= setImmediate(this.#run);
  }

  /** Drops what has not run. */
  close(): void {
    this.#closed = true;
    this.#tasks = [];
    this.#next = 0;
    if (this.#scheduled) clearImmediate(this.#scheduled);
  }

  readonly #run = (): void => {
    this.#scheduled = undefined;
    try {
      for (let left = BATCH; left > 0 && this.#next < this.#tasks.length; left -= 1) {
        if (this.#paused()) return;
        const task = this.#tasks[this.#next];
        this.#next += 1;
        task?.run();
      }
    } finally {
      // Also after a task threw: its error ends the process or not, the other tasks still run.
      this.#dropDone();
      if (!this.#paused()) this.resume();
    }
  };

  #dropDone(): void {
    if (this.#next < this.#tasks.length && this.#next <= 4 * BATCH) return;
    this.#tasks = this.#tasks.slice(this.#next);
    this.#next = 0;
  }
}
