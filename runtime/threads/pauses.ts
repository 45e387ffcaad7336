import { setImmediate } from "node:timers/promises";

/** Milliseconds of reading after which other work gets its turn. */
const TURN = 20;

/**
 * A function to call between the steps of long work on this thread: it lets signals and other work
 * in when 20 ms have passed since it last did.
 *
 * @returns whether it did
 */
export function pauses(): () => Promise<boolean> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN) return false;
    await setImmediate();
    since = performance.now();
    return true;
  };
}

/** Does long work on this thread; other work gets its turn where the generator yields. */
export async function inTurns<T>(work: Generator<undefined, T>): Promise<T> {
  const pause = pauses();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await pause();
  }
}

/** Does the same without a pause. */
export function atOnce<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
