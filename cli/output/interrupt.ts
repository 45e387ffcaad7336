/**
 * Calls `first` on the first SIGINT or SIGTERM, so that the command can finish what is in flight;
 * the second signal ends the process at once. The log is intact either way.
 */
export function onInterrupt(first: (signal: NodeJS.Signals) => void): { close(): void } {
  let interrupted = false;
  const handle = (signal: NodeJS.Signals): void => {
    if (interrupted) process.exit(130);
    interrupted = true;
    first(signal);
  };
  process.on("SIGINT", handle);
  process.on("SIGTERM", handle);
  return {
    close: () => {
      process.off("SIGINT", handle);
      process.off("SIGTERM", handle);
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
