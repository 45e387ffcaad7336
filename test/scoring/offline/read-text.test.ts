import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import {
  ByteModel,
  ByteRanking,
  OfflineScorer,
  PrefixCache,
  readText,
  TextStates,
  type ReadRequest,
} from "../../../scoring/offline/index.ts";

const small = { slotBits: 16 };
const oneState = ByteModel.create(small).bytes;
const utf8 = new TextEncoder();

function judge(text: Uint8Array, context: number, more: Partial<ReadRequest> = {}): ReadRequest {
  return { text, context, reuse: true, top: 0, write: 0, ...more };
}

/** The definition: read everything again. */
function plainly(text: Uint8Array, context: number): Float64Array {
  const model = ByteModel.create(small);
  model.read(text.subarray(0, context));
  return model.score(text.subarray(context));
}

/** Texts that share beginnings of many lengths. */
const texts = fc
  .array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { minLength: 1, maxLength: 4 })
  .chain((pool) =>
    fc.array(
      fc.tuple(fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: 5 }), fc.nat(1000)),
      { minLength: 1, maxLength: 12 },
    ),
  )
  .map((chosen) =>
    chosen.map(([parts, cut]) => {
      const text = Uint8Array.from(parts.flatMap((part) => [...part]));
      return { text, context: cut % (text.length + 1) };
    }),
  );

describe("readText", () => {
  test.each([0, 1, 3, 100])("gives exact numbers with room for %i states", (room) => {
    const states = new TextStates(new PrefixCache({ ...small, maxBytes: room * oneState }));
    const ranking = new ByteRanking(states.cache.empty);
    fc.assert(
      fc.property(texts, (given) => {
        for (const { text, context } of given) {
          const { nats, cached } = readText(states, ranking, judge(text, context));
          expect(nats).toEqual(plainly(text, context));
          expect(cached).toBeLessThanOrEqual(context);
          expect(states.cache.bytes).toBeLessThanOrEqual(room * oneState);
        }
      }),
      { numRuns: 25 },
    );
  });

  const states = (): TextStates => new TextStates(new PrefixCache(small));
  const context = utf8.encode("The ledger has openLedger and closeLedger. ".repeat(20));
  const text = (end: string): Uint8Array => Uint8Array.from([...context, ...utf8.encode(end)]);

  test("reads a context once, and none of it when it must not", () => {
    const kept = states();
    const ranking = new ByteRanking(kept.cache.empty);
    const cached = (end: string, more: Partial<ReadRequest> = {}): number =>
      readText(kept, ranking, judge(text(end), context.length, more)).cached;
    expect(cached("openLedger()", { reuse: false })).toBe(0);
    expect(kept.cache.bytes).toBe(0);
    expect(cached("openLedger()")).toBe(0);
    expect(cached("closeLedger()")).toBe(context.length);
    expect(cached("closeLedger()", { reuse: false })).toBe(0);
  });

  test("continues from where texts diverge, from the third of them on", () => {
    const kept = states();
    const ranking = new ByteRanking(kept.cache.empty);
    const cached = ["first thought", "second thought", "another thought"].map((thought) => {
      const whole = text(`${thought}\ntarget`);
      return readText(kept, ranking, judge(whole, whole.length - 6)).cached;
    });
    expect(cached).toEqual([0, 0, context.length]);
  });

  test("continues from an intermediate state where a long text was read once", () => {
    const kept = states();
    const ranking = new ByteRanking(kept.cache.empty);
    const long = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 31) % 97);
    readText(kept, ranking, judge(Uint8Array.from([...long, 1, 2, 3]), long.length + 2));
    const other = Uint8Array.from([...long.subarray(0, 15_000), 250, 251, 252]);
    const { cached, nats } = readText(kept, ranking, judge(other, 15_002));
    expect(cached).toBeGreaterThanOrEqual(15_000 - 4096);
    expect(nats).toEqual(plainly(other, 15_002));
  });

  test("a check that throws ends the work and leaves the states sound", () => {
    const kept = states();
    const ranking = new ByteRanking(kept.cache.empty);
    const long = new Uint8Array(20_000).fill(97);
    let checks = 0;
    const stop = (): void => {
      if (++checks === 3) throw new Error("stop");
    };
    expect(() => readText(kept, ranking, judge(long, 19_000), stop)).toThrow("stop");
    const { nats } = readText(kept, ranking, judge(long, 19_000));
    expect(nats).toEqual(plainly(long, 19_000));
  });

  test("writes what it thinks likely, and says how likely that was", () => {
    const kept = states();
    const request = judge(text("The ledger has open"), context.length, { write: 6 });
    const { written } = readText(kept, new ByteRanking(kept.cache.empty), request);
    expect(Buffer.from(written.map(({ byte }) => byte)).toString()).toBe("Ledger");
    const after = Uint8Array.from([...request.text, ...written.map(({ byte }) => byte)]);
    expect(Float64Array.from(written, ({ nats }) => nats)).toEqual(
      plainly(after, request.text.length),
    );
  });
});

