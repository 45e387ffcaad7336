import { HindcastError } from "../../protocols/errors/index.ts";
import { watchMainThread } from "./watch.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Exit code of a command that a signal ended. */
const INTERRUPTED = 130;

/**
 * Calls `first` on the first SIGINT or SIGTERM, so that the command can finish what is in flight;
 * the second signal ends the process at once. The log is intact either way.
 *
 * Handlers run on the main thread. While that computes without a pause, the default action of the
 * signals is back, so that any signal ends the process then.
 */
export function onInterrupt(first: (signal: NodeJS.Signals) => void): { close(): void } {
  let interrupted = false;
  const handle = (signal: NodeJS.Signals): void => {
    if (interrupted) process.exit(INTERRUPTED);
    interrupted = true;
    first(signal);
  };
  const remove = (): void => {
    for (const signal of SIGNALS) process.off(signal, handle);
  };
  const add = (): void => {
    remove();
    for (const signal of SIGNALS) process.on(signal, handle);
  };
  add();
  const watch = watchMainThread({ onBusy: remove, onFree: add });
  return {
    close: () => {
      watch.close();
      remove();
    },
  };
}

/** Milliseconds that a command has to end after the first signal. */
const LIMIT = 1800;

/** Milliseconds for the report of a command that did not end in time. */
const REPORT = 200;

/**
 * Calls `work` with a signal that the first SIGINT or SIGTERM aborts. Work that has not ended
 * 1.8 seconds after that is abandoned with the process: nothing that a command writes is spoilt by
 * that.
 *
 * @param options.limit milliseconds in place of 1.8 seconds
 * @throws HindcastError INTERRUPTED when the work did not end in time
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { limit = LIMIT }: { readonly limit?: number } = {},
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let abandon = (_error: HindcastError): void => {};
  const late = new Promise<never>((_, reject) => (abandon = reject));
  const interrupt = onInterrupt(() => {
    controller.abort();
    if (limit === Infinity) return;
    timer = setTimeout(() => {
      abandon(new HindcastError("INTERRUPTED", "what was in flight did not end and was abandoned"));
      setTimeout(() => process.exit(INTERRUPTED), REPORT).unref();
    }, limit);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
    interrupt.close();
  }
}
