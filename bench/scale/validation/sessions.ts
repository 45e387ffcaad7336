import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { RunSummary } from "../../../protocols/index.ts";
import type { BenchRow } from "../../row.ts";
import { profileLog, type SessionProfile } from "../profile/index.ts";
import { Simulation, type Process } from "../simulation/simulation.ts";
import { Station } from "../simulation/station.ts";
import { compared } from "./compared.ts";

const COMMAND = fileURLToPath(new URL("../../../cli/hindcast.js", import.meta.url));
/** Packages that are here wherever Hindcast is: two to learn from, two to be predicted. */
const LEARNED = ["picocolors", "colorette"];
const ASKED = ["safe-stable-stringify", "split2"];
const CORES = 2;
const CODERS = 4;

interface Measured {
  /** From the first record to the summary. */
  readonly seconds: number;
  readonly sessions: readonly SessionProfile[];
}

/** Seconds of one core. */
interface Cost {
  /** For a message, with the step and the service behind it, scoring left out. */
  readonly message: number;
  /** For a byte that the offline scorer reads. */
  readonly byte: number;
}

/**
 * Sessions a second of a real run with the offline services, two sessions at a time on two cores.
 * What its sessions send is read out of its log; what that costs is learned from two other runs,
 * of one session and one coder each, which differ in bytes read for a message.
 */
export async function validateSessions(): Promise<BenchRow[]> {
  const learned: Measured[] = [];
  for (const name of LEARNED) learned.push(await run([name], { width: 1, coders: 1 }));
  const asked = await run(ASKED, { width: ASKED.length, coders: CODERS });
  const seconds = predicted(asked.sessions, costOf(learned));
  const rate = (taken: number): number => ASKED.length / taken;
  return [
    compared(
      `${ASKED.length} sessions, offline, ${CORES} cores`,
      rate(seconds),
      rate(asked.seconds),
      "sessions/s",
    ),
  ];
}

async function run(
  names: readonly string[],
  { width, coders }: { readonly width: number; readonly coders: number },
): Promise<Measured> {
  const directory = await mkdtemp(path.join(tmpdir(), "hindcast-scale-"));
  try {
    const out = path.join(directory, "out");
    const options = ["--sessions", `${width}`, "--coders", `${coders}`, "--progress", "off"];
    const repositories = names.map(packageRoot);
    const args = [COMMAND, "run", ...repositories, "--out", out, ...options];
    await promisify(execFile)(process.execPath, args, { cwd: directory });
    const text = await readFile(path.join(out, "summary.json"), "utf8");
    const { elapsed_ms: elapsed } = RunSummary.parse(JSON.parse(text));
    return { seconds: elapsed / 1000, sessions: await profileLog(path.join(out, "log.hlog")) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Solves what two runs say of two costs; neither may be less than nothing. */
function costOf([a, b]: readonly Measured[]): Cost {
  if (!a || !b) throw new RangeError("two runs are needed");
  const [first, second] = [amountOf(a.sessions), amountOf(b.sessions)];
  const determinant = first.messages * second.bytes - second.messages * first.bytes;
  const message = (a.seconds * second.bytes - b.seconds * first.bytes) / determinant;
  const byte = (first.messages * b.seconds - second.messages * a.seconds) / determinant;
  if (message > 0 && byte > 0) return { message, byte };
  // The runs disagree by more than they differ: all is told by the larger amount alone.
  return byte > 0
    ? { message: 0, byte: (a.seconds + b.seconds) / (first.bytes + second.bytes) }
    : { message: (a.seconds + b.seconds) / (first.messages + second.messages), byte: 0 };
}

function amountOf(sessions: readonly SessionProfile[]): { messages: number; bytes: number } {
  const amount = { messages: 0, bytes: 0 };
  for (const { traffic, scoring } of sessions) {
    amount.messages += traffic.total.messages;
    amount.bytes += scoring.fresh + scoring.targets;
  }
  return amount;
}

function predicted(sessions: readonly SessionProfile[], cost: Cost): number {
  const simulation = new Simulation();
  const cores = new Station(simulation, CORES);
  const thread = new Station(simulation, 1);
  for (const profile of sessions) {
    const { files, traffic } = profile;
    const rounds = Math.max(1, Math.round((traffic.requests.get("scorer") ?? 0) / files));
    const { messages, bytes } = amountOf([profile]);
    const coders = new Station(simulation, CODERS);
    for (let file = 0; file < files; file += 1) {
      simulation.start(
        oneFile({
          rounds,
          message: (messages * cost.message) / files / rounds,
          read: (bytes * cost.byte) / files / rounds,
        }),
      );
    }
    function* oneFile(round: { rounds: number; message: number; read: number }): Process {
      yield coders.take();
      for (let count = 0; count < round.rounds; count += 1) {
        yield thread.take();
        yield cores.use(round.message);
        thread.release();
        yield cores.use(round.read);
      }
      coders.release();
    }
  }
  simulation.run();
  return simulation.now;
}

function packageRoot(name: string): string {
  const entry = fileURLToPath(import.meta.resolve(name));
  const folder = `${path.sep}node_modules${path.sep}${name}${path.sep}`;
  const at = entry.lastIndexOf(folder);
  return entry.slice(0, at + folder.length - 1);
}
