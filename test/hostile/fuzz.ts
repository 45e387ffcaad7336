import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Packr } from "msgpackr";
import {
  Completion,
  completionText,
  readNote,
  readPlan,
  withoutReasoning,
} from "../../agents/author/answers/index.ts";
import { readSummary, readTrajectory } from "../../app/output/index.ts";
import {
  decodeDraft,
  decodeEnvelope,
  isHindcastError,
  random,
  sha256,
} from "../../protocols/index.ts";
import { BlobStore, blobAccess } from "../../runtime/bus/index.ts";
import { loadConfig } from "../../runtime/config/index.ts";
import { HEADER_BYTES, MAGIC, writeFrame } from "../../runtime/log/frame.ts";
import { openLog, readLog } from "../../runtime/log/index.ts";

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

const plan = {
  requirements: "It adds numbers.",
  overview: "One file.",
  order: ["a.ts"],
  files: [{ path: "a.ts", purpose: "adds", needs: [] }],
};
const completion = {
  choices: [{ message: { content: `<think>so</think>${JSON.stringify(plan)}` } }],
  usage: { prompt_tokens: 1, completion_tokens: 2 },
};

/** A log of one frame, whose checksum is right. */
function logOf(payload: Uint8Array): Buffer {
  const frame = Buffer.alloc(HEADER_BYTES + payload.length);
  writeFrame(frame, 0, payload);
  return Buffer.concat([MAGIC, frame]);
}

/** Inputs that are right, or nearly so, from which others are made. */
const SEEDS = {
  envelope: [packr.pack(message), packr.pack({ ...message, body: new Map([[1, new Date(0)]]) })],
  log: [logOf(packr.pack(message)), logOf(Buffer.alloc(64, 7))],
  frame: [packr.pack({ ...message, seq: 1 }), packr.pack({ ...message, body: { a: [] } })],
  trajectory: [Buffer.from(JSON.stringify(trajectory)), Buffer.from("[[[[")],
  summary: [Buffer.from(JSON.stringify(summary)), Buffer.from('{"sessions":[{}]}')],
  toml: [
    Buffer.from('author = "offline"\n[search]\nevaluations = 3\n'),
    Buffer.from("a.b.c = [[1]]"),
  ],
  blob: [Buffer.from('{"a":[1,{"b":null}]}'), Buffer.alloc(64)],
  answer: [
    Buffer.from(JSON.stringify(completion)),
    Buffer.from(JSON.stringify(plan)),
    Buffer.from("<think>first {a: [1]}</think>\n```json\n{}\n```\n- one\n- `a.ts`: two\n"),
    Buffer.from("<|channel|>analysis<|message|>x<|end|><|channel|>final<|message|># A\n\nText."),
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
  if (reader === "answer") return readAnswer(bytes.toString("utf8"));
  if (reader === "blob") return readBlob(bytes, directory);
  const names = {
    log: "log.hlog",
    frame: "log.hlog",
    summary: "summary.json",
    trajectory: "trajectory.json",
  } as const;
  const name = reader === "toml" || reader === "json" ? `config.${reader}` : names[reader];
  const file = path.join(directory, name);
  await writeFile(file, reader === "frame" ? logOf(bytes) : bytes);
  if (reader === "log" || reader === "frame") {
    for await (const { id } of readLog(file)) if (id === "") return;
    await (await openLog(file)).close();
  }
  if (reader === "summary") await readSummary(directory);
  if (reader === "trajectory") await readTrajectory(file);
  if (reader === "toml" || reader === "json") loadConfig({ file, env: {}, cwd: directory });
}

/** Everything that reads what a model server answered. */
function readAnswer(text: string): void {
  const texts = [text, withoutReasoning(text)];
  const body = parsed(text);
  const whole = Completion.safeParse(body);
  const content = completionText(whole.success ? whole.data : null);
  if (content.ok) texts.push(content.value);
  for (const each of texts) {
    readPlan(each);
    readNote(each, 120);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A file below `blobs` that holds something else than its name says, or is cut short. */
async function readBlob(bytes: Buffer, directory: string): Promise<void> {
  const [right] = SEEDS.blob;
  const hash = sha256(right);
  const folder = path.join(directory, "blobs", hash.slice(0, 2));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, hash), bytes);
  const store = new BlobStore(path.join(directory, "blobs"));
  const access = blobAccess(
    { putBlob: (_session, own) => store.put(own), getBlob: (_session, ref) => store.get(ref) },
    "s-000000",
  );
  // Once with the hash of what is there, so that what a stranger stored is parsed.
  const own = await store.put(bytes);
  await attemptAll([
    () => access.getJson({ sha256: hash, bytes: right.length }),
    () => access.getJson(own),
    () => access.getText(own),
  ]);
}

/** Throws what is no known error. */
async function attemptAll(all: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const each of all) {
    try {
      await each();
    } catch (error) {
      if (!isHindcastError(error)) throw error;
    }
  }
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
