import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ByteModel, PrefixCache, scoreVariants } from "../../../scoring/offline/index.ts";

const small = { slotBits: 16 };
const oneState = ByteModel.create(small).bytes;
const utf8 = new TextEncoder();

/** The definition: read everything again for every variant. */
function plainly(segments: readonly string[], target: string, clip: number) {
  const model = ByteModel.create(small);
  model.read(utf8.encode(segments.join("")));
  const nats = model.score(utf8.encode(target));
  return {
    logprob: nats.reduce((a, b) => a + b, 0),
    clipped: nats.reduce((a, b) => a + Math.max(b, -clip), 0),
    tokens: nats.length,
  };
}

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ maxLength: 30 }),
  fc.constantFrom("", "\0", "naïve 漢字 🚀", "const readManifest = 1;\n"),
);

/** Variants that share beginnings: each goes a way through the same few segments. */
const variants = fc.array(text, { minLength: 1, maxLength: 4 }).chain((pool) =>
  fc.array(fc.record({ segments: fc.array(fc.constantFrom(...pool), { maxLength: 5 }) }), {
    minLength: 1,
    maxLength: 5,
  }),
);

describe("scoreVariants", () => {
  test.each([0, 1, 3, 100])("gives exact numbers with room for %i states", (room) => {
    const cache = new PrefixCache({ ...small, maxBytes: room * oneState });
    fc.assert(
      fc.property(variants, text, (given, target) => {
        const answer = scoreVariants(cache, { variants: given, target, clip: 2 });
        expect(answer.variants).toEqual(given.map(({ segments }) => plainly(segments, target, 2)));
        expect(cache.bytes).toBeLessThanOrEqual(room * oneState);
      }),
      { numRuns: 25 },
    );
  });

  test("does not depend on where a text is cut, even inside of a character", () => {
    const whole = "a 🚀 is launched by launchRocket(🚀)\n";
    const cache = new PrefixCache(small);
    const request = {
      variants: Array.from({ length: whole.length + 1 }, (_, cut) => ({
        segments: [whole.slice(0, cut), whole.slice(cut)],
      })),
      target: "launchRocket();",
      clip: 2,
    };
    const { variants: scores } = scoreVariants(cache, request);
    for (const score of scores) expect(score).toEqual(scores[0]);
  });

  test("reads a shared beginning once", () => {
    const cache = new PrefixCache(small);
    const shared = "x".repeat(1000);
    const request = {
      variants: ["a", "b", "c"].map((end) => ({ segments: [shared, end] })),
      target: "y",
      clip: 2,
    };
    expect(scoreVariants(cache, request).usage).toEqual({
      read_bytes: 1003,
      cached_bytes: 2000,
      target_bytes: 3,
    });
    expect(cache.bytes).toBe(oneState);
    expect(scoreVariants(cache, request).usage.read_bytes).toBe(3);
    expect(scoreVariants(cache, request).usage.read_bytes).toBe(0);
  });

  test("keeps no state that was not requested twice", () => {
    const cache = new PrefixCache(small);
    scoreVariants(cache, { variants: [{ segments: ["a", "b", "c"] }], target: "d", clip: 2 });
    expect(cache.bytes).toBe(0);
  });

  test("scores equal variants once", () => {
    const variant = { segments: ["same"] };
    const answer = scoreVariants(new PrefixCache(small), {
      variants: [variant, { segments: ["same", ""] }, variant],
      target: "four",
      clip: 2,
    });
    expect(answer.usage).toEqual({ read_bytes: 4, cached_bytes: 8, target_bytes: 4 });
    expect(answer.variants[2]).toEqual(answer.variants[0]);
  });

  test("an empty target costs nothing, an empty context is allowed", () => {
    const answer = scoreVariants(new PrefixCache(small), {
      variants: [{ segments: [] }],
      target: "",
      clip: 2,
    });
    expect(answer.variants).toEqual([{ logprob: 0, clipped: 0, tokens: 0 }]);
  });

  test("a check that throws ends the work and leaves the cache sound", () => {
    const cache = new PrefixCache(small);
    const request = { variants: [{ segments: ["context"] }], target: "x".repeat(9000), clip: 2 };
    let checks = 0;
    const stop = (): void => {
      if (++checks === 3) throw new Error("stop");
    };
    expect(() => scoreVariants(cache, request, stop)).toThrow("stop");
    expect(scoreVariants(cache, request).variants[0]).toEqual(
      plainly(["context"], request.target, 2),
    );
  });
});
