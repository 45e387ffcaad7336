import { describe, expect, it } from "vitest";
import { bootstrap, meanOf } from "../../bench/search/bootstrap.ts";
import { random } from "../../protocols/index.ts";

/** Values around a true mean of 0.5, another sample for each number. */
function sample(number: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => random(number, "bootstrap test", index));
}

describe("the bootstrap interval", () => {
  it("is the value itself where all files say the same", () => {
    expect(bootstrap([0.3, 0.3, 0.3])).toEqual({
      mean: expect.closeTo(0.3, 12),
      low: expect.closeTo(0.3, 12),
      high: expect.closeTo(0.3, 12),
    });
  });

  it("holds the mean of the sample and is the same for the same sample", () => {
    const values = sample(1, 40);
    const { mean, low, high } = bootstrap(values);
    expect(mean).toBe(meanOf(values));
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
    expect(bootstrap(values)).toEqual({ mean, low, high });
  });

  it("covers the true mean about as often as it says", () => {
    const samples = Array.from({ length: 60 }, (_, number) => bootstrap(sample(number, 60)));
    const covering = samples.filter(({ low, high }) => low <= 0.5 && 0.5 <= high).length;
    expect(covering).toBeGreaterThanOrEqual(51);
  });

  it("is half as wide on four times the files", () => {
    const width = (count: number): number => {
      const { low, high } = bootstrap(sample(7, count));
      return high - low;
    };
    expect(width(400) / width(100)).toBeGreaterThan(0.4);
    expect(width(400) / width(100)).toBeLessThan(0.6);
  });
});
