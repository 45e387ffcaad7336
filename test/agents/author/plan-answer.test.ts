import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPlan } from "../../../agents/author/answers/index.ts";

const entry = fc.record({
  path: fc.string({ minLength: 1, unit: "grapheme-ascii" }).map((text) => `src/${text.trim()}x`),
  purpose: fc.string({ unit: "grapheme-ascii" }).map((text) => text.replace(/[`~!]/g, "").trim()),
});

/** Prose that holds no bracket of its own. */
const prose = fc.string().map((text) => text.replace(/[[\]{}"`]/g, " "));

describe("a plan in an answer", () => {
  it("is found whatever text surrounds it", () => {
    const around = fc.constantFrom(
      (json: string) => json,
      (json: string) => `\`\`\`json\n${json}\n\`\`\``,
      (json: string) => `{"plan": ${json}}`,
      (json: string) => `see [1] and [a, b] first\n${json}\nthen {done}`,
      (json: string) => json.replace(/\]$/, ",]"),
    );
    const plans = fc.array(entry, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(plans, around, prose, prose, (entries, wrap, before, after) => {
        const reading = readPlan(`${before}\n${wrap(JSON.stringify(entries, null, 1))}\n${after}`);
        expect(reading).toMatchObject({ ok: true, value: { entries } });
      }),
    );
  });

  it("is read under the names that models use", () => {
    const answer = '{"files": [{"file": "./a.ts", "description": " Does it. ", "size": 3}]}';
    const entries = [{ path: "a.ts", purpose: "Does it." }];
    expect(readPlan(answer)).toMatchObject({ ok: true, value: { entries } });
  });

  it.each(["", "First a, then b.", "[1, 2]", "[]", '{"a": {"b": [', "[".repeat(100_000)])(
    "is missed in %s",
    (answer) => {
      expect(readPlan(answer.slice(0, 100_000)).ok).toBe(false);
    },
  );

  it("keeps the prose and drops the fence", () => {
    const reading = readPlan('Bottom up.\n\n```json\n[{"path": "a", "purpose": "b"}]\n```\n');
    expect(reading).toMatchObject({ ok: true, value: { prose: "Bottom up." } });
  });
});
