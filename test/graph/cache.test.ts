import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createParserPool,
  graphJson,
  openIndex,
  recordCache,
  surveyRepository,
  type ParserPool,
} from "../../graph/index.ts";
import { emptyDirectory, limits, write } from "./tree.ts";

const files = {
  "a.ts": `import { b } from "./b.ts";\n/** Doubles. */\nexport const a = (x: number) => b(x) * 2;\n`,
  "b.ts": "export function b(x: number) { return x; }\n",
  "c.py": "import json\n\ndef c():\n    return json.loads('1')\n",
  "same.py": "import json\n\ndef c():\n    return json.loads('1')\n",
  "README.md": "# Title\n",
};
const large = 1 << 28;

/** A pool that remembers what it was given to parse. */
function watchedPool(): ParserPool & { parsed: string[] } {
  const pool = createParserPool(0);
  const parsed: string[] = [];
  return {
    parsed,
    parse(inputs, options) {
      parsed.push(...inputs.map(({ text }) => text));
      return pool.parse(inputs, options);
    },
    resolve: (input, options) => pool.resolve(input, options),
    close: () => pool.close(),
  };
}

async function indexWith(root: string, directory: string, maxBytes = large) {
  const { bytes } = await surveyRepository(root, limits);
  const pool = watchedPool();
  const index = await openIndex(bytes, { pool, cache: recordCache(directory, maxBytes) });
  return { json: graphJson(index), parsed: pool.parsed };
}

describe("records on disk", () => {
  test("are used again, and one changed file is parsed alone", async () => {
    const root = write(emptyDirectory(), files);
    const cache = path.join(emptyDirectory(), "deep", "cache");
    const first = await indexWith(root, cache);
    expect(first.parsed).toHaveLength(5);
    const second = await indexWith(root, cache);
    expect(second.parsed).toEqual([]);
    expect(second.json).toEqual(first.json);
    write(root, {
      "b.ts": "export function b(x: number) { return x + 1; }\nexport const more = 1;\n",
    });
    const third = await indexWith(root, cache);
    expect(third.parsed).toEqual([readFileSync(path.join(root, "b.ts"), "utf8")]);
    expect(third.json.files.find((file) => file.path === "b.ts")?.symbols).toHaveLength(2);
  });

  test("that are damaged are passed over, whatever the damage", async () => {
    const root = write(emptyDirectory(), files);
    const cache = emptyDirectory();
    const whole = await indexWith(root, cache);
    const [name = ""] = readdirSync(cache);
    const bytes = readFileSync(path.join(cache, name));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(bytes.length),
        async (at, change, length) => {
          const damaged = Buffer.from(bytes);
          damaged[at] = (damaged[at] ?? 0) ^ change;
          for (const other of readdirSync(cache)) rmSync(path.join(cache, other));
          writeFileSync(path.join(cache, name), damaged.subarray(0, length));
          expect((await indexWith(root, cache)).json).toEqual(whole.json);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("of many writers at once come to the same index", async () => {
    const root = write(emptyDirectory(), files);
    const cache = emptyDirectory();
    const all = await Promise.all(Array.from({ length: 6 }, () => indexWith(root, cache)));
    for (const { json } of all) expect(json).toEqual(all[0]?.json);
    expect((await indexWith(root, cache)).parsed).toEqual([]);
    expect(readdirSync(cache).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("take no more room than they may", async () => {
    const cache = emptyDirectory();
    for (let round = 0; round < 5; round++) {
      const root = write(emptyDirectory(), { [`f${round}.ts`]: `export const v${round} = 1;\n` });
      await indexWith(root, cache, 400);
    }
    const kept = readdirSync(cache).map((name) => readFileSync(path.join(cache, name)).length);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(400);
  });

  test("of many small repositories are joined, and found by whoever looked before", async () => {
    const directory = emptyDirectory();
    const cache = recordCache(directory, large);
    const pool = watchedPool();
    const snapshots: Uint8Array[] = [];
    for (let at = 0; at < 150; at++) {
      const root = write(emptyDirectory(), { "f.ts": `export const v${at} = 1;\n` });
      snapshots.push((await surveyRepository(root, limits)).bytes);
    }
    for (const bytes of snapshots) await openIndex(bytes, { pool, cache });
    expect(pool.parsed).toHaveLength(150);
    expect(readdirSync(directory).length).toBeLessThan(70);
    for (const bytes of snapshots) await openIndex(bytes, { pool, cache });
    for (const bytes of snapshots) {
      await openIndex(bytes, { pool, cache: recordCache(directory, large) });
    }
    expect(pool.parsed).toHaveLength(150);
    for (const name of readdirSync(directory)) rmSync(path.join(directory, name));
    await openIndex(snapshots[0]!, { pool, cache });
    expect(pool.parsed).toHaveLength(151);
  });

  test("are done without where they cannot be written", async () => {
    const root = write(emptyDirectory(), files);
    const place = path.join(emptyDirectory(), "file");
    writeFileSync(place, "in the way");
    expect((await indexWith(root, place)).parsed).toHaveLength(5);
    mkdirSync(path.join(emptyDirectory(), "x"));
    expect((await indexWith(root, path.join(place, "below"))).parsed).toHaveLength(5);
  });
});
