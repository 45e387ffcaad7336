import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LeakGuard, QUOTATION, codeTokens } from "../../guard/index.ts";

const target = `export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}`;

describe("LeakGuard", () => {
  const guard = new LeakGuard(target, []);

  it("finds a quotation whatever its white space", () => {
    expect(
      guard.longestQuotation("I write let  total=0;\nfor(const value of values) first."),
    ).toBeGreaterThanOrEqual(QUOTATION);
  });

  it("lets names and short turns pass", () => {
    expect(
      guard.longestQuotation("`sum` takes `values`, keeps a `total` and loops over each `value`."),
    ).toBe(0);
  });

  it("lets pass what the context holds already", () => {
    const quote = "for (const value of values) total += value;";
    expect(guard.longestQuotation(quote)).toBeGreaterThan(0);
    expect(new LeakGuard(target, [`seen before: ${quote}`]).longestQuotation(quote)).toBe(0);
  });

  it("names the segment and the length of the run", () => {
    const segments = [
      { role: "context", text: target },
      { role: "thought", text: "harmless" },
      { role: "thought", text: "return total; } and let total = 0; for (const value of" },
    ];
    expect(guard.check(segments)).toMatchObject({ segment: 2 });
  });

  it("finds every run of the target of at least its length, and no shorter one", () => {
    const tokens = codeTokens(target);
    fc.assert(
      fc.property(fc.nat(tokens.length - 1), fc.integer({ min: 1, max: 20 }), (start, length) => {
        const run = tokens.slice(start, start + length);
        // The two words around it do not occur in the target.
        const found = guard.longestQuotation(`zebra ${run.join(" ")} giraffe`);
        expect(found).toBe(run.length >= QUOTATION ? run.length : 0);
      }),
    );
  });
});
