import { isUtf8 } from "node:buffer";
import type { GitDirectory } from "./directory.ts";
import { varint } from "./varint.ts";

/** What the index of a checkout tracks: such a file counts even where an ignore file names it. */
export interface Tracked {
  has: (path: string) => boolean;
  /** Whether something below a directory is tracked; the path ends in `/`. */
  hasBelow: (directory: string) => boolean;
  /** Paths of submodules, checked out or not, each ending in `/`. */
  submodules: readonly string[];
}

const nothing: Tracked = { has: () => false, hasBelow: () => false, submodules: [] };
const maxBytes = 256 << 20;
const fixed = 40;

/**
 * Reads the index of a checkout (versions 2 to 4) without running git. An index that is not
 * understood tracks nothing, so that the ignore files alone decide.
 */
export function readTracked(git: GitDirectory | undefined): Tracked {
  const bytes = git?.read(git.own, "index", maxBytes);
  if (git === undefined || bytes === undefined) return nothing;
  const format = git.config.values("extensions", undefined, "objectformat").at(-1);
  const hashBytes = format?.toLowerCase() === "sha256" ? 32 : 20;
  const paths = new Set<string>();
  const directories = new Set<string>();
  const submodules: string[] = [];
  for (const { path, mode } of allEntries(git, bytes, hashBytes)) {
    if (mode === 0o160000) submodules.push(`${path}/`);
    else paths.add(path);
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const directory = path.slice(0, at + 1);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return {
    has: (path) => paths.has(path),
    hasBelow: (directory) => directories.has(directory),
    submodules,
  };
}

interface Entry {
  path: string;
  mode: number;
}

/** The entries of an index, with those of the shared index that a split one builds on. */
function allEntries(git: GitDirectory, bytes: Buffer, hashBytes: number): Entry[] {
  const { entries, end } = entriesOf(bytes, hashBytes);
  // Extensions follow the entries: a name of four letters, a length, and the content.
  for (let at = end; at + 8 + hashBytes <= bytes.length; at += 8 + bytes.readUInt32BE(at + 4)) {
    if (bytes.toString("latin1", at, at + 4) !== "link") continue;
    const hash = bytes.toString("hex", at + 8, at + 8 + hashBytes);
    const shared = git.read(git.own, `sharedindex.${hash}`, maxBytes);
    if (shared === undefined) continue;
    const removed = bitsOf(bytes.subarray(at + 8 + hashBytes));
    const kept = entriesOf(shared, hashBytes).entries.filter((_, index) => !removed.has(index));
    entries.push(...kept);
  }
  // An entry that replaces one of the shared index has no name.
  return entries.filter(({ path }) => path !== "");
}

/** Places of the bits that are set in a bitmap as git packs it; see ewah/ewok.h of git. */
function bitsOf(bytes: Buffer): ReadonlySet<number> {
  const found = new Set<number>();
  if (bytes.length < 8) return found;
  const size = bytes.readUInt32BE(0);
  const words = Math.min(bytes.readUInt32BE(4), Math.floor((bytes.length - 8) / 8));
  let bit = 0;
  for (let word = 0; word < words && bit < size; word++) {
    const run = bytes.readBigUInt64BE(8 + 8 * word);
    const running = Math.min(size, bit + 64 * Number((run >> 1n) & 0xffffffffn));
    if ((run & 1n) === 1n) for (; bit < running; bit++) found.add(bit);
    bit = running;
    for (let literals = Number(run >> 33n); literals > 0 && ++word < words; literals--, bit += 64) {
      const literal = bytes.readBigUInt64BE(8 + 8 * word);
      for (let at = 0; at < 64; at++) if ((literal >> BigInt(at)) & 1n) found.add(bit + at);
    }
  }
  return found;
}

/** The entries of an index file; see gitformat-index(5). Stops at the first that makes no sense. */
function entriesOf(bytes: Buffer, hashBytes: number): { entries: Entry[]; end: number } {
  const entries: Entry[] = [];
  const nothingMore = { entries, end: bytes.length };
  if (bytes.length < 12 || bytes.toString("latin1", 0, 4) !== "DIRC") return nothingMore;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return nothingMore;
  let count = bytes.readUInt32BE(8);
  let at = 12;
  let previous = Buffer.alloc(0);
  for (; count > 0; count--) {
    const flagsAt = at + fixed + hashBytes;
    if (flagsAt + 2 > bytes.length) return nothingMore;
    const mode = bytes.readUInt32BE(at + 24);
    const extended = (bytes.readUInt16BE(flagsAt) & 0x4000) !== 0;
    let nameAt = flagsAt + (extended && version >= 3 ? 4 : 2);
    let kept = Buffer.alloc(0);
    if (version === 4) {
      const strip = varint(bytes, nameAt);
      if (strip === undefined || strip.value > previous.length) return nothingMore;
      nameAt = strip.next;
      kept = previous.subarray(0, previous.length - strip.value);
    }
    const end = bytes.indexOf(0, nameAt);
    if (end < 0) return nothingMore;
    const name = Buffer.concat([kept, bytes.subarray(nameAt, end)]);
    if (version === 4) {
      previous = name;
      at = end + 1;
    } else {
      // Entries are padded with 1 to 8 NULs to a multiple of 8 bytes.
      at += Math.floor((end - at) / 8 + 1) * 8;
    }
    if (isUtf8(name)) entries.push({ path: name.toString("utf8"), mode });
  }
  return { entries, end: at };
}