describe("ByteRanking", () => {
  test("finds the likeliest bytes with their exact likelihoods", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.integer({ min: 1, max: 8 }),
        (read, count) => {
          const model = ByteModel.create(small);
          model.read(utf8.encode(read + read));
          const ranked = new ByteRanking(model).likeliest(model, count);
          const all = [...model.distribution()].map((p, byte) => ({ byte, nats: Math.log(p), p }));
          const best = all.sort((a, b) => b.p - a.p || a.byte - b.byte).slice(0, count);
          expect(ranked).toEqual(best.map(({ byte, nats }) => ({ byte, nats })));
        },
      ),
      { numRuns: 12 },
    );
  });

  test("leaves the model as it is", () => {
    const model = ByteModel.create(small);
    model.read(utf8.encode("abcabcabc"));
    const before = model.distribution();
    new ByteRanking(model).likeliest(model, 3);
    expect(model.distribution()).toEqual(before);
  });
});

describe("OfflineScorer.read", () => {
  const open: OfflineScorer[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((scorer) => scorer.close()));
  });
  const scorerWith = (threads: number): OfflineScorer => {
    const scorer = new OfflineScorer({ ...small, threads });
    open.push(scorer);
    return scorer;
  };
  const group = (name: string, end: string): Uint8Array =>
    utf8.encode(`${`${name} stands before everything.\n`.repeat(50)}${end}`);

  test("sends what shares a beginning to the thread that has read it", async () => {
    const scorer = scorerWith(2);
    const names = ["alpha", "beta", "gamma", "delta"];
    const ask = (name: string, end: string): Promise<{ cached: number }> => {
      const text = group(name, end);
      return scorer.read(judge(text, text.length - end.length));
    };
    await Promise.all(names.map((name) => ask(name, "one")));
    for (const name of names) {
      const { cached } = await ask(name, "two");
      expect(cached).toBe(group(name, "").length);
    }
  });

  test("forgets on request", async () => {
    const scorer = scorerWith(2);
    const text = group("alpha", "one");
    await scorer.read(judge(text, text.length));
    expect((await scorer.read(judge(text, text.length))).cached).toBe(text.length);
    await scorer.forget();
    expect((await scorer.read(judge(text, text.length))).cached).toBe(0);
  });

  test("refuses what makes no sense, and gives up what is not wanted", async () => {
    const scorer = scorerWith(1);
    const text = new Uint8Array(3);
    expect(() => scorer.read(judge(text, 4))).toThrow(RangeError);
    expect(() => scorer.read(judge(text, 0, { top: 0.5 }))).toThrow(RangeError);
    await expect(scorer.read(judge(text, 0), AbortSignal.abort())).rejects.toThrow(/aborted/);
    const controller = new AbortController();
    const long = scorer.read(judge(new Uint8Array(4_000_000), 0), controller.signal);
    controller.abort();
    await expect(long).rejects.toThrow(/aborted/);
    expect((await scorer.read(judge(text, 0))).nats).toHaveLength(3);
  });
});
