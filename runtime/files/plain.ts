import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";

export interface PlainOptions {
  /** Bytes that the file may have. */
  readonly limit?: number;
  /** Whether a symbolic link may lead to it, as where a person named the path. */
  readonly follow?: boolean;
}

// Windows lacks some of them.
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK }: Partial<typeof constants> & { O_RDONLY: number } =
  constants;

/** The largest text that V8 holds has fewer units. */
const DEFAULT_LIMIT = 512 * 1024 * 1024;

/**
 * Opens a regular file. Pipes, devices, sockets and directories are refused without waiting for
 * them, and so are symbolic links unless `follow` is set.
 *
 * @param flags of `fs.constants`; reading when absent
 * @throws Error from the system, or one that says what is there instead
 */
export async function openPlain(
  file: string,
  { follow = false }: Pick<PlainOptions, "follow"> = {},
  flags: number = O_RDONLY,
): Promise<FileHandle> {
  const handle = await open(file, openFlags(flags, follow)).catch((error: unknown) => {
    throw explained(error, file);
  });
  try {
    if (!(await handle.stat()).isFile()) throw notPlain(file);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** All bytes of a regular file. Throws like {@link openPlain}, and for a file over the limit. */
export async function readPlain(file: string, options: PlainOptions = {}): Promise<Buffer> {
  const { limit = DEFAULT_LIMIT } = options;
  const handle = await openPlain(file, options);
  try {
    const { size } = await handle.stat();
    if (size > limit) throw tooLarge(file, limit);
    const buffer = Buffer.allocUnsafe(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await handle.read(buffer, length, size - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}

/** The same in one go. */
export function readPlainSync(file: string, options: PlainOptions = {}): Buffer {
  const { limit = DEFAULT_LIMIT, follow = false } = options;
  let fd: number;
  try {
    fd = openSync(file, openFlags(O_RDONLY, follow));
  } catch (error) {
    throw explained(error, file);
  }
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw notPlain(file);
    if (stats.size > limit) throw tooLarge(file, limit);
    const buffer = Buffer.allocUnsafe(stats.size);
    let length = 0;
    while (length < stats.size) {
      const got = readSync(fd, buffer, length, stats.size - length, length);
      if (got === 0) break;
      length += got;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}

// Without O_NONBLOCK, opening a pipe waits for its other end, possibly for ever.
function openFlags(flags: number, follow: boolean): number {
  return flags | (O_NONBLOCK ?? 0) | (follow ? 0 : (O_NOFOLLOW ?? 0));
}

function explained(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ELOOP" || code === "EMLINK") return withCode(`${file} is a symbolic link`, code);
  return code === "ENXIO" || code === "EISDIR" ? notPlain(file, code) : error;
}

function notPlain(file: string, code = "ENXIO"): Error {
  return withCode(`${file} is not a regular file`, code);
}

function tooLarge(file: string, limit: number): Error {
  return withCode(`${file} has more than ${limit} bytes`, "EFBIG");
}

function withCode(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}
