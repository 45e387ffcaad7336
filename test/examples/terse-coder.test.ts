import { expect, test } from "vitest";
import terseCoder from "../../examples/terse-coder.ts";
import { counter } from "../cli/repositories.ts";
import { runWith } from "../plugins/session.ts";

test("a coder of one's own takes the place of the built-in one", async () => {
  const { trajectory, breaches, divergences } = await runWith([terseCoder], counter);
  expect(breaches).toEqual([]);
  expect(divergences).toBe(0);
  const coders = trajectory?.steps.flatMap((step) => (step.kind === "act" ? [step.steps] : []));
  expect(coders).toHaveLength(3);
  for (const steps of coders ?? []) expect(steps.map(({ kind }) => kind)).toEqual(["think", "act"]);
});
