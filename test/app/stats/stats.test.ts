import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { distributionOf } from "../../../app/stats/distribution.ts";
import { statsOf } from "../../../app/stats/index.ts";
import type { FileReport, RunSummary } from "../../../protocols/index.ts";
import { trajectoryOf } from "../../export/trajectory.ts";

let out = "";
beforeEach(async () => void (out = await mkdtemp(path.join(tmpdir(), "hindcast-stats-"))));
afterEach(() => rm(out, { recursive: true }));

const report = (file: string, tokens: number): FileReport => ({
  path: file,
  tokens,
  evaluations: 4,
  proposals: 5,
  leaks_rejected: 0,
  nats_per_token: { none: 2, first: 1.5, final: 1.25 },
  thought_tokens: 10,
  steps: 3,
  names: 0,
  grounded: 0,
});

test("counts files of finished sessions, and gains of files that have tokens", async () => {
  const usage = { requests: 1, retries: 0, prompt_tokens: 2, completion_tokens: 3 };
  const files = [
    { path: "a.py", content: "a = 1\n", thoughts: ["One."] },
    { path: "b.txt", content: "", thoughts: [] },
  ];
  const trajectory = trajectoryOf({ repo: "sample", files });
  const about = { repository: "/sample" };
  const summary: RunSummary = {
    run: "r",
    seed: 1,
    elapsed_ms: 1234,
    usage,
    sessions: [
      {
        ...about,
        session: trajectory.session,
        status: "done",
        files: [report("a.py", 100), report("b.txt", 0)],
      },
      { ...about, session: "gone-000000", status: "failed", code: "X", reason: "y", files: [] },
    ],
  };
  await writeFile(path.join(out, "summary.json"), JSON.stringify(summary));
  await mkdir(path.join(out, trajectory.session));
  await writeFile(
    path.join(out, trajectory.session, "trajectory.json"),
    JSON.stringify(trajectory),
  );
  const stats = await statsOf(out);
  expect(stats).toMatchObject({
    sessions: { done: 1, failed: 1 },
    files: 2,
    usage,
    licenses: { MIT: 1 },
  });
  expect(stats.languages["python"]).toEqual({ files: 1, characters: 6 });
  const { distributions } = stats;
  expect(distributions.code_tokens).toMatchObject({ count: 1, sum: 100 });
  expect(distributions.thought_tokens?.sum).toBe(20);
  expect(distributions.gain_by_thinking).toMatchObject({ count: 1, mean: 0.5 });
  expect(distributions.gain_by_search).toMatchObject({ count: 1, mean: 0.25 });
  expect(distributions.thoughts?.sum).toBe(3);
  expect(distributions.gain_by_judge).toBeUndefined();
});

test("a distribution holds every value once, whatever their order", () => {
  expect(distributionOf([])).toBeUndefined();
  expect(distributionOf([4, 1, 3, 2])).toMatchObject({ min: 1, median: 2, p90: 4, max: 4 });
  // Zero has no sign here.
  const value = fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((number) => number + 0);
  const values = fc.array(value, { minLength: 1 });
  fc.assert(
    fc.property(values, (list) => {
      const found = distributionOf(list);
      expect(found?.bins.reduce((sum, count) => sum + count, 0)).toBe(list.length);
      expect(distributionOf(list.toReversed())).toEqual(found);
      const order = [found?.min, found?.median, found?.p90, found?.max] as number[];
      expect(order.toSorted((a, b) => a - b)).toEqual(order);
    }),
  );
});
