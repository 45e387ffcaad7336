/**
 * The signals of somebody who wants a run to stop: the first asks it to finish what is in hand.
 * Then the system's own way is back, so that the second ends the process at once, whatever it is
 * doing. The log is whole either way.
 */
export function onInterrupt(first: (signal: NodeJS.Signals) => void): { close(): void } {
  const close = (): void => {
    process.off("SIGINT", hear);
    process.off("SIGTERM", hear);
  };
  const hear = (signal: NodeJS.Signals): void => {
    close();
    first(signal);
  };
  process.on("SIGINT", hear);
  process.on("SIGTERM", hear);
  return { close };
}
