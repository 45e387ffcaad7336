import { isHindcastError, reasonOf } from "../../protocols/index.ts";
import type { LogResult, ThreadOptions } from "./many.ts";
import { replay } from "./replay.ts";

/** Replays one log in a worker thread; a log that cannot be read is a result as well. */
export default async function replayInThread(options: ThreadOptions): Promise<LogResult> {
  const { log } = options;
  const started = performance.now();
  try {
    const { trajectories: _, states: _states, ...result } = await replay(options);
    return { log, elapsed_ms: Math.round(performance.now() - started), result };
  } catch (error) {
    const code = isHindcastError(error) ? error.code : "INTERNAL";
    const detail = isHindcastError(error) ? error.detail : reasonOf(error);
    return { log, elapsed_ms: Math.round(performance.now() - started), error: { code, detail } };
  }
}
