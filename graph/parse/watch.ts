/** How far a thread is with a file. */
export const FileState = { waiting: 0, running: 1, done: 2, late: 3 } as const;

/** Milliseconds between two looks at a thread. */
const interval = 250;

/** An eye on the files that a thread works on. */
export interface Watch {
  /** Aborted, which ends the thread, when one file has run for longer than `limit`. */
  signal: AbortSignal;
  stop: () => void;
}

/**
 * Watches a thread from outside: it may be in code that does not look at the clock.
 *
 * @param states shared with the thread: one {@link FileState} for each file
 * @param limit milliseconds for one file
 */
export function watchFiles(states: Int32Array, limit: number): Watch {
  const controller = new AbortController();
  let running = -1;
  let since = 0;
  const timer = setInterval(() => {
    const now = states.indexOf(FileState.running);
    if (now !== running) {
      running = now;
      since = performance.now();
    } else if (running >= 0 && performance.now() - since > limit) controller.abort();
  }, interval);
  return {
    signal: controller.signal,
    stop: () => {
      clearInterval(timer);
    },
  };
}
