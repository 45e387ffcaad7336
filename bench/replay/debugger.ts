import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { loadActors } from "../../app/actors/index.ts";
import { indexLog, type IndexedLog } from "../../app/log/index.ts";
import { foldLog } from "../../app/replay/index.ts";
import { Debuggee } from "../../cli/debug/adapter/debuggee.ts";
import { framesFrom } from "../../cli/debug/adapter/frames.ts";
import { scopesAt } from "../../cli/debug/adapter/scopes.ts";
import { LOG_THREAD } from "../../cli/debug/adapter/threads.ts";
import type { BenchRow } from "../row.ts";
import { writeLongLog } from "./long-log.ts";

const MESSAGES = 100_000;
const STEPS = 200;
/** Frames that an editor asks for at a stop. */
const FRAMES = 20;
/** Seconds in which the state at the end of the log is to be known. */
const GOAL = 2;
const MEGABYTE = 1e6;

/**
 * A long log in the debugger: opening it and its memory against a fold that keeps the last states
 * alone, steps back from its end, each with all that an editor asks for at a stop, and the time until
 * the state at the end is known.
 *
 * @param short the log of a run of one session, which is repeated
 */
export async function benchDebugger(short: string): Promise<BenchRow[]> {
  const log = path.join(path.dirname(short), "long.hlog");
  const messages = await writeLongLog(short, log, MESSAGES);
  const actors = await loadActors();
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const kept = async (work: () => Promise<unknown>) => {
    collect();
    const before = process.memoryUsage().heapUsed;
    const start = performance.now();
    const result = await work();
    const seconds = (performance.now() - start) / 1000;
    collect();
    // What was made is looked at after the measurement, so that it is kept until then.
    return { seconds, bytes: process.memoryUsage().heapUsed - before, result };
  };
  const folded = await kept(() => foldLog(log, actors, {}));
  folded.result = undefined;
  const opened = await kept(() => indexLog({ log, env: {} }));
  const step = stepsBack(opened.result as IndexedLog);
  const row = (name: string, ours: number, baseline: number, unit: string): BenchRow => {
    return { name, ours, baseline, ratio: ours / baseline, unit };
  };
  const { seconds, bytes } = folded;
  return [
    row(`open ${messages} messages in the debugger / fold them`, opened.seconds, seconds, "s"),
    row("heap of that / of the fold", opened.bytes / MEGABYTE, bytes / MEGABYTE, "MB"),
    row("a step back from the end / one fold", step * 1000, seconds * 1000, "ms"),
    row("state at the end / the goal", seconds, GOAL, "s"),
  ];
}

/** Median seconds of a step back along the log, with threads, stack and scopes of each stop. */
function stepsBack(index: IndexedLog): number {
  let stops = 0;
  const debuggee = new Debuggee(index, { line: 1, column: 1 }, () => (stops += 1));
  const { traveller, threads, documents, variables, first } = debuggee;
  traveller.goTo(index.messages.last, "goto");
  const times = Array.from({ length: STEPS }, () => {
    const start = performance.now();
    traveller.step(LOG_THREAD, "backwards");
    threads.list(traveller.seq);
    framesFrom(index, documents, traveller.seq, { start: 0, count: FRAMES, first });
    for (const { variablesReference } of scopesAt(index, variables, traveller.seq)) {
      if (variablesReference > 0) variables.parts(variablesReference, {});
    }
    return (performance.now() - start) / 1000;
  });
  if (stops !== STEPS + 1 || traveller.seq !== index.messages.last - STEPS) {
    throw new Error(`${stops} stops, at ${traveller.seq}`);
  }
  times.sort((a, b) => a - b);
  return times[STEPS / 2] ?? 0;
}
