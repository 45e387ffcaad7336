import * as fc from "fast-check";
import { expect, test } from "vitest";
import { surveyRepository } from "../../../graph/index.ts";
import { lookUpTable } from "../../../graph/walk/git/reftable.ts";
import { emptyDirectory, limits, write } from "../tree.ts";

interface Record {
  name: string;
  value: { commit: string; peeled?: string } | { reference: string } | "deleted";
}

/** A table as the format's description has it, without what readers of references do not need. */
function tableOf(records: readonly Record[], blockSize: number, hashBytes: 20 | 32): Buffer {
  const head = Buffer.alloc(hashBytes === 20 ? 24 : 28);
  head.write(`REFT${hashBytes === 20 ? "\u0001" : "\u0002"}`, "latin1");
  head.writeUIntBE(blockSize, 5, 3);
  if (hashBytes === 32) head.write("s256", 24, "latin1");
  const blocks: Buffer[] = [head];
  const sorted = records.toSorted((a, b) => Buffer.from(a.name).compare(Buffer.from(b.name)));
  let written: Buffer[] = [];
  let restarts: number[] = [];
  let previous: Buffer = Buffer.alloc(0);
  const before = (): number => (blocks.length === 1 ? head.length : 0) + 4;
  const length = (): number =>
    before() + written.reduce((sum, { length: own }) => sum + own, 0) + 3 * restarts.length + 2;
  const end = (last: boolean): void => {
    const size = length();
    const start = Buffer.from([0x72, 0, 0, 0]);
    start.writeUIntBE(size, 1, 3);
    const places = Buffer.alloc(3 * restarts.length + 2);
    for (const [index, place] of restarts.entries()) places.writeUIntBE(place, 3 * index, 3);
    places.writeUInt16BE(restarts.length, 3 * restarts.length);
    const padding = Buffer.alloc(last ? 0 : Math.max(0, blockSize - size));
    blocks.push(start, ...written, places, padding);
    written = [];
    restarts = [];
  };
  for (const [index, record] of sorted.entries()) {
    const name = Buffer.from(record.name);
    const most = recordOf(record, name, Buffer.alloc(0)).length + 3;
    if (written.length > 0 && length() + most > blockSize) end(false);
    const first = written.length % 4 === 0;
    if (first) restarts.push(length() - 3 * restarts.length - 2);
    written.push(recordOf(record, name, first ? Buffer.alloc(0) : previous));
    previous = name;
    if (index === sorted.length - 1) end(true);
  }
  // Blocks of other kinds follow, and a copy of the header.
  return Buffer.concat([...blocks, Buffer.from("g\0\0\u0006\0\0", "latin1"), head]);
}

function recordOf({ value }: Record, name: Buffer, previous: Buffer): Buffer {
  let shared = 0;
  while (shared < name.length && name[shared] === previous[shared]) shared++;
  const suffix = name.subarray(shared);
  const [type, bytes] = ((): [number, Buffer] => {
    if (value === "deleted") return [0, Buffer.alloc(0)];
    if ("commit" in value) {
      const whole = value.commit + (value.peeled ?? "");
      return [value.peeled === undefined ? 1 : 2, Buffer.from(whole, "hex")];
    }
    const target = Buffer.from(value.reference);
    return [3, Buffer.concat([varintOf(target.length), target])];
  })();
  const heads = [varintOf(shared), varintOf(suffix.length * 8 + type)];
  return Buffer.concat([...heads, suffix, varintOf(suffix.length % 3), bytes]);
}

function varintOf(value: number): Buffer {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift(0x80 | (--rest & 0x7f));
  return Buffer.from(bytes);
}

const names = fc
  .array(fc.constantFrom("a", "b", "main", "topic", "ä", "x".repeat(40), "release-1.0"), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => `refs/heads/${parts.join("/")}`);

const records = (hashBytes: 20 | 32): fc.Arbitrary<Record[]> => {
  const hash = fc
    .uint8Array({ minLength: hashBytes, maxLength: hashBytes })
    .map((bytes) => Buffer.from(bytes).toString("hex"));
  const value = fc.oneof(
    hash.map((commit) => ({ commit })),
    fc.record({ commit: hash, peeled: hash }),
    names.map((reference) => ({ reference })),
    fc.constant("deleted" as const),
  );
  return fc.uniqueArray(fc.record({ name: names, value }), { selector: ({ name }) => name });
};

const tables = fc.constantFrom(20 as const, 32 as const).chain((hashBytes) =>
  fc.record({
    hashBytes: fc.constant(hashBytes),
    records: records(hashBytes),
    blockSize: fc.constantFrom(0, 400, 1024, 4096),
  }),
);

test("every reference of a table is found, and no other", () => {
  fc.assert(
    fc.property(tables, names, (table, other) => {
      const bytes = tableOf(table.records, table.blockSize, table.hashBytes);
      for (const { name, value } of table.records) {
        const wanted =
          typeof value === "object" && "commit" in value ? { commit: value.commit } : value;
        expect(lookUpTable(bytes, name)).toEqual(wanted);
      }
      const isKnown = table.records.some(({ name }) => name === other);
      expect(lookUpTable(bytes, other) !== undefined).toBe(isKnown);
    }),
    { numRuns: 300 },
  );
});

