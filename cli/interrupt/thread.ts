import { Session } from "node:inspector";
import { workerData } from "node:worker_threads";
import { BUSY_EVENT, type WatchData } from "./watch.ts";

/** Milliseconds between two looks at the counter. */
const PERIOD = 500;

/** Looks at an unchanged counter after which the main thread counts as busy. */
const LOOKS = 4;

const { beats } = workerData as WatchData;
let seen = -1;
let looks = 0;

// Only the inspector can run code on a thread that computes without a pause.
setInterval(() => {
  const now = Atomics.load(beats, 0);
  looks = now === seen ? looks + 1 : 0;
  seen = now;
  if (looks !== LOOKS) return;
  const session = new Session();
  session.connectToMainThread();
  const expression = `process.emit(${JSON.stringify(BUSY_EVENT)})`;
  session.post("Runtime.evaluate", { expression }, () => session.disconnect());
}, PERIOD);
