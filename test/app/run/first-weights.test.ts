import { expect, test } from "vitest";
import { firstWeights } from "../../../app/run/index.ts";
import type { Envelope } from "../../../protocols/index.ts";

async function* messages(...parts: readonly Partial<Envelope>[]): AsyncIterable<Envelope> {
  await Promise.resolve();
  for (const [at, part] of parts.entries()) yield { seq: at + 1, ...part } as Envelope;
}

const scored = (role: string, model: string, canary?: number): Partial<Envelope> => ({
  kind: "scorer.scored",
  from: `s-000000/${role}/pool`,
  body: { model, variants: [], ...(canary === undefined ? {} : { canary }) },
});

test("a worker compares its models with what they said first in the run", async () => {
  const run = () =>
    messages(
      { kind: "agent.spawn", from: "run/control/run", body: {} },
      scored("scorer", "offline"),
      scored("scorer", "m", -2.5),
      scored("judge", "j", -1),
      scored("scorer", "m", -2.6),
    );
  expect(await firstWeights(run(), ["scorer"])).toEqual({ scorer: { model: "m", canary: -2.5 } });
  expect(await firstWeights(run(), ["scorer", "judge"])).toEqual({
    scorer: { model: "m", canary: -2.5 },
    judge: { model: "j", canary: -1 },
  });
  expect(await firstWeights(messages(), ["scorer"])).toEqual({});
});
