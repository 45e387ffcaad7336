import { mkdir, open, rename, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { decodeRecord, encodeRecord, findRecords, MOST_VALUES } from "./answer-record.ts";

interface RecordPosition {
  readonly file: FileHandle;
  readonly offset: number;
  readonly length: number;
}

/**
 * Answers on disk, for the runs after this one: an append-only file, and the one before it. When
 * the file has half of the permitted bytes it becomes the old one, whose answers are written
 * again when they are used, so that what is in use stays. A killed process leaves at most a torn
 * last record, which the next one cuts off; other damage costs the records that it hit.
 *
 * Several processes may append: records are written whole, and found by what they hold.
 */
export class AnswerFile {
  readonly #path: string;
  readonly #most: number;
  readonly #places = new Map<string, RecordPosition>();
  #current: FileHandle;
  #old: FileHandle | undefined;
  #size: number;
  #pending: { readonly key: string; readonly record: Buffer }[] = [];
  #writing: Promise<void> = Promise.resolve();
  #broken = false;

  private constructor(parts: {
    readonly path: string;
    readonly most: number;
    readonly current: FileHandle;
    readonly old: FileHandle | undefined;
    readonly size: number;
  }) {
    this.#path = parts.path;
    this.#most = parts.most;
    this.#current = parts.current;
    this.#old = parts.old;
    this.#size = parts.size;
  }

  /**
   * @param name of the file within the directory, which is created
   * @param bytes that the two files may have together
   */
  static async open(directory: string, name: string, bytes: number): Promise<AnswerFile> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const file = path.join(directory, name);
    const old = await open(`${file}.old`, "r").catch(() => undefined);
    const current = await open(file, "a+", 0o600);
    const places = new Map<string, RecordPosition>();
    if (old) await readPlaces(old, places);
    const end = await readPlaces(current, places);
    const { size } = await current.stat();
    if (end < size) await current.truncate(end);
    const opened = new AnswerFile({ path: file, most: bytes / 2, current, old, size: end });
    for (const [key, place] of places) opened.#places.set(key, place);
    return opened;
  }

  /** Answers that can be read. */
  get size(): number {
    return this.#places.size;
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  /** What was kept under a key; undefined when there is nothing, or it cannot be read. */
  async get(key: string): Promise<Float64Array | undefined> {
    const place = this.#places.get(key);
    if (!place) return undefined;
    const record = Buffer.alloc(place.length);
    try {
      await place.file.read(record, 0, place.length, place.offset);
    } catch {
      this.#places.delete(key);
      return undefined;
    }
    const values = decodeRecord(record, key);
    if (!values) this.#places.delete(key);
    else if (place.file === this.#old) this.put(key, values);
    return values;
  }

  /** Keeps an answer; it is on its way to the disk when this returns. */
  put(key: string, values: Float64Array): void {
    if (this.#broken || values.length > MOST_VALUES) return;
    this.#pending.push({ key, record: encodeRecord(key, values) });
    if (this.#pending.length === 1) this.#writing = this.#writing.then(() => this.#flush());
  }

  /** Resolves when everything that was put is written, and survives the end of this process. */
  async written(): Promise<void> {
    await this.#writing;
  }

  async close(): Promise<void> {
    await this.#writing;
    this.#broken = true;
    this.#places.clear();
    await this.#current.close();
    await this.#old?.close();
  }

  // A cache that cannot be written is no reason to stop scoring.
  async #flush(): Promise<void> {
    try {
      await this.#turn();
      const batch = this.#pending.splice(0);
      if (batch.length === 0) return;
      await this.#current.appendFile(Buffer.concat(batch.map(({ record }) => record)));
      // Where it went is known only afterwards, since others append too.
      const { size } = await this.#current.stat();
      this.#size = size;
      let offset = size;
      for (const { key, record } of batch.toReversed()) {
        offset -= record.length;
        this.#places.set(key, { file: this.#current, offset, length: record.length });
      }
    } catch {
      this.#broken = true;
      this.#pending = [];
    }
  }

  /** Begins a new file when this one is full, or another process has begun one. */
  async #turn(): Promise<void> {
    const [mine, theirs] = await Promise.all([
      this.#current.stat(),
      stat(this.#path).catch(() => undefined),
    ]);
    const replaced = theirs?.ino !== mine.ino;
    if (!replaced && this.#size < this.#most) return;
    if (!replaced) await rename(this.#path, `${this.#path}.old`);
    const next = await open(this.#path, "a+", 0o600);
    await this.#old?.close();
    for (const [key, { file }] of this.#places) if (file === this.#old) this.#places.delete(key);
    this.#old = this.#current;
    this.#current = next;
    this.#size = (await next.stat()).size;
  }
}

const CHUNK = 4 * 2 ** 20;

/** Finds the records of a file; returns the end of the last one. */
async function readPlaces(file: FileHandle, places: Map<string, RecordPosition>): Promise<number> {
  const { size } = await file.stat();
  let sound = 0;
  let from = 0;
  let wanted = CHUNK;
  while (from < size) {
    const bytes = Buffer.alloc(Math.min(wanted, size - from));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    let end = 0;
    for (const { key, offset, length } of findRecords(bytes.subarray(0, bytesRead))) {
      places.set(key, { file, offset: from + offset, length });
      end = offset + length;
    }
    if (from + bytesRead >= size || bytesRead === 0) return end > 0 ? from + end : sound;
    if (end > 0) [sound, from, wanted] = [from + end, from + end, CHUNK];
    // No record ends within the chunk: one that is longer, or damage.
    else if (wanted < 4 * CHUNK) wanted *= 2;
    else [from, wanted] = [from + bytesRead - CHUNK, CHUNK];
  }
  return sound;
}
