import { parentPort, workerData } from "node:worker_threads";
import { checkTree } from "./check.ts";
import { readCorpus } from "./corpus.ts";
import { inputsOf } from "./inputs.ts";

/** What a thread is given. */
export interface FuzzTask {
  roots: readonly string[];
  first: number;
  last: number;
}

/** What it says: that it begins with a seed, and what it found there. */
export type FuzzMessage =
  | { type: "begin"; seed: number; files: number }
  | {
      type: "end";
      seed: number;
      faults: string[];
      late: string[];
      broken: boolean;
      milliseconds: number;
      megabytes: number;
    };

const { roots, first, last } = workerData as FuzzTask;
const corpus = readCorpus(roots);
const send = (message: FuzzMessage): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
};
for (let seed = first; seed <= last; seed++) {
  const files = inputsOf(seed, corpus);
  send({ type: "begin", seed, files: Object.keys(files).length });
  const used = process.cpuUsage().user;
  const { faults, late, broken } = await checkTree(files);
  const milliseconds = Math.round((process.cpuUsage().user - used) / 1000);
  const megabytes = Math.round(process.memoryUsage.rss() / 2 ** 20);
  send({ type: "end", seed, faults, late, broken, milliseconds, megabytes });
  // What comes after would be parsed in threads that each tree starts anew.
  if (broken) break;
}
