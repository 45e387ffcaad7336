import { HindcastError, reasonOf } from "../../protocols/index.ts";

/** The part of a `FileHandle` that a log uses. */
export interface LogFile {
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  write(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>;
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  stat(): Promise<{ readonly size: number }>;
  close(): Promise<void>;
}

/** The bytes at a position; fewer than `length` when the file ends before. */
export async function readBytes(file: LogFile, position: number, length: number): Promise<Buffer> {
  // A fresh buffer each time: what is decoded from it may keep views of it.
  const buffer = Buffer.allocUnsafeSlow(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

/** Writes all of the bytes, however many writes the system makes of it. Throws LOG_WRITE. */
export async function writeBytes(
  file: LogFile,
  bytes: Buffer,
  length: number,
  position: number,
): Promise<void> {
  let done = 0;
  while (done < length) {
    const { bytesWritten } = await attempt(
      file.write(bytes, done, length - done, position + done),
      `at byte ${position + done}`,
    );
    done += bytesWritten;
  }
}

/** Any failure of a write as LOG_WRITE, with the system's own words. */
export async function attempt<T>(writing: Promise<T>, where: string): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    throw new HindcastError("LOG_WRITE", `${where}: ${reasonOf(error)}`, { cause: error });
  }
}