// Written by git 2.47.3: two branches and an annotated tag, packed.
const real = [
  [
    "ec7180431e919e25dace72de4f57b432c9c25548",
    "UkVGVAEAEAAAAAAAAAAAAQAAAAAAAAAEcgAAswAjSEVBRAAPcmVmcy9oZWFkcy9tYWluAHlyZWZzL2hlYWRzL21haW4B7HGAQx6RniXaznLeT1e0MsnCVUgLSXRvcGljL29uZQPscYBDHpGeJdrOct5PV7QyycJVSAU6dGFncy92MQKZrJgZ17JoNOZ3ufG2pomT9+5+KexxgEMekZ4l2s5y3k9XtDLJwlVIAAAcAAAzAAJnAAE1eNpjyPRwdXRh+A8BfxmwgDeFDc5yE+ep3jpXdM8/fIvRyUOhHoyJrIkOSXrJLe/XHQQqEUnOz83NLFHQyMzLLMlMzNG0UqjgYmhwLEpNK9bPSE1MKdbPTczMo4k13A2CJfkFmcn6+XmpMAt+k2mBVFJRYl5yhpWCc1FqYklqikJaUX6uAsjpXAwMLAwM8QxMAAckaJxSRUZUAQAQAAAAAAAAAAABAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAswAAAAAAAAAAOf3VdQ==",
  ],
  [
    "6ade7498d6c160841657b85031c1705eb14f9ea937550d0f41b682b594e8747d",
    "UkVGVAIAEAAAAAAAAAAAAQAAAAAAAAAEczI1NnIAAOcAI0hFQUQAD3JlZnMvaGVhZHMvbWFpbgB5cmVmcy9oZWFkcy9tYWluAWredJjWwWCEFle4UDHBcF6xT56pN1UND0G2grWU6HR9C0l0b3BpYy9vbmUDat50mNbBYIQWV7hQMcFwXrFPnqk3VQ0PQbaCtZTodH0FOnRhZ3MvdjECKli9UOyidlWA1yu1BsC6W70jnj1aqWx2OLpjzDaH8atq3nSY1sFghBZXuFAxwXBesU+eqTdVDQ9BtoK1lOh0fQAAIAAANwACZwABfXjaY8j0cHV0YfgPAX8ZCICseyUzrh1MaBEL3xFgeLAgbqP/vJXmobz8jtuatk55UVLLmMia6JCkl9zyft1BoHKR5Pzc3MwSBY3MvMySzMQcTSuFCi6GBsei1LRi/YzUxJRi/dzEzDy6Ws/dIFiSX5CZrJ+flwqz+DeVLZZKKkrMS86wUnAuSk0sSU1RSCvKz1UAeZWLgYGFgaGcgQkARK94pFJFRlQCABAAAAAAAAAAAAEAAAAAAAAABHMyNTYAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA5wAAAAAAAAAAXFLRkA==",
  ],
] as const;

test.each(real)("a table of git's own is read: %s", (commit, table) => {
  const bytes = Buffer.from(table, "base64");
  expect(lookUpTable(bytes, "HEAD")).toEqual({ reference: "refs/heads/main" });
  expect(lookUpTable(bytes, "refs/heads/main")).toEqual({ commit });
  expect(lookUpTable(bytes, "refs/heads/topic/one")).toEqual({ commit });
  expect(lookUpTable(bytes, "refs/tags/v1")).toMatchObject({
    commit: expect.stringMatching(/^(?:99ac9819|2a58bd50)/),
  });
  expect(lookUpTable(bytes, "refs/heads/none")).toBeUndefined();
});

test("what a later table says holds, and that it deleted a branch", async () => {
  const [commit, table] = real[0];
  const later = (name: string, value: Record["value"]): Buffer =>
    tableOf([{ name, value }], 4096, 20);
  const found = async (stack: readonly Buffer[]): Promise<unknown> => {
    const files = stack.map((_, index) => `0x${index}-0x${index}-0.ref`);
    const root = write(emptyDirectory(), {
      "a.txt": "",
      ".git/HEAD": "ref: refs/heads/.invalid\n",
      ".git/config": "[extensions]\n\trefStorage = reftable\n",
      ".git/reftable/tables.list": `${files.join("\n")}\n`,
    });
    for (const [index, bytes] of stack.entries()) {
      write(root, { [`.git/reftable/${files[index]}`]: bytes });
    }
    return (await surveyRepository(root, limits)).snapshot.repository.commit;
  };
  const other = "1".repeat(40);
  const first = Buffer.from(table, "base64");
  expect(await found([first])).toBe(commit);
  expect(await found([first, later("refs/heads/main", { commit: other })])).toBe(other);
  expect(await found([first, later("refs/heads/main", "deleted")])).toBeNull();
  expect(await found([first, later("HEAD", { commit: other })])).toBe(other);
  expect(await found([later("HEAD", { reference: "HEAD" })])).toBeNull();
  expect(await found([])).toBeNull();
});

test("a damaged table ends the search and nothing else", () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)));
  fc.assert(
    fc.property(tables, damage, fc.nat(), (table, flips, cut) => {
      const bytes = tableOf(table.records, table.blockSize, table.hashBytes);
      for (const [at, byte] of flips) bytes[at % bytes.length] = byte;
      const kept = bytes.subarray(0, bytes.length - (cut % bytes.length));
      const found = table.records.map(({ name }) => lookUpTable(kept, name));
      const commits = found.flatMap((entry) =>
        typeof entry === "object" && "commit" in entry ? [entry.commit.length] : [],
      );
      expect(commits.filter((length) => length !== 40 && length !== 64)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
