import type { Clock } from "../../model-servers/index.ts";

/** Time that passes only when somebody waits; remembers how long each wait was. */
export function virtualClock(): Clock & { readonly waits: number[] } {
  let now = Date.UTC(2026, 0, 1);
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    setTimeout(fn, timeout) {
      waits.push(timeout);
      now += timeout;
      queueMicrotask(fn);
      return undefined;
    },
    clearTimeout: () => undefined,
  };
}
