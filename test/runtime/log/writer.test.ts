import { expect, test } from "vitest";
import { LogWriter } from "../../../runtime/log/index.ts";
import { payloadOf } from "./payload.ts";

/** A disk with so many bytes left, which takes `piece` bytes at a time. */
class SmallDisk {
  readonly bytes: Buffer;
  used = 0;
  closed = 0;
  writes = 0;
  readonly #piece: number;

  constructor(size: number, piece: number) {
    this.bytes = Buffer.alloc(size);
    this.#piece = piece;
  }

  write(from: Buffer, offset: number, length: number, position: number) {
    this.writes += 1;
    const bytesWritten = Math.min(length, this.#piece, this.bytes.length - position);
    if (bytesWritten === 0) return Promise.reject(new Error("ENOSPC: no space left on device"));
    from.copy(this.bytes, position, offset, offset + bytesWritten);
    this.used = position + bytesWritten;
    return Promise.resolve({ bytesWritten });
  }

  read(): Promise<{ bytesRead: number }> {
    return Promise.resolve({ bytesRead: 0 });
  }

  datasync(): Promise<void> {
    return Promise.resolve();
  }

  truncate(): Promise<void> {
    return Promise.resolve();
  }

  stat(): Promise<{ size: number }> {
    return Promise.resolve({ size: this.used });
  }

  close(): Promise<void> {
    this.closed += 1;
    return Promise.resolve();
  }
}

const full = { code: "LOG_WRITE" };

test("a write that the system takes in pieces is whole in the end", async () => {
  const disk = new SmallDisk(100_000, 7);
  const writer = new LogWriter(disk, 0);
  for (let seq = 1; seq <= 20; seq += 1) writer.append(payloadOf(seq));
  await writer.flush();
  expect(disk.used).toBe(writer.size);
  const { writes } = disk;
  await writer.flush();
  await writer.close();
  expect(disk.writes).toBe(writes);
});

test("after a failed write, all later calls fail and nothing more is written", async () => {
  const disk = new SmallDisk(1000, 400);
  const writer = new LogWriter(disk, 0, { limit: 100 });
  for (let seq = 1; seq <= 20; seq += 1) writer.append(payloadOf(seq));
  await expect(writer.room()).rejects.toMatchObject(full);
  await expect(writer.flush()).rejects.toMatchObject(full);
  expect(() => writer.append(payloadOf(21))).toThrow("LOG_WRITE");
  expect(writer.failure?.detail).toContain("ENOSPC");
  const { writes } = disk;
  await expect(writer.close()).rejects.toMatchObject(full);
  expect(disk.writes).toBe(writes);
  expect(disk.closed).toBe(1);
});

test("a failure without a waiting caller is kept", async () => {
  const writer = new LogWriter(new SmallDisk(10, 10), 0);
  writer.append(payloadOf(1));
  await new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
  expect(() => writer.append(payloadOf(2))).toThrow("LOG_WRITE");
  await expect(writer.close()).rejects.toMatchObject(full);
});
