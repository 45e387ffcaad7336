/**
 * The signals of somebody who wants a run to stop: the first asks it to finish what is in hand,
 * the second ends the process at once. The log is whole either way.
 */
export function onInterrupt(first: (signal: NodeJS.Signals) => void): { close(): void } {
  let asked = false;
  const hear = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(130);
    asked = true;
    first(signal);
  };
  process.on("SIGINT", hear);
  process.on("SIGTERM", hear);
  return {
    close: () => {
      process.off("SIGINT", hear);
      process.off("SIGTERM", hear);
    },
  };
}
