import { Tinypool } from "tinypool";
import { setImmediate } from "node:timers/promises";
import { HindcastError } from "../../protocols/errors/index.ts";
import { threadModule } from "../../runtime/threads/index.ts";
import { loadModules, type ParserModules } from "./modules.ts";
import { parseFile, prepareParsers, type ParseInput } from "./parser.ts";
import { clockLimit } from "./deadline.ts";
import { resolveAll, type ResolutionInput, type Resolved } from "../graph/resolution.ts";
import { emptyRecord, type FileRecord } from "./record.ts";
import type { ParseBatch, ResolutionTask } from "./thread.ts";
import { FileState, watchFiles } from "./watch.ts";
import { wasm } from "./web-assembly.ts";

/** Reads files and resolves their imports, in its own threads or in the caller's. */
export interface ParserPool {
  /**
   * Records of the files, in their order.
   *
   * @throws HindcastError INTERRUPTED when the signal is aborted
   */
  parse: (files: readonly ParseInput[], options?: ParseOptions) => Promise<FileRecord[]>;
  /**
   * Where the imports of files lead. A file that takes longer than it may has its imports
   * unresolved, as `timeout`.
   *
   * @throws HindcastError INTERRUPTED when the signal is aborted
   */
  resolve: (input: ResolutionInput, options?: Pick<ParseOptions, "signal">) => Promise<Resolved>;
  /** Stops the threads. */
  close: () => Promise<void>;
}

/** How parsing is watched and stopped. */
export interface ParseOptions {
  signal?: AbortSignal;
  /** Called as files are done, with counts of files. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

const batchUnits = 200_000;
const batchFiles = 32;
/** Set when a file has damaged the parser of the calling thread, which is of no use after that. */
let brokenHere = false;
/** Whether a file has damaged the parser of the calling thread; other threads parse for it since then. */
export function isParserBroken(): boolean {
  return brokenHere;
}

/** Starting a second thread costs more than it saves below this many files. */
const oneThreadBelow = 60;

/**
 * A pool of threads, started when first used.
 *
 * @param threads how many at most; 0 works in the calling thread, which needs no compiled code. A
 *   file that damages the parser of the calling thread goes to a thread of its own, with those after it
 */
export function createParserPool(threads: number): ParserPool {
  let pool: Tinypool | undefined;
  const start = (): Tinypool =>
    (pool ??= new Tinypool({
      filename: threadModule(import.meta.url, "./thread.ts"),
      minThreads: 1,
      maxThreads: Math.max(1, threads),
      idleTimeout: 60_000,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    }));
  const restart = async (broken: Tinypool): Promise<void> => {
    if (pool === broken) pool = undefined;
    await broken.destroy();
  };
  return {
    async parse(files, options = {}) {
      const grammars = files.flatMap((file) => ("grammar" in file ? file.grammar : []));
      const modules = await loadModules(grammars);
      const here = threads === 0 ? await parseHere(files, modules, options) : [];
      const left = files.slice(here.length);
      if (left.length === 0) return here;
      const lanes = Math.max(1, threads);
      return [...here, ...(await parseInThreads(left, modules, start, restart, lanes, options))];
    },
    resolve(input, { signal } = {}) {
      return threads === 0
        ? Promise.resolve(resolveAll(input))
        : resolveInThread(input, start, signal);
    },
    async close() {
      await pool?.destroy();
      pool = undefined;
    },
  };
}

/** Records of the files up to the one that damages the parser, or of all. */
async function parseHere(
  files: readonly ParseInput[],
  modules: ParserModules,
  { signal, onProgress }: ParseOptions,
): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  if (brokenHere) return records;
  await prepareParsers(modules);
  for (const [index, file] of files.entries()) {
    try {
      records.push(parseFile(file));
    } catch (error) {
      if (!(error instanceof wasm.RuntimeError)) throw error;
      brokenHere = true;
      return records;
    }
    if (index % 16 === 15) {
      onProgress?.({ done: index + 1, total: files.length });
      await setImmediate();
    }
    if (signal?.aborted === true) throw interrupted("parsed");
  }
  return records;
}

