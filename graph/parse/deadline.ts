import { readFileSync } from "node:fs";

/** Processor time that one file may take, in milliseconds. */
const processorLimit = 2000;
/** Time on the clock that one file may take, in milliseconds, whatever else the machine does. */
export const clockLimit = 10_000;

/**
 * A check whether the work on one file has taken as long as it may: two seconds of this thread's
 * processor time, so that a busy machine gives the same record as an idle one, or ten on the clock.
 *
 * @param extra milliseconds that it may take beyond both, for work that grows with the repository
 */
export function deadline(extra = 0): () => boolean {
  const start = performance.now();
  const startUsed = processorTime();
  return () => {
    const elapsed = performance.now() - start;
    if (elapsed < processorLimit + extra) return false;
    if (elapsed >= clockLimit + extra) return true;
    const used = processorTime();
    return (
      used === undefined || startUsed === undefined || used - startUsed >= processorLimit + extra
    );
  };
}

/** Processor time of the calling thread in milliseconds; undefined where the system does not say. */
function processorTime(): number | undefined {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "latin1").split(" ", 1)[0]) / 1e6;
  } catch {
    return undefined;
  }
}
