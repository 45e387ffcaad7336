/** A moment on both clocks: one stops while a machine sleeps, the other may be adjusted. */
export interface Instant {
  readonly steady: number;
  readonly wall: number;
}

export function now(): Instant {
  return { steady: performance.now(), wall: Date.now() };
}

/** Milliseconds since a moment, by the clock that has advanced more. */
export function since(moment: Instant): number {
  return Math.max(performance.now() - moment.steady, Date.now() - moment.wall);
}

const SHORTEST = 5;
const LONGEST = 1000;

/**
 * Measures how long ago this process had certainly read everything that the server had sent. A
 * process that was frozen reads old messages when it wakes; their leases began before it slept.
 */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout;
  #awake = now();

  /**
   * @param lease milliseconds; beats are an eighth of it apart
   * @param beat called with every beat
   */
  constructor(lease: number, beat: () => void) {
    const period = Math.min(Math.max(lease / 8, SHORTEST), LONGEST);
    this.#timer = setInterval(() => {
      const moment = now();
      // Sockets are read after timers: only then is everything from before this moment seen.
      setImmediate(() => {
        this.#awake = moment;
      });
      beat();
    }, period).unref();
  }

  /** What is read now was sent after this moment. */
  get awake(): Instant {
    return this.#awake;
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
