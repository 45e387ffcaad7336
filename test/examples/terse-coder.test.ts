import { expect, test } from "vitest";
import { fileURLToPath } from "node:url";
import { succeed, workplace } from "../cli/harness/command.ts";
import { readTrajectory } from "../cli/harness/output-files.ts";
import { counter, plant } from "../cli/harness/repositories.ts";

const place = workplace();
const module = fileURLToPath(new URL("../../examples/terse-coder.ts", import.meta.url));

test("a coder of one's own takes the place of the built-in one", async () => {
  const repository = await plant(place.at("counter"), counter);
  const out = place.at("out");
  await succeed(["run", repository, "--agents", module, "--out", out]);
  await succeed(["verify", out]);
  const replayed = await succeed(["replay", place.at("out", "log.hlog")]);
  expect(replayed).toContain("0 divergences");
  const { steps } = await readTrajectory(out);
  for (const step of steps) {
    if (step.kind !== "act") continue;
    expect(step.steps.map(({ kind }) => kind)).toEqual(["think", "act"]);
  }
});
