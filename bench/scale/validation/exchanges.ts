import { GROWTH, exchangeRate, type Bench } from "../../cluster/index.ts";
import type { BenchRow } from "../../row.ts";
import { Simulation, type Process } from "../simulation/simulation.ts";
import { Station } from "../simulation/station.ts";
import { compared, median } from "./compared.ts";

const WORKERS = [1, 2, 4];
const ROUNDS = 3;

/** What one question and its answer cost, all of it in one process. */
interface Cost {
  /** Seconds of the process's one thread. */
  readonly thread: number;
  /** Seconds from the question to the answer when nobody else asks. */
  readonly alone: number;
}

/**
 * Requests a second when an answer takes 50 ms and each of 1, 2 and 4 workers has eight slots. The
 * model is fed with two other measurements, both of answers that take no time: many askers, which
 * tells what a question costs, and one asker, which tells how long it is on its way.
 */
export async function validateGrowth(bench: Bench): Promise<BenchRow[]> {
  const many: number[] = [];
  const one: number[] = [];
  const grown = new Map<number, number[]>(WORKERS.map((workers) => [workers, []]));
  // In turn, so that a machine that others use as well is as busy for one as for the other.
  for (let round = 0; round < ROUNDS; round += 1) {
    const instant = { workers: 1, slots: 64, answer: 0 };
    const run = (what: string): string => `scale-${what}-${round}`;
    many.push(await exchangeRate(bench, run("many"), { ...instant, sessions: 64, questions: 10 }));
    one.push(await exchangeRate(bench, run("one"), { ...instant, sessions: 1, questions: 100 }));
    for (const [workers, rates] of grown) {
      rates.push(await exchangeRate(bench, run(`grown-${workers}`), { ...GROWTH, workers }));
    }
  }
  const cost = { thread: 1 / median(many), alone: 1 / median(one) };
  return [...grown].map(([workers, rates]) =>
    compared(
      `${workers} workers of ${GROWTH.slots} slots, answers of ${GROWTH.answer} ms`,
      predicted(workers, cost),
      median(rates),
      "requests/s",
    ),
  );
}

/** Plays the same sessions in virtual time. */
function predicted(workers: number, { thread, alone }: Cost): number {
  const { answer, slots: each, sessions, questions } = GROWTH;
  const simulation = new Simulation();
  const process = new Station(simulation, 1);
  const slots = new Station(simulation, workers * each);
  // Half of the way is the question's, half the answer's, and its hand waits for that.
  const way = Math.max(0, alone - thread) / 2;
  function* session(): Process {
    for (let question = 0; question < questions; question += 1) {
      yield process.use(thread / 2);
      yield slots.take();
      yield simulation.sleep(way + answer / 1000);
      yield process.use(thread / 2);
      yield simulation.sleep(way);
      slots.release();
    }
  }
  for (let n = 0; n < sessions; n += 1) simulation.start(session());
  simulation.run();
  return (sessions * questions) / simulation.now;
}
