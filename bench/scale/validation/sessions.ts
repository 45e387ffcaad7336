import type { BenchRow } from "../../row.ts";
import type { SessionProfile } from "../profile/index.ts";
import { Simulation, type Process } from "../simulation/simulation.ts";
import { Station } from "../simulation/station.ts";
import { compared } from "./compared.ts";
import { realRun, type RealRun } from "./real-run.ts";

/** Packages that are here wherever Hindcast is: two to learn from, two to be predicted. */
const LEARNED = ["picocolors", "colorette"] as const;
const ASKED = ["safe-stable-stringify", "split2"] as const;
const CORES = 2;
const CODERS = 4;

/** Seconds of processor. */
interface Cost {
  /** For a run that does next to nothing. */
  readonly start: number;
  /** For a message, including its step and service, without scoring. */
  readonly message: number;
  /** For a byte that the offline scorer reads. */
  readonly byte: number;
}

/**
 * A real run with the offline services, two sessions of four coders at a time on two cores. What
 * its sessions send and score is read out of its log. What that costs is learned from runs of two
 * other packages, each alone; what two cores are worth at the moment, from both of them together.
 */
export async function validateSessions(): Promise<BenchRow[]> {
  const alone = { width: 1, coders: 1 };
  const parallel = { width: 2, coders: CODERS };
  const start = await realRun({ packages: [], ...alone });
  const learned: RealRun[] = [];
  for (const name of LEARNED) learned.push(await realRun({ packages: [name], ...alone }));
  const together = await realRun({ packages: LEARNED, ...parallel });
  const asked = await realRun({ packages: ASKED, ...parallel });
  const cost = costOf(start, learned);
  const worth = together.seconds / elapsed(together.sessions, cost);
  const what = `${ASKED.length} sessions, offline`;
  return [
    compared(`${what}: processor`, processor(asked.sessions, cost), asked.cpu, "s"),
    compared(
      `${what}: rate on ${CORES} cores`,
      ASKED.length / (worth * elapsed(asked.sessions, cost)),
      ASKED.length / asked.seconds,
      "sessions/s",
    ),
  ];
}

/** Solves what two runs say of two costs; neither can be less than nothing. */
function costOf(start: RealRun, [a, b]: readonly RealRun[]): Cost {
  if (!a || !b) throw new RangeError("two runs are needed");
  const [first, second] = [amountOf(a.sessions), amountOf(b.sessions)];
  const [one, two] = [Math.max(0, a.cpu - start.cpu), Math.max(0, b.cpu - start.cpu)];
  const determinant = first.messages * second.bytes - second.messages * first.bytes;
  const message = (one * second.bytes - two * first.bytes) / determinant;
  const byte = (first.messages * two - second.messages * one) / determinant;
  if (message > 0 && byte > 0) return { start: start.cpu, message, byte };
  // Noise is larger than what they differ by: all is put on the cost that is more than nothing.
  return byte > 0
    ? { start: start.cpu, message: 0, byte: (one + two) / (first.bytes + second.bytes) }
    : { start: start.cpu, message: (one + two) / (first.messages + second.messages), byte: 0 };
}

function amountOf(sessions: readonly SessionProfile[]): { messages: number; bytes: number } {
  const amount = { messages: 0, bytes: 0 };
  for (const { traffic, scoring } of sessions) {
    amount.messages += traffic.total.messages;
    amount.bytes += scoring.fresh + scoring.targets;
  }
  return amount;
}

function processor(sessions: readonly SessionProfile[], cost: Cost): number {
  const { messages, bytes } = amountOf(sessions);
  return cost.start + messages * cost.message + bytes * cost.byte;
}

/** Plays sessions that go on together: one main thread, scoring beside it, so many cores. */
function elapsed(sessions: readonly SessionProfile[], cost: Cost): number {
  const simulation = new Simulation();
  const cores = new Station(simulation, CORES);
  const thread = new Station(simulation, 1);
  for (const profile of sessions) {
    const { files, traffic } = profile;
    const rounds = Math.max(1, Math.round((traffic.requests.get("scorer") ?? 0) / files));
    const { messages, bytes } = amountOf([profile]);
    const write = (messages * cost.message) / files / rounds;
    const read = (bytes * cost.byte) / files / rounds;
    const coders = new Station(simulation, CODERS);
    for (let file = 0; file < files; file += 1) {
      simulation.start(oneFile(coders, { rounds, write, read }));
    }
  }
  function* oneFile(
    coders: Station,
    { rounds, write, read }: { rounds: number; write: number; read: number },
  ): Process {
    yield coders.take();
    for (let round = 0; round < rounds; round += 1) {
      yield thread.take();
      yield cores.use(write);
      thread.release();
      yield cores.use(read);
    }
    coders.release();
  }
  simulation.run();
  return simulation.now;
}
