/**
 * Calls `first` on the first SIGINT or SIGTERM, so that the command can finish what is in flight.
 * Then the default of the system is back, so that the second signal ends the process at once,
 * whatever it is doing. The log is intact either way.
 */
export function onInterrupt(first: (signal: NodeJS.Signals) => void): { close(): void } {
  const close = (): void => {
    process.off("SIGINT", handle);
    process.off("SIGTERM", handle);
  };
  const handle = (signal: NodeJS.Signals): void => {
    close();
    first(signal);
  };
  process.on("SIGINT", handle);
  process.on("SIGTERM", handle);
  return { close };
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
