import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  decodeEnvelope,
  encodeEnvelope,
  formatAddress,
  messageId,
  type Draft,
} from "../../protocols/index.ts";
import { EmbeddedBus, LOG_FILE } from "../../runtime/bus/index.ts";
import type { BenchRow } from "../row.ts";
import { appendBare, readBare } from "./bare.ts";

const MESSAGES = 50_000;
const BATCH = 100;
const ROUNDS = 5;
const RUN = "bench";
const SENDER = formatAddress({ session: "s-1", role: "coder", key: "src/flask/app.py" });
const RECEIVER = formatAddress({ session: "s-1", role: "search", key: "src/flask/app.py" });

/** Messages of some 600 bytes, as agents send them. */
const drafts: readonly Draft[] = Array.from({ length: MESSAGES }, (_, n) => ({
  id: messageId(SENDER, n),
  run: RUN,
  session: "s-1",
  from: SENDER,
  to: RECEIVER,
  kind: "search.finished",
  cause: messageId(RECEIVER, n),
  body: { path: "src/flask/app.py", n, tokens: [1, 2, 3], text: "thought ".repeat(40) },
}));

/**
 * Logging through the bus against bare appends of the same messages in the same batches,
 * delivery against decoding alone, reading against a loop over the file in memory.
 */
export async function benchLog(): Promise<BenchRow[]> {
  const root = await mkdtemp(path.join(tmpdir(), "hindcast-bench-"));
  try {
    const append: Pair[] = [];
    const deliver: Pair[] = [];
    const read: Pair[] = [];
    const durable: Pair[] = [];
    // Both sides in turn, so that a busy machine is slow for both.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const directory = path.join(root, `round-${round}`);
      append.push({
        ours: await rate(() => publishAll(directory)),
        baseline: await rate(() => appendBare(path.join(root, "bare"), drafts, BATCH)),
      });
      durable.push({
        ours: await rate(() => publishAll(path.join(root, `durable-${round}`), true)),
        baseline: await rate(() => publishAll(path.join(root, `plain-${round}`))),
      });
      deliver.push({
        ours: await deliveryRate(path.join(root, `deliver-${round}`)),
        baseline: await rate(decodeAll),
      });
      const bus = await EmbeddedBus.open(directory);
      read.push({
        ours: await rate(() => readAll(bus)),
        baseline: await rate(() => readBare(path.join(directory, LOG_FILE), 15)),
      });
      await bus.close();
    }
    return [
      row("publish and flush, against bare appends", append),
      row("publish and flush to the disk (--durable), against the same without", durable),
      row("delivery with publishing, against encoding and decoding", deliver),
      row("read, against a loop over the bytes", read),
    ];
  } finally {
    await rm(root, { recursive: true });
  }
}

interface Pair {
  readonly ours: number;
  readonly baseline: number;
}

/** The median round; the first one warmed up. */
function row(name: string, pairs: readonly Pair[]): BenchRow {
  const sorted = pairs.slice(1).sort((a, b) => a.ours / a.baseline - b.ours / b.baseline);
  const { ours, baseline } = sorted[Math.floor(sorted.length / 2)] ?? { ours: 0, baseline: 1 };
  return { name, ours, baseline, ratio: ours / baseline, unit: "messages/s" };
}

async function rate(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (1000 * MESSAGES) / (performance.now() - start);
}

async function publishAll(directory: string, durable = false): Promise<void> {
  const bus = await EmbeddedBus.create(directory, { run: RUN, durable });
  for (let first = 0; first < MESSAGES; first += BATCH) {
    for (const draft of drafts.slice(first, first + BATCH)) void bus.publish(draft);
    await bus.flush();
  }
  await bus.close();
}

/** Two actors in a chain: each message is answered by the next, as agents and services do. */
async function deliveryRate(directory: string): Promise<number> {
  const bus = await EmbeddedBus.create(directory, { run: RUN });
  let next = 0;
  const send = (): void => {
    const draft = drafts[next];
    next += 1;
    if (draft) void bus.publish(draft);
  };
  const result = await rate(
    () =>
      new Promise<void>((resolve, reject) => {
        let left = MESSAGES;
        bus
          .mailbox(RECEIVER, () => {
            left -= 1;
            if (left === 0) resolve();
            send();
          })
          .then(() => Array.from({ length: 50 }, send), reject);
      }),
  );
  await bus.close();
  return result;
}

function decodeAll(): void {
  let seq = 0;
  for (const draft of drafts)
    decodeEnvelope(encodeEnvelope({ ...draft, seq: (seq += 1), time: 0 }));
}

async function readAll(bus: EmbeddedBus): Promise<void> {
  let count = 0;
  for await (const { seq } of bus.read()) count = seq;
  if (count !== MESSAGES) throw new Error(`read ${count} messages`);
}
