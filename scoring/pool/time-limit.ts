import { HindcastError } from "../../protocols/index.ts";
import type { PoolClock } from "./clock.ts";

export interface TimeLimit {
  readonly clock: PoolClock;
  /** Milliseconds. */
  readonly limit: number;
  /** Whom to name when it is over. */
  readonly who: string;
}

/** Does something that ends with ENDPOINT_UNREACHABLE when it takes longer than it may. */
export async function within<T>(
  { clock, limit, who }: TimeLimit,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const late = new HindcastError(
    "ENDPOINT_UNREACHABLE",
    `${who}: no answer within ${limit / 1000} s`,
  );
  const timer = clock.setTimeout(() => controller.abort(late), limit);
  const stop = () => controller.abort(outer.reason);
  outer.addEventListener("abort", stop, { once: true });
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.reason === late ? late : error;
  } finally {
    clock.clearTimeout(timer);
    outer.removeEventListener("abort", stop);
  }
}
