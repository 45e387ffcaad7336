import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "./options.ts";

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) => sleep(ms, undefined, { signal }),
};
