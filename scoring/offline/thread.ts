import { Tinypool } from "tinypool";
import { PrefixCache, type PrefixCacheOptions } from "./prefix-cache.ts";
import { type ScoreAnswer, type ScoreRequest, scoreVariants } from "./score-variants.ts";

/** What a thread is started with. */
export interface ThreadStart {
  readonly cache: PrefixCacheOptions;
  /** Holds the number of the task that is to be given up; shared with the thread's owner. */
  readonly cancelled: SharedArrayBuffer;
}

/** One request, numbered by the thread's owner. */
export interface ThreadTask {
  readonly number: number;
  readonly request: ScoreRequest;
}

class Cancelled extends Error {}

const start = Tinypool.workerData as ThreadStart;
const cancelled = new Int32Array(start.cancelled);
const cache = new PrefixCache(start.cache);

/** Answers one request; `undefined` when it was cancelled first. */
export default function scoreTask({ number, request }: ThreadTask): ScoreAnswer | undefined {
  try {
    return scoreVariants(cache, request, () => {
      // A flag instead of ending the thread, which would lose the states that it keeps.
      if (Atomics.load(cancelled, 0) === number) throw new Cancelled();
    });
  } catch (error) {
    if (error instanceof Cancelled) return undefined;
    throw error;
  }
}
