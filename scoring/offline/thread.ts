import { Tinypool } from "tinypool";
import { ByteRanking } from "./byte-ranking.ts";
import { PrefixCache, type PrefixCacheOptions } from "./prefix-cache.ts";
import { readText, type ReadAnswer, type ReadRequest } from "./read-text.ts";
import { type VariantScores, type ScoreRequest, scoreVariants } from "./score-variants.ts";
import { TextStates } from "./text-states.ts";

/** What a thread is started with. */
export interface ThreadStart {
  readonly cache: PrefixCacheOptions;
  /** Holds the number of the task that is to be given up; shared with the thread's owner. */
  readonly cancelled: SharedArrayBuffer;
}

/** What a thread can be asked for, and what it answers. */
export interface ThreadWork {
  readonly score: { readonly request: ScoreRequest; readonly answer: VariantScores };
  readonly read: { readonly request: ReadRequest; readonly answer: ReadAnswer };
  readonly forget: { readonly request: null; readonly answer: null };
}

/** One request, numbered by the thread's owner. */
export type ThreadTask = {
  readonly [K in keyof ThreadWork]: {
    readonly number: number;
    readonly kind: K;
    readonly request: ThreadWork[K]["request"];
  };
}[keyof ThreadWork];

class Cancelled extends Error {}

const start = Tinypool.workerData as ThreadStart;
const cancelled = new Int32Array(start.cancelled);
const cache = new PrefixCache(start.cache);
const states = new TextStates(cache);
let ranking: ByteRanking | undefined;

/** Answers one request; `undefined` when it was cancelled first. */
export default function answer(
  task: ThreadTask,
): ThreadWork[ThreadTask["kind"]]["answer"] | undefined {
  try {
    return work(task, () => {
      // A flag instead of ending the thread, which would lose the states that it keeps.
      if (Atomics.load(cancelled, 0) === task.number) throw new Cancelled();
    });
  } catch (error) {
    if (error instanceof Cancelled) return undefined;
    throw error;
  }
}

function work(task: ThreadTask, check: () => void): ThreadWork[ThreadTask["kind"]]["answer"] {
  if (task.kind === "score") return scoreVariants(cache, task.request, check);
  if (task.kind === "read") {
    ranking ??= new ByteRanking(cache.empty);
    return readText(states, ranking, task.request, check);
  }
  states.clear();
  return null;
}
