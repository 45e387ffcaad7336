import { afterAll, describe, expect, it } from "vitest";
import type { Body } from "../../../protocols/index.ts";
import { createJudge, createScorer, scorerService } from "../../../scoring/scorer/index.ts";
import { memoryTools } from "../../agents/author/fixtures.ts";

const scorer = scorerService(createScorer(["offline"]));
const judge = scorerService(createJudge("offline"), "judge");
const tools = memoryTools();
afterAll(() => Promise.all([scorer.close(), judge.close()]));

const TARGET = `import { queue } from "./queue.js";

export function drainEverything(limit) {
  const unusualQuantity = queue.takeAtMost(limit);
  return unusualQuantity;
}
`;

function bodyOf(thought: string, extra: Partial<Body<"scorer.score">>): Body<"scorer.score"> {
  const context = { role: "context", text: "queue.js offers takeAtMost.\n\n" } as const;
  return {
    variants: [
      { segments: [context] },
      { segments: [context, { role: "thought", text: thought }] },
    ],
    target: TARGET,
    clip: 6,
    ...extra,
  };
}

async function ask(
  service: typeof scorer,
  thought: string,
  extra: Partial<Body<"scorer.score">> = {},
): Promise<Body<"scorer.scored">> {
  const request = { id: "r", session: "s", from: "s/search/a.js", kind: "scorer.score" };
  const reply = await service.handle({ ...request, body: bodyOf(thought, extra) }, tools);
  return service.sends[reply.kind]?.parse(reply.body) as Body<"scorer.scored">;
}

describe("a scorer", () => {
  const thought = "I drain the queue by takeAtMost, into unusualQuantity.";

  it("lists the most surprising lines only when it is asked to, in their order", async () => {
    const plain = await ask(scorer, thought);
    expect(plain.variants.every((variant) => !("surprises" in variant))).toBe(true);
    const { variants } = await ask(scorer, thought, { surprises: 2 });
    for (const [index, variant] of variants.entries()) {
      if (variant.outcome !== "scored") throw new Error(variant.outcome);
      const lines = variant.surprises?.map(({ line }) => line) ?? [];
      expect(lines).toHaveLength(2);
      expect(lines).toEqual(lines.toSorted((a, b) => a - b));
      const before = plain.variants[index];
      expect(before?.outcome === "scored" && before.score).toEqual(variant.score);
    }
  });

  it("reads no more tokens than it is allowed, first come first served", async () => {
    const target = Buffer.byteLength(TARGET);
    const whole = 2 * target + Buffer.byteLength(thought);
    const outcomes = async (tokens: number) =>
      (await ask(scorer, thought, { tokens })).variants.map(({ outcome }) => outcome);
    expect(await outcomes(whole)).toEqual(["scored", "scored"]);
    expect(await outcomes(whole - 1)).toEqual(["scored", "unaffordable"]);
    expect(await outcomes(target - 1)).toEqual(["unaffordable", "unaffordable"]);
  });

  it("gives a later variant what a dearer one could not take", async () => {
    const body = bodyOf(thought, { tokens: Buffer.byteLength(TARGET) });
    const [plain, thoughtful] = body.variants;
    const request = { id: "r", session: "s", from: "s/search/a.js", kind: "scorer.score" };
    const variants = [thoughtful, plain];
    const reply = await scorer.handle({ ...request, body: { ...body, variants } }, tools);
    const scored = reply.body as Body<"scorer.scored">;
    expect(scored.variants.map(({ outcome }) => outcome)).toEqual(["unaffordable", "scored"]);
  });

  it("accounts with its lines for all of the clipped surprise", async () => {
    const { variants } = await ask(scorer, thought, { surprises: 100 });
    for (const variant of variants) {
      if (variant.outcome !== "scored") throw new Error(variant.outcome);
      const sum = variant.surprises?.reduce((total, { nats }) => total + nats, 0) ?? 0;
      expect(sum).toBeCloseTo(-variant.score.clipped, 6);
    }
  });

  it("finds the line less surprising that a thought speaks of", async () => {
    const { variants } = await ask(scorer, thought, { surprises: 100 });
    const [without, with_] = variants.map((variant) =>
      variant.outcome === "scored"
        ? (variant.surprises?.find(({ line }) => line === 4)?.nats ?? 0)
        : 0,
    );
    expect(with_).toBeLessThan(without ?? 0);
  });

  it("refuses what gives too many names away, and scores the rest", async () => {
    const all = "drainEverything limit unusualQuantity import from export function const return";
    const { variants } = await ask(scorer, all, { names: 0.3 });
    expect(variants.map(({ outcome }) => outcome)).toEqual(["scored", "exposed"]);
  });
});

describe("the offline judge", () => {
  it("is another model with other numbers, and audits what it is asked to", async () => {
    const thought = "unusualQuantity is what takeAtMost gives.";
    const ours = await ask(scorer, thought, { audit: true });
    const theirs = await ask(judge, thought, { audit: true });
    expect([ours.model, theirs.model]).toEqual(["offline", "offline:judge"]);
    for (const [index, variant] of theirs.variants.entries()) {
      const other = ours.variants[index];
      if (variant.outcome !== "scored" || other?.outcome !== "scored") throw new Error("refused");
      expect(variant.score.logprob).not.toBeCloseTo(other.score.logprob, 3);
      expect(variant.score.tokens).toBe(other.score.tokens);
      expect(variant.audit).toEqual(other.audit);
      expect(variant.audit?.named).toBe(index);
    }
  });
});
