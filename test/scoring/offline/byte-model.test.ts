import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ByteModel } from "../../../scoring/offline/index.ts";

const small = { slotBits: 16 };
const utf8 = new TextEncoder();

const prose = "The manifest lists every file. readManifest() returns it, or throws.\n";
const code = "export function readManifest(path: string): Manifest {\n  return parse(path);\n}\n";

/** Bytes that look like text and bytes that do not. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }).map((text) => utf8.encode(text)),
  fc.constantFrom(prose, code, "\0\0\0\0\0", "\n\n\t\t").map((text) => utf8.encode(text)),
);

function sum(numbers: Float64Array): number {
  return numbers.reduce((a, b) => a + b, 0);
}

describe("distribution", () => {
  test("sums to 1 over the 256 bytes and gives none of them 0 or 1", () => {
    const model = ByteModel.create(small);
    fc.assert(
      fc.property(bytes, (text) => {
        model.read(text);
        const p = model.distribution();
        expect(Math.abs(sum(p) - 1)).toBeLessThan(1e-12);
        expect(p.every((x) => x > 0 && x < 1)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test("sums to 1 where the text leaves no doubt", () => {
    const model = ByteModel.create(small);
    model.read(new Uint8Array(20_000).fill(97));
    const p = model.distribution();
    expect(p[97]).toBeGreaterThan(0.999);
    expect(Math.abs(sum(p) - 1)).toBeLessThan(1e-12);
  });

  test("is what score says of each byte, and leaves the model as it is", () => {
    const model = ByteModel.create(small);
    model.read(utf8.encode(prose.repeat(3)));
    const p = model.distribution();
    for (let byte = 0; byte < 256; byte++) {
      const nats = model.clone().score(Uint8Array.of(byte));
      expect(nats[0]).toBe(Math.log(p[byte]!));
    }
    expect(model.distribution()).toEqual(p);
  });

  test("has the same bits everywhere", () => {
    const model = ByteModel.create();
    model.read(utf8.encode((prose + code).repeat(20)));
    const hash = createHash("sha256").update(model.distribution()).digest("hex");
    expect(hash).toBe("3b9fd3f25b5f050ee410fffc1ef8998584e28180e12d08745fc6f166281828fa");
  });
});

describe("state", () => {
  test("a clone continues with the same numbers as reading everything again", () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 6 }), bytes, (before, after) => {
        const model = ByteModel.create(small);
        for (const part of before) model.read(part);
        const copy = model.clone();
        model.read(utf8.encode(prose));
        const again = ByteModel.create(small);
        again.read(Buffer.concat(before));
        expect(copy.score(after)).toEqual(again.score(after));
      }),
      { numRuns: 40 },
    );
  });

  test("reading and scoring teach the same", () => {
    const [a, b] = [ByteModel.create(small), ByteModel.create(small)];
    a.read(utf8.encode(prose));
    b.score(utf8.encode(prose));
    expect(a.score(utf8.encode(code))).toEqual(b.score(utf8.encode(code)));
  });

  test("copyFrom forgets what the model has read itself", () => {
    const [a, b] = [ByteModel.create(small), ByteModel.create(small)];
    a.read(utf8.encode(prose));
    b.read(utf8.encode(code));
    b.copyFrom(a);
    expect(b.score(utf8.encode(code))).toEqual(a.score(utf8.encode(code)));
  });

  test("a text longer than the history is still read", () => {
    const model = ByteModel.create(small);
    const long = utf8.encode(code.repeat(3300));
    const nats = model.score(long);
    expect(nats.every((x) => Number.isFinite(x) && x < 0)).toBe(true);
    expect(sum(nats.slice(-1000)) / 1000).toBeGreaterThan(-0.01);
  });
});

describe("options", () => {
  test("other contexts make another judge", () => {
    const judge = ByteModel.create({
      contexts: ["order1", "order2", "order4", "word"],
      slotBits: 16,
    });
    const model = ByteModel.create(small);
    const own = sum(model.score(utf8.encode(code)));
    const other = sum(judge.score(utf8.encode(code)));
    expect(other).not.toBe(own);
    expect(Math.abs(other - own) / Math.abs(own)).toBeLessThan(0.5);
    expect(() => judge.copyFrom(model)).toThrow(/same options/);
  });

  test("refuses what it cannot build", () => {
    expect(() => ByteModel.create({ contexts: [] })).toThrow(RangeError);
    expect(() => ByteModel.create({ contexts: ["order9" as never] })).toThrow(/order9/);
    expect(() => ByteModel.create({ slotBits: 30 })).toThrow(RangeError);
  });
});
