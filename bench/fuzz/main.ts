// node dist/bench/fuzz/main.js --from DIRECTORY... [--count INPUTS] [--first SEED] [--minutes LIMIT] [--show SEED]
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { readCorpus } from "./corpus.ts";
import { filesPerSeed, inputsOf } from "./inputs.ts";
import type { FuzzMessage, FuzzTask } from "./thread.ts";

/** Seconds that one tree of files may take before its thread is stopped and it counts as hanging. */
const longestTree = 60;
/** Milliseconds of processor time above which a tree is named. */
const slowTree = 2000;

const { values } = parseArgs({
  options: {
    from: { type: "string", multiple: true },
    count: { type: "string" },
    first: { type: "string" },
    minutes: { type: "string" },
    show: { type: "string" },
  },
});
const roots = values.from ?? ["node_modules"];
const first = Number(values.first ?? 1);
const last = first + Math.ceil(Number(values.count ?? 1000) / filesPerSeed) - 1;
const end = Date.now() + Number(values.minutes ?? Infinity) * 60_000;
const totals = { inputs: 0, faults: 0, hangs: 0, late: 0, broken: 0, megabytes: 0 };
const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (values.show !== undefined) {
  write(JSON.stringify(inputsOf(Number(values.show), readCorpus(roots)), null, 1));
} else {
  let seed = first;
  while (seed <= last && Date.now() < end) seed = await runFrom(seed);
  write(JSON.stringify({ ...totals, next: seed }));
  process.exitCode = totals.faults + totals.hangs > 0 ? 1 : 0;
}

/** Runs seeds in a thread until all are done, the time is over or one hangs; returns the next seed. */
async function runFrom(start: number): Promise<number> {
  const task: FuzzTask = { roots, first: start, last };
  const worker = new Worker(new URL("./thread.js", import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    let current = start;
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    worker.on("message", (message: FuzzMessage) => {
      if (isOver) return;
      current = message.seed;
      clearTimeout(timer);
      if (message.type === "begin") {
        totals.inputs += message.files;
        timer = setTimeout(() => {
          totals.hangs++;
          write(`seed ${current}: longer than ${longestTree} s`);
          void worker.terminate();
        }, longestTree * 1000);
        return;
      }
      const { faults, late, broken, milliseconds, megabytes } = message;
      totals.faults += faults.length;
      totals.late += late.length;
      totals.broken += broken ? 1 : 0;
      totals.megabytes = Math.max(totals.megabytes, megabytes);
      for (const fault of faults) write(`seed ${current}: ${fault}`);
      if (milliseconds > slowTree) write(`seed ${current}: ${milliseconds} ms ${late.join(", ")}`);
      isOver = Date.now() >= end;
      if (isOver) void worker.terminate();
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      clearTimeout(timer);
      resolve(current + 1);
    });
  });
}
