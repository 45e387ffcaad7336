import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import type { FileRecord } from "../parse/record.ts";
import { SUFFIX, SegmentIndex, contentOf, segmentFiles } from "./segment-index.ts";
import { decodeEntries, encodeEntry } from "./segment.ts";
import { extractorVersion } from "./version.ts";

/** Records of files on disk, by what the files say and the code that read them. */
export interface RecordCache {
  /** The key of a text: its SHA-256 and its grammar, with the version of the extractor. */
  key: (sha256: string, grammar: string) => string;
  /** Reads the records that are there, of the keys that are wanted, one at a time. */
  load: (keys: ReadonlySet<string>) => Generator<undefined, Map<string, FileRecord>>;
  /** Adds records, one at a time; those of files that could not be parsed are left out. */
  save: (records: ReadonlyMap<string, FileRecord>) => Generator<undefined, void>;
}

/** Records are written in segments of about this many bytes, so that old ones can go alone. */
const segmentBytes = 8 << 20;
/**
 * Small segments that may be there at the same time. A run over many small repositories writes one
 * for each, and everything that is done with a directory takes longer the more files are in it.
 */
const mostSmall = 64;

/**
 * A cache in a directory. Safe for any number of processes: a segment is written under a name of
 * its own and renamed when it is whole, and never changed again. The segments that were of use
 * least recently go first when all of them take more than `maxBytes`. A cache that cannot be read
 * or written is done without.
 *
 * @param directory made when it is not there
 */
export function recordCache(directory: string, maxBytes: number): RecordCache {
  const segments = new SegmentIndex(directory);
  return {
    key: (sha256, grammar) =>
      createHash("sha256").update(`${extractorVersion()}\0${grammar}\0${sha256}`).digest("hex"),
    *load(keys) {
      const found = new Map<string, FileRecord>();
      const missing = new Set(keys);
      for (const file of segments.holding(missing)) {
        if (missing.size === 0) break;
        let used = false;
        for (const { key, record } of decodeEntries(contentOf(file), (item) => missing.has(item))) {
          found.set(key, record);
          missing.delete(key);
          used = true;
          yield;
        }
        if (used) touch(file);
      }
      return found;
    },
    *save(records) {
      try {
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        let pending: Buffer[] = [];
        let bytes = 0;
        for (const [key, record] of records) {
          if (record.failure !== undefined) continue;
          const entry = encodeEntry({ key, record });
          pending.push(entry);
          bytes += entry.length;
          yield;
          if (bytes < segmentBytes) continue;
          writeSegment(directory, pending);
          pending = [];
          bytes = 0;
        }
        if (pending.length > 0) writeSegment(directory, pending);
        joinSmall(directory);
        trim(directory, maxBytes);
      } catch {
        // A full or read-only disk is no reason to stop indexing.
      }
    },
  };
}

interface Segment {
  file: string;
  bytes: number;
  /** When it was last of use, in milliseconds. */
  used: number;
}

/** The segments of a directory, those of use most recently first. */
function segmentsOf(directory: string): Segment[] {
  const found: Segment[] = [];
  for (const file of segmentFiles(directory)) {
    try {
      const { size, mtimeMs } = statSync(file);
      found.push({ file, bytes: size, used: mtimeMs });
    } catch {
      // Another process has just removed it.
    }
  }
  return found.sort((a, b) => b.used - a.used || (a.file < b.file ? -1 : 1));
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Only its age is lost.
  }
}

function writeSegment(directory: string, entries: readonly Buffer[]): void {
  const name = path.join(directory, randomUUID());
  const temporary = `${name}.tmp`;
  try {
    const fd = openSync(temporary, "wx", 0o600);
    try {
      for (const entry of entries) writeSync(fd, entry);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, name + SUFFIX);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Makes one segment of the small ones where these are too many. */
function joinSmall(directory: string): void {
  const small = segmentsOf(directory).filter(({ bytes }) => bytes < segmentBytes / 2);
  if (small.length <= mostSmall) return;
  const joined: Segment[] = [];
  let bytes = 0;
  for (const segment of small) {
    if (bytes > segmentBytes) break;
    joined.push(segment);
    bytes += segment.bytes;
  }
  writeSegment(
    directory,
    joined.map(({ file }) => contentOf(file)),
  );
  for (const { file } of joined) rmSync(file, { force: true });
}

/** Removes the segments that are too much, and what writers that died have left. */
function trim(directory: string, maxBytes: number): void {
  let total = 0;
  for (const { file, bytes } of segmentsOf(directory)) {
    total += bytes;
    if (total > maxBytes) rmSync(file, { force: true });
  }
  for (const name of readdirSync(directory)) {
    if (!name.endsWith(".tmp")) continue;
    const file = path.join(directory, name);
    const isOld =
      Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > 3_600_000;
    if (isOld) rmSync(file, { force: true });
  }
}
