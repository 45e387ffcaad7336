import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { decodeEntries } from "./segment.ts";

/** How the names of segments end. */
export const SUFFIX = ".records";

/**
 * Which segment of a directory holds which record, so that looking a few records up does not read
 * all segments: each is read once. Other processes add and remove segments, so that the names in
 * the directory are looked at each time.
 */
export class SegmentIndex {
  readonly #directory: string;
  readonly #fileOf = new Map<string, string>();
  readonly #keysOf = new Map<string, readonly string[]>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The segments that hold any of these records, unless they were removed just now. */
  holding(keys: ReadonlySet<string>): ReadonlySet<string> {
    this.#update();
    const files = new Set<string>();
    for (const key of keys) {
      const file = this.#fileOf.get(key);
      if (file !== undefined) files.add(file);
    }
    return files;
  }

  #update(): void {
    const files = new Set(segmentFiles(this.#directory));
    for (const [file, keys] of this.#keysOf) {
      if (files.has(file)) continue;
      this.#keysOf.delete(file);
      for (const key of keys) if (this.#fileOf.get(key) === file) this.#fileOf.delete(key);
    }
    for (const file of files) {
      if (this.#keysOf.has(file)) continue;
      const keys = keysIn(contentOf(file));
      this.#keysOf.set(file, keys);
      for (const key of keys) this.#fileOf.set(key, file);
    }
  }
}

/** The segments of a directory; none when there is no such directory. */
export function segmentFiles(directory: string): string[] {
  try {
    const names = readdirSync(directory).filter((name) => name.endsWith(SUFFIX));
    return names.map((name) => path.join(directory, name));
  } catch {
    return [];
  }
}

/** The bytes of a segment; none when another process has just removed it. */
export function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

function keysIn(bytes: Buffer): string[] {
  const keys = new Set<string>();
  // None is wanted, so that the first step looks at all of them.
  decodeEntries(bytes, (key) => {
    keys.add(key);
    return false;
  }).next();
  return [...keys];
}
