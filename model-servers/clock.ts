import { setMaxListeners } from "node:events";

/** A source of time in milliseconds; tests and simulations bring their own. */
export interface Clock {
  /** Only differences mean something. */
  now(): number;
  setTimeout(fn: (...args: unknown[]) => void, timeout: number): unknown;
  clearTimeout(id: unknown): void;
}

/** The monotonic clock of this machine. Its timers keep the process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (fn, timeout) => setTimeout(fn, timeout),
  clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
};

/** {@link systemClock} for background work: its timers do not keep the process alive. */
export const backgroundClock: Clock = {
  ...systemClock,
  setTimeout: (fn, timeout) => setTimeout(fn, timeout).unref(),
};

/** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const abort = (): void => {
      clock.clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal.addEventListener("abort", abort, { once: true });
  });
}

export interface Deadline {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly after: number;
  /** Thrown when the time is up. */
  readonly error: Error;
}

/**
 * Runs `work` with a signal that is aborted when the outer one is, or when the deadline passes.
 * Throws the deadline's error in the second case, and otherwise whatever `work` throws.
 */
export async function withDeadline<T>(
  { clock, after, error: late }: Deadline,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // One piece of work may be many requests.
  setMaxListeners(0, controller.signal);
  const timer = clock.setTimeout(() => controller.abort(late), after);
  const stop = (): void => controller.abort(outer.reason);
  outer.addEventListener("abort", stop, { once: true });
  if (outer.aborted) stop();
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.reason === late ? late : error;
  } finally {
    clock.clearTimeout(timer);
    outer.removeEventListener("abort", stop);
  }
}
