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

/** Calls `work` with a signal that the first SIGINT or SIGTERM aborts. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = onInterrupt(() => controller.abort());
  try {
    return await work(controller.signal);
  } finally {
    interrupt.close();
  }
}
