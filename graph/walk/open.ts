import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  type BigIntStats,
  type Dirent,
} from "node:fs";

/** The bytes of a regular file, or why there are none. */
export type Opened =
  | { bytes: Buffer; executable: boolean }
  | { reason: "symlink" | "special" | "unreadable" | "changed"; size: number }
  /** With its first bytes, which often show what it is. */
  | { reason: "too_large"; size: number; head: Buffer };

/** The number of bytes that git reads to detect a binary file. */
const HEAD = 8000;

// Without O_NONBLOCK opening a FIFO waits for a writer, possibly for ever.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Lists a directory. Throws when it cannot be listed, or when a directory on the way has become a
 * link to another place.
 *
 * @param path absolute, without a link in it
 */
export function listDirectory(path: Buffer): Dirent<Buffer>[] {
  const fd = openSync(path, flags | (constants.O_DIRECTORY ?? 0));
  try {
    if (!isAt(fd, path)) throw new Error("the directory was moved");
    const opened = process.platform === "linux" ? `/proc/self/fd/${fd}` : path;
    return readdirSync(opened, { withFileTypes: true, encoding: "buffer" });
  } finally {
    closeSync(fd);
  }
}

/**
 * Whether the opened file is the one at the path. O_NOFOLLOW checks only the last name: a
 * directory on the way may have been replaced by a link since it was listed.
 */
function isAt(fd: number, path: Buffer | string): boolean {
  const wanted = Buffer.from(path as string);
  const place =
    process.platform === "linux"
      ? readlinkSync(`/proc/self/fd/${fd}`, { encoding: "buffer" })
      : realpathSync(path, { encoding: "buffer" });
  return wanted.equals(place);
}

/**
 * Reads a regular file of at most `limit` bytes. The file is checked after it was
 * opened, so that a file that is replaced by something else in between is never followed or read.
 *
 * @param path absolute, without a link in it
 */
export function readRegular(path: Buffer | string, limit: number): Opened {
  let fd: number;
  try {
    fd = openSync(path, flags);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ELOOP" || code === "EMLINK") return { reason: "symlink", size: 0 };
    if (code === "ENXIO" || code === "ENODEV") return { reason: "special", size: 0 };
    return { reason: "unreadable", size: 0 };
  }
  try {
    if (!isAt(fd, path)) return { reason: "changed", size: 0 };
    return readOpen(fd, limit);
  } catch {
    return { reason: "unreadable", size: 0 };
  } finally {
    closeSync(fd);
  }
}

function readOpen(fd: number, limit: number): Opened {
  const before = fstatSync(fd, { bigint: true });
  const size = Number(before.size);
  if (!before.isFile()) return { reason: "special", size: 0 };
  if (size > limit) {
    const head = Buffer.alloc(Math.min(HEAD, size));
    return {
      reason: "too_large",
      size,
      head: head.subarray(0, readSync(fd, head, 0, head.length, 0)),
    };
  }
  // One byte more than expected shows a file that grew.
  const bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  while (length <= size) {
    const got = readSync(fd, bytes, length, size + 1 - length, null);
    if (got === 0) break;
    length += got;
  }
  if (length !== size || !same(before, fstatSync(fd, { bigint: true }))) {
    return { reason: "changed", size };
  }
  return { bytes: bytes.subarray(0, size), executable: (before.mode & 0o100n) !== 0n };
}

function same(a: BigIntStats, b: BigIntStats): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs && a.ino === b.ino;
}
