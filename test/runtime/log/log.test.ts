import { open, stat } from "node:fs/promises";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isHindcastError, type Envelope } from "../../../protocols/index.ts";
import { createLog, openLog, readLog, readMessageAt } from "../../../runtime/log/index.ts";
import { bodies, collect, temporary } from "./parts.ts";
import { envelopeAt, payloadOf } from "./payload.ts";

const directory = temporary();

async function writeLog(contents: readonly unknown[], name?: string): Promise<number[]> {
  const log = await createLog(directory.file(name));
  const offsets = contents.map((body, n) => log.writer.append(payloadOf(n + 1, body)));
  const { size } = log.writer;
  await log.close();
  return [...offsets, size];
}

describe("writing and reading", () => {
  test("what was appended is read, whatever it was", async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(bodies, { maxLength: 20 }), async (contents) => {
        const name = `log-${(n += 1)}`;
        const offsets = await writeLog(contents, name);
        expect((await directory.read(name)).length).toBe(offsets.at(-1));
        const expected = contents.map((body, index) => envelopeAt(index + 1, body));
        expect(await collect(readLog(directory.file(name)))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test("frames larger than a chunk, and a reader beside the writer", async () => {
    const log = await createLog(directory.file());
    const offsets: number[] = [];
    for (let seq = 1; seq <= 12; seq += 1) {
      offsets.push(log.writer.append(payloadOf(seq, "x".repeat(seq * 80_000))));
      await log.writer.flush();
      const seen = await collect(readLog(directory.file()));
      expect(seen.map((envelope) => envelope.seq)).toEqual(
        Array.from({ length: seq }, (_, n) => n + 1),
      );
    }
    // Not flushed: still only in the writer's buffer when it is asked for.
    const offset = log.writer.append(payloadOf(13));
    const length = log.writer.size - offset;
    expect(await readMessageAt(log, offset, length)).toEqual(envelopeAt(13));
    const fifth = (offsets[5] ?? 0) - (offsets[4] ?? 0);
    expect((await readMessageAt(log, offsets[4] ?? 0, fifth)).seq).toBe(5);
    await log.close();
    await log.close();
  });

  test("a flushed message is with the system, a turn's messages are one write", async () => {
    const log = await createLog(directory.file(), { durable: true });
    for (let seq = 1; seq <= 1000; seq += 1) log.writer.append(payloadOf(seq));
    expect(log.writer.written).toBeLessThan(log.writer.size);
    await log.writer.flush();
    expect(log.writer.written).toBe(log.writer.size);
    expect((await stat(directory.file())).size).toBe(log.writer.size);
    await log.close();
    expect(() => log.writer.append(payloadOf(1001))).toThrow("LOG_WRITE");
  });

  test("a writer that is ahead of the disk asks to wait", async () => {
    const log = await createLog(directory.file(), { limit: 100_000 });
    expect(log.writer.room()).toBeUndefined();
    for (let seq = 1; seq <= 30; seq += 1) log.writer.append(payloadOf(seq, "x".repeat(10_000)));
    const room = log.writer.room();
    expect(room).toBeInstanceOf(Promise);
    await room;
    expect(log.writer.size - log.writer.written).toBeLessThanOrEqual(100_000);
    await log.close();
  });
});

/** Opens and closes, and says what became of the log. */
async function reopen(name?: string): Promise<{ cut: number; messages: Envelope[] }> {
  const log = await openLog(directory.file(name));
  await log.close();
  return { cut: log.recovery.cut, messages: await collect(readLog(directory.file(name))) };
}

/** What an opening comes to, as one line. */
async function outcome(name: string): Promise<string> {
  try {
    const { cut, messages } = await reopen(name);
    return `${messages.length} messages, ${cut} cut`;
  } catch (error) {
    if (!isHindcastError(error)) throw error;
    const place = /byte \d+, after seq \d+/.exec(error.detail)?.[0];
    return place ? `${error.code}, ${place}` : error.code;
  }
}

describe("recovery", () => {
  const contents = fc.array(bodies, { minLength: 1, maxLength: 6 });

  test("cut at every byte: the whole messages before it stay, no other appears", async () => {
    const offsets = await writeLog([{ a: 1 }, "text", [1, 2, 3], null]);
    const bytes = await directory.read();
    for (let size = 0; size < bytes.length; size += 1) {
      await directory.write(bytes.subarray(0, size), "cut");
      const whole = offsets.filter((offset) => offset <= size).length - 1;
      const { cut, messages } = await reopen("cut");
      expect(messages.map(({ seq }) => seq)).toEqual(
        Array.from({ length: Math.max(whole, 0) }, (_, n) => n + 1),
      );
      expect(cut).toBe(whole < 0 ? 0 : size - (offsets[whole] ?? 0));
    }
  });

  test("zeros or garbage after the last frame are a torn tail", async () => {
    const offsets = await writeLog([1, 2, 3]);
    const bytes = await directory.read();
    const garbage = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 100_000 }).map((length) => new Uint8Array(length)),
      fc.constant(new Uint8Array(64).fill(255)),
      fc.constant(Buffer.concat(Array.from({ length: 9 }, () => Buffer.from("\0\0\0\0⊢id")))),
    );
    await fc.assert(
      fc.asyncProperty(garbage, fc.boolean(), async (tail, partial) => {
        const whole = partial ? (offsets[2] ?? 0) + 20 : bytes.length;
        await directory.write(Buffer.concat([bytes.subarray(0, whole), tail]), "tail");
        const { cut, messages } = await reopen("tail");
        expect(messages).toHaveLength(partial ? 2 : 3);
        expect(cut).toBe(tail.length + (partial ? 20 : 0));
      }),
      { numRuns: 60 },
    );
  });

  test("a changed byte: torn in the last frame, damage before it, invalid in the first line", async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(contents, fc.nat(), fc.integer({ min: 1, max: 255 }), async (all, at, x) => {
        const name = `flip-${(n += 1)}`;
        const offsets = await writeLog(all, name);
        const bytes = await directory.read(name);
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ x;
        await directory.write(bytes, name);
        const frame = offsets.findLastIndex((offset) => offset <= place);
        let expected = `${frame} messages, ${(offsets.at(-1) ?? 0) - (offsets[frame] ?? 0)} cut`;
        if (frame < 0) expected = "LOG_INVALID";
        else if (frame < all.length - 1) {
          expected = `LOG_DAMAGED, byte ${offsets[frame]}, after seq ${frame}`;
        }
        expect(await outcome(name)).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });

  test("messages before damage can be read", async () => {
    const offsets = await writeLog([1, 2, 3, 4]);
    const bytes = await directory.read();
    bytes[(offsets[2] ?? 0) + 9] = 0;
    await directory.write(bytes);
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { seq } of readLog(directory.file())) seen.push(seq);
    })();
    await expect(reading).rejects.toMatchObject({ code: "LOG_DAMAGED" });
    expect(seen).toEqual([1, 2]);
  });

  test.each([
    ["a hole", [1, 2, 4]],
    ["a repetition", [1, 2, 2]],
    ["a wrong beginning", [2, 3]],
  ])("%s in the numbers is damage", async (_name, seqs) => {
    const log = await createLog(directory.file());
    for (const seq of seqs) log.writer.append(payloadOf(seq));
    await log.close();
    await expect(openLog(directory.file())).rejects.toMatchObject({ code: "LOG_DAMAGED" });
  });

  test("a frame that holds no message is damage, even at the end", async () => {
    const log = await createLog(directory.file());
    log.writer.append(payloadOf(1));
    log.writer.append(Buffer.from("not a message"));
    await log.close();
    await expect(openLog(directory.file())).rejects.toMatchObject({ code: "LOG_DAMAGED" });
  });

  test("another version is named", async () => {
    await directory.write(Buffer.from("hindcast.log/2\n...."));
    await expect(openLog(directory.file())).rejects.toMatchObject({
      code: "LOG_INVALID",
      detail: expect.stringContaining("hindcast.log/2") as string,
    });
    await expect(collect(readLog(directory.file()))).rejects.toMatchObject({ code: "LOG_INVALID" });
  });

  test("hostile lengths take no memory, however long the tail", async () => {
    await writeLog([1]);
    const bytes = await directory.read();
    const tail = Buffer.alloc(32 * 1024 * 1024);
    for (let at = 0; at < tail.length; at += 64) {
      tail.writeUInt32LE(at % 128 === 0 ? 0xff_ff_ff_ff : 999_999, at);
      tail.set([0x8a, 0xa2, 0x69, 0x64], at + 8);
    }
    await directory.write(Buffer.concat([bytes, tail]));
    const before = process.memoryUsage().rss;
    // Too many beginnings to check them all: nothing is cut on a guess.
    await expect(openLog(directory.file())).rejects.toMatchObject({ code: "LOG_DAMAGED" });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  test("a log can be continued after its tail was cut", async () => {
    const offsets = await writeLog([1, 2]);
    await directory.write((await directory.read()).subarray(0, (offsets[1] ?? 0) + 5));
    const log = await openLog(directory.file());
    expect(log.recovery).toEqual({ seq: 1, cut: 5 });
    log.writer.append(payloadOf(2, "again"));
    await log.close();
    expect((await reopen()).messages).toEqual([envelopeAt(1, 1), envelopeAt(2, "again")]);
  });
});

test("a file that ends while it is read is a torn tail", async () => {
  await writeLog(["x".repeat(500_000), "y".repeat(500_000)]);
  const reading = readLog(directory.file());
  expect((await reading.next()).value?.seq).toBe(1);
  const file = await open(directory.file(), "r+");
  await file.truncate(600_000);
  await file.close();
  expect((await reading.next()).done).toBe(true);
});
