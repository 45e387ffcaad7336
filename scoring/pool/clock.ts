/** Time as the pool sees it, in milliseconds; another one drives simulations and tests. */
export interface PoolClock {
  now(): number;
  setTimeout(fn: (...args: unknown[]) => void, timeout: number): unknown;
  clearTimeout(id: unknown): void;
}

/** The time of this machine, which no correction of its clock sets back. */
export const systemClock: PoolClock = {
  now: () => performance.now(),
  setTimeout: (fn, timeout) => {
    const timer = setTimeout(fn, timeout);
    // A pool that is not closed must not keep a process alive by its timers alone.
    timer.unref();
    return timer;
  },
  clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
};
