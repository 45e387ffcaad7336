import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import {
  ByteModel,
  OfflineScorer,
  PrefixCache,
  scoreVariants,
} from "../../scoring/offline/index.ts";
import type { BenchRow } from "../row.ts";

const textBytes = 60_000;
const rounds = 5;

function row(name: string, ours: number, baseline: number, unit: string): BenchRow {
  return { name, ours, baseline, ratio: ours / baseline, unit };
}

/** Source code that every installation has. */
function sampleText(): Buffer {
  const file = new URL("./lib/command.js", import.meta.resolve("commander"));
  return readFileSync(file).subarray(0, textBytes);
}

/** Of several runs the one that took least: the others were disturbed. */
async function least(seconds: () => number, work: () => unknown): Promise<number> {
  let result = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = seconds();
    await work();
    result = Math.min(result, seconds() - start);
  }
  return result;
}

/** Seconds that this process has computed, whatever else the machine does. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function wallSeconds(): number {
  return Number(process.hrtime.bigint()) / 1e9;
}

async function reading(text: Buffer): Promise<BenchRow> {
  const [empty, model] = [ByteModel.create(), ByteModel.create()];
  const ours = await least(cpuSeconds, () => {
    model.copyFrom(empty);
    return model.score(text);
  });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  const baseline = await least(cpuSeconds, () => brotliCompressSync(text, { params }));
  const kilobytes = text.length / 1000;
  return row("score text, against brotli -11", kilobytes / ours, kilobytes / baseline, "kB/s");
}

function codeLength(text: Buffer): BenchRow {
  const nats = ByteModel.create().score(text);
  const bytes = -nats.reduce((a, b) => a + b, 0) / Math.LN2 / 8;
  return row("code length, against brotli -11", bytes, brotliCompressSync(text).length, "bytes");
}

async function cloning(text: Buffer): Promise<BenchRow> {
  const [read, model] = [ByteModel.create(), ByteModel.create()];
  read.read(text);
  const ours = await least(cpuSeconds, () => model.copyFrom(read));
  const baseline = await least(cpuSeconds, () => ByteModel.create().read(text));
  return row("copy a state, against reading again", ours * 1000, baseline * 1000, "ms");
}

/** What a search asks: the same context, eight thoughts, one target. */
function searchRequest(text: Buffer, seed: number) {
  const context = text.subarray(0, 20_000).toString("latin1");
  return {
    variants: Array.from({ length: 8 }, (_, i) => ({
      segments: [`session ${seed}\n${context}`, `Thought ${i} considers part ${seed + i}.\n`],
    })),
    target: text.subarray(20_000, 24_000).toString("latin1"),
    clip: 2,
  };
}

async function sharing(text: Buffer): Promise<BenchRow> {
  const alone = await least(cpuSeconds, () => {
    scoreVariants(new PrefixCache({ maxBytes: 0 }), searchRequest(text, 0));
  });
  const ours = await least(cpuSeconds, () => {
    scoreVariants(new PrefixCache(), searchRequest(text, 0));
  });
  return row("eight variants, against no prefix cache", ours * 1000, alone * 1000, "ms");
}

async function threads(text: Buffer): Promise<BenchRow> {
  const seconds: number[] = [];
  for (const count of [2, 1]) {
    const scorer = new OfflineScorer({ threads: count });
    const work = () =>
      Promise.all(
        Array.from({ length: 4 }, (_, seed) =>
          scorer.score(searchRequest(text, seed), { affinity: `session ${seed}` }),
        ),
      );
    await work();
    seconds.push(await least(wallSeconds, work));
    await scorer.close();
  }
  return row("two threads, against one", 4 / seconds[0]!, 4 / seconds[1]!, "requests/s");
}

/** Measures the offline model; each row holds its own baseline from the same run. */
export async function benchOffline(): Promise<BenchRow[]> {
  const text = sampleText();
  return [
    await reading(text),
    codeLength(text),
    await cloning(text),
    await sharing(text),
    await threads(text),
  ];
}
