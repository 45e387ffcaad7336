import { describe, expect, test } from "vitest";
import { TokenLimit, sizeClass } from "../../../scoring/pool/endpoints/token-limit.ts";

describe("the token limit of an endpoint", () => {
  test("begins with two prefill steps, or with the most that is allowed", () => {
    expect(new TokenLimit(100_000).tokens).toBe(16_384);
    expect(new TokenLimit(1_000).tokens).toBe(1_000);
    expect(new TokenLimit(0).tokens).toBe(1);
  });

  test("grows by a step for a limit's worth of answers, up to the most, while it holds work back", () => {
    const limit = new TokenLimit(24_576);
    limit.answered(16_384, 100, true);
    expect(limit.tokens).toBe(16_384 + 4_096);
    for (let answer = 0; answer < 20; answer += 1) limit.answered(16_384, 100, true);
    expect(limit.tokens).toBe(24_576);
  });

  test("does not grow while it holds nothing back", () => {
    const limit = new TokenLimit(24_576);
    for (let answer = 0; answer < 20; answer += 1) limit.answered(16_384, 100, false);
    expect(limit.tokens).toBe(16_384);
  });

  test("is halved once by all refusals of an epoch, and never below the least", () => {
    const limit = new TokenLimit(24_576);
    const { epoch } = limit;
    limit.refused(epoch);
    limit.refused(epoch);
    expect(limit.tokens).toBe(8_192);
    for (let cut = 0; cut < 20; cut += 1) limit.refused(limit.epoch);
    expect(limit.tokens).toBe(2_048);
  });

  test("shrinks by a tenth while answers wait in the server's queue, and not below the start", () => {
    const limit = new TokenLimit(100_000);
    for (let answer = 0; answer < 40; answer += 1) limit.answered(16_384, 100, true);
    const grown = limit.tokens;
    for (let answer = 0; answer < 60; answer += 1) limit.answered(16_384, 1_000, true);
    expect(limit.tokens).toBeLessThan(grown);
    for (let answer = 0; answer < 500; answer += 1) limit.answered(16_384, 1_000, true);
    expect(limit.tokens).toBe(16_384);
  });

  test("forgets how fast the endpoint was when it may be another machine", () => {
    const limit = new TokenLimit(100_000);
    limit.answered(16_384, 10, true);
    for (let answer = 0; answer < 60; answer += 1) limit.answered(16_384, 1_000, true);
    limit.reset();
    const before = limit.tokens;
    limit.answered(16_384, 1_000, true);
    expect(limit.tokens).toBeGreaterThan(before);
  });

  test("compares answers of sizes within a factor of two", () => {
    expect([0, 1, 2, 3, 4, 5, 8, 9].map(sizeClass)).toEqual([0, 0, 1, 2, 2, 3, 3, 4]);
  });
});
