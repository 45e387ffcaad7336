import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Packr } from "msgpackr";
import { readSummary, readTrajectory } from "../../app/output/index.ts";
import { decodeDraft, decodeEnvelope, isHindcastError, random } from "../../protocols/index.ts";
import { loadConfig } from "../../runtime/config/index.ts";
import { readLog } from "../../runtime/log/index.ts";

const packr = new Packr({ useRecords: false, variableMapSize: true });
const message = {
  id: "s-000000/main/main#0",
  run: "r",
  session: "s-000000",
  from: "s-000000/main/main",
  to: "run/control/driver",
  kind: "session.failed",
  cause: null,
  seq: 1,
  time: 0,
  body: { code: "AGENT_FAILED", reason: "x", list: [1, 2.5, [null, true]], text: "a".repeat(40) },
};
const usage = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };
const summary = { run: "r", seed: 1, elapsed_ms: 1, usage, sessions: [] };
const trajectory = { format: "hindcast.trajectory/1", session: "s-000000", steps: [] };

/** Inputs that are right, or nearly so, from which others are made. */
const SEEDS = {
  envelope: [packr.pack(message), packr.pack({ ...message, body: new Map([[1, new Date(0)]]) })],
  log: [Buffer.concat([Buffer.from("hindcast.log/1\n"), Buffer.alloc(64, 7), packr.pack(message)])],
  trajectory: [Buffer.from(JSON.stringify(trajectory)), Buffer.from("[[[[")],
  summary: [Buffer.from(JSON.stringify(summary)), Buffer.from('{"sessions":[{}]}')],
  toml: [
    Buffer.from('author = "offline"\n[search]\nevaluations = 3\n'),
    Buffer.from("a.b.c = [[1]]"),
  ],
  json: [Buffer.from('{"author":"offline","search":{"evaluations":3}}')],
} as const;

export type Reader = keyof typeof SEEDS;
const READERS = Object.keys(SEEDS) as Reader[];

/** What went wrong with one input: anything but a known error, or more than two seconds. */
export interface Fault {
  readonly reader: Reader;
  readonly number: number;
  readonly input: string;
  readonly what: string;
}

const LONGEST = 2000;

/**
 * Gives mutated inputs to every reader of foreign bytes. The same seed and number make the same
 * input.
 */
export async function fuzz(seed: number, count: number, first = 0): Promise<Fault[]> {
  const directory = await mkdtemp(path.join(tmpdir(), "hindcast-fuzz-"));
  const faults: Fault[] = [];
  try {
    for (let number = first; number < first + count; number += 1) {
      const reader = READERS[number % READERS.length] ?? "envelope";
      const bytes = mutated(reader, seed, number);
      const began = performance.now();
      const problem = await attempt(() => read(reader, bytes, directory));
      const took = performance.now() - began;
      const what = problem ?? (took > LONGEST ? `took ${Math.round(took)} ms` : undefined);
      if (what) faults.push({ reader, number, input: bytes.toString("base64"), what });
    }
    return faults;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function attempt(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (isHindcastError(error)) return undefined;
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

async function read(reader: Reader, bytes: Buffer, directory: string): Promise<void> {
  if (reader === "envelope") {
    decodeDraft(bytes, 1, 0);
    decodeEnvelope(bytes);
    return;
  }
  const names = {
    log: "log.hlog",
    summary: "summary.json",
    trajectory: "trajectory.json",
  } as const;
  const name = reader === "toml" || reader === "json" ? `config.${reader}` : names[reader];
  const file = path.join(directory, name);
  await writeFile(file, bytes);
  if (reader === "log") for await (const { id } of readLog(file)) if (id === "") return;
  if (reader === "summary") await readSummary(directory);
  if (reader === "trajectory") await readTrajectory(file);
  if (reader === "toml" || reader === "json") loadConfig({ file, env: {}, cwd: directory });
}

/** A seed with some bytes changed, repeated, cut or put in. */
function mutated(reader: Reader, seed: number, number: number): Buffer {
  let draws = 0;
  const draw = (below: number): number => {
    draws += 1;
    return Math.floor(random(seed, `${reader}/${number}`, draws) * below);
  };
  const seeds = SEEDS[reader];
  let bytes = Buffer.from(seeds[draw(seeds.length)] ?? seeds[0]);
  for (let change = draw(6); change >= 0; change -= 1) {
    const at = draw(bytes.length + 1);
    const end = Math.min(bytes.length, at + draw(12));
    const piece = bytes.subarray(at, end);
    const kind = draw(5);
    const put =
      kind === 0
        ? Buffer.from(Array.from({ length: 1 + draw(6) }, () => draw(256)))
        : kind === 1
          ? Buffer.alloc(1 + draw(4000), draw(256))
          : kind === 2
            ? Buffer.concat(Array.from({ length: draw(300) }, () => piece))
            : Buffer.alloc(0);
    const kept = kind === 4 ? bytes.subarray(bytes.length) : bytes.subarray(end);
    bytes = Buffer.concat([bytes.subarray(0, at), put, kept]);
  }
  return bytes;
}
