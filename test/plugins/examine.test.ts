import { expect, test } from "vitest";
import type { Json, ScoreAnswer, Strategy } from "../../protocols/index.ts";
import { defineService, pickMessages } from "../../runtime/define/index.ts";
import { createScorer } from "../../scoring/scorer/index.ts";
import { strategies } from "../../scoring/strategies/index.ts";
import { checkAgent, checkScorer, checkService, checkStrategy } from "../../testing/index.ts";
import { check, own, probe } from "./probe.ts";

test("an agent that keeps the promises has no finding", () => {
  expect(check()).toEqual([]);
});

test("an agent that waits for a message that nobody sends is found with its state", () => {
  const findings = checkAgent(probe(), { key: "a", input: {}, answer: () => undefined });
  expect(findings).toMatchObject([{ check: "ends", detail: expect.stringMatching(/asking/) }]);
});

test("services answer with what they send, and the same each time", async () => {
  let calls = 0;
  const summer = (total: () => number) =>
    defineService({
      role: "summer",
      accepts: pickMessages(own.messages, "sum.asked"),
      sends: pickMessages(own.messages, "sum.given"),
      handle: () => Promise.resolve({ kind: "sum.given" as const, body: { total: total() } }),
    });
  const requests = [{ kind: "sum.asked", body: { of: "a" } }];
  expect(
    await checkService(
      summer(() => 1),
      requests,
    ),
  ).toEqual([]);
  expect(
    await checkService(
      summer(() => (calls += 1)),
      requests,
    ),
  ).toHaveLength(1);
  expect(
    await checkService(
      summer(() => 1),
      [],
    ),
  ).toMatchObject([{ role: "summer" }]);
});

test("the built-in strategies keep their budget and repeat themselves; one that never ends is found", () => {
  const problem = {
    start: [0, 0],
    kinds: ["needs", "write"],
    budget: 6,
    cost: 10,
    margin: 0,
    seed: 1,
    value: 0.1,
  };
  for (const strategy of Object.values(strategies)) {
    expect(checkStrategy(strategy, problem)).toEqual([]);
  }
  const endless: Strategy<Json> = {
    begin: () => null,
    tell: (state) => state,
    best: () => ({ assignment: [0, 0], value: 0 }),
    name: "endless",
    ask: () => [{ action: "delete", base: [0, 0], steps: [0] }],
  };
  expect(checkStrategy(endless, problem)).toMatchObject([{ role: "endless" }]);
});

test("the offline model is a scorer that keeps its promises; wrong numbers are named", async () => {
  const backend = createScorer(["offline"]);
  try {
    expect(await checkScorer(backend)).toEqual([]);
    const changed = (change: (answer: ScoreAnswer, index: number) => ScoreAnswer) =>
      checkScorer({
        ...backend,
        score: async (question, signal) =>
          (await backend.score(question, signal)).map((answer, index) => change(answer, index)),
      });
    const details = async (change: Parameters<typeof changed>[0]) =>
      (await changed(change)).map(({ detail }) => detail).join("; ");
    expect(await details((answer) => ({ ...answer, logprob: 3 }))).toContain(
      "log-probability is 3",
    );
    expect(await details((answer) => ({ ...answer, logprob: -1, clipped: -1 }))).toContain(
      "is not more likely",
    );
    expect(
      await details((answer, index) => ({ ...answer, tokens: answer.tokens + index })),
    ).toContain("tokens by its prefix");
    expect(await checkScorer({ ...backend, score: () => Promise.resolve([]) })).toMatchObject([
      { detail: "it gives 0 answers for 3 prefixes" },
    ]);
  } finally {
    await backend.close();
  }
});
