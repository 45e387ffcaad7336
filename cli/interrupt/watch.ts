import { Worker } from "node:worker_threads";
import { threadModule } from "../../runtime/threads/index.ts";

/** Milliseconds between two signs of the main thread. */
const BEAT = 250;

/** The event of `process` that the watching thread emits on the main thread. */
export const BUSY_EVENT = "hindcast.busy";

/** Given to the watching thread. */
export interface WatchData {
  /** One counter, which the main thread increases while it is free. */
  readonly beats: Int32Array<SharedArrayBuffer>;
}

/**
 * Calls `onBusy` on the main thread when that has computed for two seconds without a pause, in the
 * middle of what it does, and `onFree` once it is free again.
 */
export function watchMainThread(calls: { onBusy(): void; onFree(): void }): { close(): void } {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let busy = false;
  const hear = (): void => {
    busy = true;
    calls.onBusy();
  };
  const timer = setInterval(() => {
    Atomics.add(beats, 0, 1);
    if (busy) calls.onFree();
    busy = false;
  }, BEAT).unref();
  process.on(BUSY_EVENT, hear);
  const workerData: WatchData = { beats };
  const thread = new Worker(new URL(threadModule(import.meta.url, "./thread.ts")), {
    workerData,
    execArgv: [],
  });
  thread.unref();
  // Without the thread, signals are handled between two pieces of work, as usual.
  thread.on("error", () => {});
  return {
    close: () => {
      clearInterval(timer);
      process.off(BUSY_EVENT, hear);
      void thread.terminate();
    },
  };
}
