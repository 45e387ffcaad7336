import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AnswerFile } from "../../../scoring/pool/answers/answer-file.ts";
import {
  decodeRecord,
  encodeRecord,
  findRecords,
} from "../../../scoring/pool/answers/answer-record.ts";
import { askAll, fleet, questionOf } from "./fleet.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "hindcast-answers-"));
});
afterAll(() => rm(directory, { recursive: true }));

const keyOf = (n: number) => String(n).padEnd(32, "\u00ff");
const valuesOf = (n: number, length = 5) => Float64Array.from({ length }, (_, i) => -(n + i) / 7);

const value = fc.oneof(
  fc.float({ noNaN: true }),
  fc.double({ noNaN: true }),
  fc.constant(-Infinity),
);
const entry = fc.record({
  key: fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((b) => Buffer.from(b).toString("latin1")),
  values: fc.array(value, { maxLength: 20 }).map((list) => Float64Array.from(list)),
});

describe("records", () => {
  test("come back as they were, bit for bit", () => {
    fc.assert(
      fc.property(entry, ({ key, values }) => {
        const record = encodeRecord(key, values);
        expect(decodeRecord(record, key)).toEqual(values);
        expect([...findRecords(record)]).toEqual([{ key, offset: 0, length: record.length }]);
      }),
    );
  });

  test("are found between any damage, and damage is never read as a record", () => {
    const noise = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, entry), { maxLength: 6 }), noise, (parts, tail) => {
        const records = parts.map(([before, { key, values }]) => ({
          before,
          record: encodeRecord(key, values),
        }));
        const bytes = Buffer.concat([
          ...records.flatMap(({ before, record }) => [before, record]),
          tail,
        ]);
        expect([...findRecords(bytes)].map(({ key }) => key)).toEqual(
          parts.map(([, { key }]) => key),
        );
      }),
    );
    fc.assert(
      fc.property(
        entry,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        ({ key, values }, at, flip) => {
          const record = encodeRecord(key, values);
          const place = at % record.length;
          record.writeUInt8(record.readUInt8(place) ^ flip, place);
          expect(decodeRecord(record, key)).toBeUndefined();
        },
      ),
    );
  });
});

describe("a file", () => {
  test("returns what was put, also after it is opened again", async () => {
    const file = await AnswerFile.open(directory, "plain", 2 ** 20);
    for (let n = 0; n < 50; n += 1) file.put(keyOf(n), valuesOf(n));
    await file.close();
    const again = await AnswerFile.open(directory, "plain", 2 ** 20);
    expect(again.size).toBe(50);
    for (let n = 0; n < 50; n += 1) expect(await again.get(keyOf(n))).toEqual(valuesOf(n));
    expect(await again.get(keyOf(50))).toBeUndefined();
    await again.close();
  });

  test("a torn tail is cut off, and what is appended after it is found", async () => {
    const place = path.join(directory, "torn");
    const file = await AnswerFile.open(directory, "torn", 2 ** 20);
    for (let n = 0; n < 5; n += 1) file.put(keyOf(n), valuesOf(n));
    await file.close();
    const { size } = await stat(place);
    await appendFile(place, encodeRecord(keyOf(9), valuesOf(9)).subarray(0, 40));
    const again = await AnswerFile.open(directory, "torn", 2 ** 20);
    expect((await stat(place)).size).toBe(size);
    again.put(keyOf(6), valuesOf(6));
    await again.close();
    const last = await AnswerFile.open(directory, "torn", 2 ** 20);
    expect(last.size).toBe(6);
    expect(await last.get(keyOf(6))).toEqual(valuesOf(6));
    await last.close();
  });

  test("damage in the middle costs what it hit and nothing else", async () => {
    const place = path.join(directory, "hit");
    const file = await AnswerFile.open(directory, "hit", 2 ** 20);
    for (let n = 0; n < 10; n += 1) file.put(keyOf(n), valuesOf(n));
    await file.close();
    const bytes = await readFile(place);
    bytes.fill(0, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 4);
    await writeFile(place, bytes);
    const again = await AnswerFile.open(directory, "hit", 2 ** 20);
    expect(again.size).toBe(9);
    // What is damaged after it was opened is no answer either.
    await writeFile(place, Buffer.alloc(bytes.length));
    expect(await again.get(keyOf(0))).toBeUndefined();
    await again.close();
  });

  test("stays within its bytes, and keeps what is used", async () => {
    const most = 20_000;
    const file = await AnswerFile.open(directory, "full", most);
    for (let n = 0; n < 1_000; n += 1) {
      file.put(keyOf(n), valuesOf(n, 50));
      expect(await file.get(keyOf(0))).toEqual(n === 0 ? undefined : valuesOf(0, 50));
      await file.written();
    }
    await file.close();
    const sizes = await Promise.all(
      (await readdir(directory))
        .filter((name) => name.startsWith("full"))
        .map(async (name) => (await stat(path.join(directory, name))).size),
    );
    expect(sizes).toHaveLength(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1.1 * most);
  });

  test("two writers at the same time lose nothing", async () => {
    const files = await Promise.all([0, 1].map(() => AnswerFile.open(directory, "two", 2 ** 20)));
    for (let n = 0; n < 100; n += 1) {
      files[n % 2]?.put(keyOf(n), valuesOf(n));
      if (n % 10 === 0) await Promise.all(files.map((file) => file.written()));
    }
    await Promise.all(files.map((file) => file.close()));
    const again = await AnswerFile.open(directory, "two", 2 ** 20);
    for (let n = 0; n < 100; n += 1) expect(await again.get(keyOf(n))).toEqual(valuesOf(n));
    await again.close();
  });

  test("what was written before the process was killed is there", async () => {
    const script = fileURLToPath(new URL("answer-writer.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", script, directory], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.split("\n").length > 20) break;
    }
    child.kill("SIGKILL");
    await once(child, "close");
    const acknowledged = Number(said.trim().split("\n").at(-2));
    const file = await AnswerFile.open(directory, "killed", 2 ** 24);
    for (let n = 0; n <= acknowledged; n += 1)
      expect(await file.get(keyOf(n))).toEqual(valuesOf(n, 200));
    await file.close();
  });
});

test("a pool answers from what another has kept, with no endpoint asked", async () => {
  const cache = { directory: path.join(directory, "pool") };
  const questions = Array.from({ length: 6 }, (_, index) => questionOf(`file ${index}`));
  const first = fleet([{}, {}], { cache });
  await askAll(first, questions);
  await first.pool.close();
  const second = fleet([{}], { cache });
  await askAll(second, questions);
  expect(second.pool.state().answered).toEqual({ computed: 0, cached: 24, shared: 0 });
  expect(second.servers[0]?.answers.size).toBe(0);
  await second.pool.close();
  // Another model does not answer for this one.
  const other = fleet([{ model: "other" }], { cache });
  await askAll(other, questions.slice(0, 1));
  expect(other.pool.state().answered.cached).toBe(0);
  await other.pool.close();
});

test("a cache that cannot be opened is done without", async () => {
  const place = path.join(directory, "occupied");
  await writeFile(place, "");
  const { clock, pool } = fleet([{}], { cache: { directory: place } });
  await askAll({ clock, pool }, [questionOf("one")]);
  expect(pool.state().answered).toEqual({ computed: 4, cached: 0, shared: 0 });
  await pool.close();
});
