import { Tinypool } from "tinypool";
import { setImmediate } from "node:timers/promises";
import { HindcastError } from "../../protocols/errors.ts";
import { threadModule } from "../../runtime/threads/index.ts";
import { loadModules, type ParserModules } from "./modules.ts";
import { parseFile, prepareParsers, type ParseInput } from "./parser.ts";
import { clockLimit } from "./deadline.ts";
import { emptyRecord, type FileRecord } from "./record.ts";
import { FileState } from "./thread.ts";

/** Parses files, in its own threads or in the caller's. */
export interface ParserPool {
  /**
   * Records of the files, in their order.
   *
   * @throws HindcastError INTERRUPTED when the signal is aborted
   */
  parse: (files: readonly ParseInput[], options?: ParseOptions) => Promise<FileRecord[]>;
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
/** Starting a second thread costs more than it saves below this many files. */
const oneThreadBelow = 60;

/**
 * A pool of parser threads, started when first used.
 *
 * @param threads how many at most; 0 parses in the calling thread, which needs no compiled code
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
      const modules = await loadModules(files.map((file) => file.grammar));
      if (threads === 0) return parseHere(files, modules, options);
      return parseInThreads(files, modules, start, restart, threads, options);
    },
    async close() {
      await pool?.destroy();
      pool = undefined;
    },
  };
}

async function parseHere(
  files: readonly ParseInput[],
  modules: ParserModules,
  { signal, onProgress }: ParseOptions,
): Promise<FileRecord[]> {
  await prepareParsers(modules);
  const records: FileRecord[] = [];
  for (const [index, file] of files.entries()) {
    records.push(parseFile(file));
    if (index % 16 === 15) {
      onProgress?.({ done: index + 1, total: files.length });
      await setImmediate();
    }
    if (signal?.aborted === true) throw interrupted();
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
    const watch = watchProgress(states);
    const signals = signal === undefined ? [watch.signal] : [watch.signal, signal];
    const finish = (finished: readonly number[], record: (at: number) => FileRecord): void => {
      for (const [at, index] of finished.entries()) records[index] = record(at);
      onProgress?.({ done: (done += finished.length), total: files.length });
    };
    try {
      const task = { modules, files: inputs, states };
      const found = (await pool.run(task, { signal: AbortSignal.any(signals) })) as FileRecord[];
      finish(batch, (at) => found[at] ?? emptyRecord("failed"));
    } catch {
      if (signal?.aborted === true) throw interrupted();
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

/**
 * A signal that is aborted, which ends the thread, when a file has run for longer than its thread
 * allows: it is in code that does not look at the clock.
 */
function watchProgress(states: Int32Array): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  let running = -1;
  let since = 0;
  const timer = setInterval(() => {
    const now = states.indexOf(FileState.running);
    if (now !== running) {
      running = now;
      since = performance.now();
    } else if (running >= 0 && performance.now() - since > clockLimit) controller.abort();
  }, 250);
  return {
    signal: controller.signal,
    stop: () => {
      clearInterval(timer);
    },
  };
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

function interrupted(): HindcastError {
  return new HindcastError("INTERRUPTED", "while files were parsed");
}
