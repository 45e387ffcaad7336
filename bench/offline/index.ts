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

/** Source code that every installation has: the packages that this project depends on. */
function sampleText(): Buffer {
  const names = ["commander", "ignore", "smol-toml", "xstate"];
  const files = names.map((name) => readFileSync(new URL(import.meta.resolve(name))));
  return Buffer.concat(files).subarray(0, textBytes);
}

/** Seconds of the fastest of several runs: the others were disturbed. */
async function fastest(work: () => unknown): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint();
    await work();
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return least;
}

async function reading(text: Buffer): Promise<BenchRow> {
  const [empty, model] = [ByteModel.create(), ByteModel.create()];
  const ours = await fastest(() => {
    model.copyFrom(empty);
    return model.score(text);
  });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  const baseline = await fastest(() => brotliCompressSync(text, { params }));
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
  const ours = await fastest(() => model.copyFrom(read));
  const baseline = await fastest(() => ByteModel.create().read(text));
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
  const alone = await fastest(() => {
    scoreVariants(new PrefixCache({ maxBytes: 0 }), searchRequest(text, 0));
  });
  const ours = await fastest(() => {
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
    seconds.push(await fastest(work));
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