async function parseInThreads(
  files: readonly ParseInput[],
  modules: ParserModules,
  start: () => Tinypool,
  restart: (broken: Tinypool) => Promise<void>,
  threads: number,
  { signal, onProgress }: ParseOptions,
): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  let done = 0;
  const queue = batches(files);
  const lanes = files.length < oneThreadBelow ? 1 : threads;
  const run = async (batch: readonly number[]): Promise<void> => {
    const pool = start();
    const inputs = batch.map((index) => files[index]).filter((file) => file !== undefined);
    const states = new Int32Array(new SharedArrayBuffer(4 * inputs.length));
    const watch = watchFiles(states, clockLimit);
    const signals = signal === undefined ? [watch.signal] : [watch.signal, signal];
    const finish = (finished: readonly number[], record: (at: number) => FileRecord): void => {
      for (const [at, index] of finished.entries()) records[index] = record(at);
      onProgress?.({ done: (done += finished.length), total: files.length });
    };
    try {
      const task: ParseBatch = { modules, files: inputs, states };
      const found = (await pool.run(task, { signal: AbortSignal.any(signals) })) as FileRecord[];
      finish(batch, (at) => found[at] ?? emptyRecord("failed"));
    } catch {
      if (signal?.aborted === true) throw interrupted("parsed");
      const stuck = watch.signal.aborted;
      // The parser's memory may be damaged. A new thread takes the files one by one, so that only
      // the one that breaks it is lost.
      if (!stuck) await restart(pool);
      for (const [at, index] of batch.entries()) {
        const state = states[at];
        const late = state === FileState.late || (stuck && state === FileState.running);
        if (late) finish([index], () => emptyRecord("timeout"));
        else if (batch.length === 1) finish([index], () => emptyRecord("failed"));
        else await run([index]);
      }
    } finally {
      watch.stop();
    }
  };
  const lane = async (): Promise<void> => {
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) await run(batch);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return records;
}

/** Indices of the files in batches, the largest files first, so that the last batches are short. */
function batches(files: readonly ParseInput[]): number[][] {
  const order = files
    .map((file, index) => ({ index, units: file.text.length }))
    .toSorted((a, b) => b.units - a.units || a.index - b.index);
  const found: number[][] = [];
  let batch: number[] = [];
  let units = 0;
  for (const file of order) {
    if (batch.length > 0 && (units + file.units > batchUnits || batch.length >= batchFiles)) {
      found.push(batch);
      batch = [];
      units = 0;
    }
    batch.push(file.index);
    units += file.units;
  }
  if (batch.length > 0) found.push(batch);
  return found;
}

/** Files of a language that took too long, after which its other files are not tried. */
const mostStuck = 3;

async function resolveInThread(
  input: ResolutionInput,
  start: () => Tinypool,
  signal: AbortSignal | undefined,
): Promise<Resolved> {
  const files = [...input.files];
  const abandoned = new Set<string>();
  const stuck = new Map<string | null, number>();
  // What a language needs to know of all files is read with its first file.
  const limit = clockLimit + 2 * files.length;
  for (;;) {
    const states = new Int32Array(new SharedArrayBuffer(4 * files.length));
    const watch = watchFiles(states, limit);
    const signals = signal === undefined ? [watch.signal] : [watch.signal, signal];
    const pool = start();
    try {
      const task: ResolutionTask = { input, abandoned, states };
      return (await pool.run(task, { signal: AbortSignal.any(signals) })) as Resolved;
    } catch (error) {
      if (signal?.aborted === true) throw interrupted("resolved");
      // Another file has damaged the parser meanwhile, and all threads were replaced.
      if (start() !== pool) continue;
      const [path = "", file] = files[states.indexOf(FileState.running)] ?? [];
      if (!watch.signal.aborted || file === undefined) throw error;
      abandoned.add(path);
      const count = (stuck.get(file.language) ?? 0) + 1;
      stuck.set(file.language, count);
      if (count < mostStuck) continue;
      for (const [other, { language }] of files) {
        if (language === file.language) abandoned.add(other);
      }
    } finally {
      watch.stop();
    }
  }
}

function interrupted(what: string): HindcastError {
  return new HindcastError("INTERRUPTED", `while files were ${what}`);
}
