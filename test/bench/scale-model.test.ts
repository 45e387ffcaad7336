import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figures, rates } from "../../bench/scale/model/figures.ts";
import { meanWork, planFor, sliceOf } from "../../bench/scale/model/plan.ts";
import { repositoryOf, type SizeLaw } from "../../bench/scale/model/repositories.ts";
import { play, type Scenario } from "../../bench/scale/model/run.ts";
import { sessionWork } from "../../bench/scale/model/work.ts";

const law: SizeLaw = {
  files: 3,
  filesSpread: 0.8,
  bytes: 2500,
  bytesSpread: 1.2,
  mostFiles: 12,
  mostBytes: 100_000,
};
const settings = { evaluations: 8, scorerReuse: true, authorReuse: false };
const machines = {
  workers: 3,
  authors: 2,
  authorSaturation: 5,
  scorers: 1,
  scorerSpeed: 1,
  width: 6,
  collectors: 1,
};
const base: Scenario = { machines, settings, rates, law, sessions: 20, seed: 1 };

describe("play", () => {
  const scenarios = fc.record({
    seed: fc.integer({ min: 0, max: 1000 }),
    sessions: fc.integer({ min: 1, max: 12 }),
    workers: fc.integer({ min: 1, max: 4 }),
    width: fc.integer({ min: 1, max: 8 }),
    mtbf: fc.constantFrom(60, 600, rates.workerMtbf),
  });

  it("ends and collects every session once, whatever crashes, and sends what it has to", () => {
    fc.assert(
      fc.property(scenarios, ({ seed, sessions, workers, width, mtbf }) => {
        const outcome = play({
          ...base,
          seed,
          sessions,
          machines: { ...machines, workers, width },
          rates: { ...rates, workerMtbf: mtbf },
        });
        expect([outcome.ended, outcome.collected]).toEqual([sessions, sessions]);
        expect(outcome.atWork).toBeLessThanOrEqual(width);
        let messages = 0;
        for (let number = 0; number < sessions; number += 1) {
          messages += sessionWork(repositoryOf(law, seed, number), settings, rates).messages;
        }
        // A request that is handed out again is not sent again.
        expect(outcome.messages).toBe(messages);
      }),
      { numRuns: 30 },
    );
  });

  it("has equal outcomes for equal scenarios, and others for another seed", () => {
    expect(play(base)).toEqual(play(base));
    expect(play({ ...base, seed: 2 }).makespan).not.toBe(play(base).makespan);
  });

  it("takes longer when workers crash, and does their requests again", () => {
    const calm = play({ ...base, rates: { ...rates, workerMtbf: 1e12 } });
    const stormy = play({ ...base, rates: { ...rates, workerMtbf: 120 } });
    expect(calm.crashes).toBe(0);
    expect(stormy.crashes).toBeGreaterThan(0);
    expect(stormy.redone + stormy.takenOver).toBeGreaterThan(0);
    expect(stormy.makespan).toBeGreaterThan(calm.makespan);
  });

  it("needs no more room on the server when collected than all that was written", () => {
    const { storedMost } = play(base);
    let written = 0;
    for (let number = 0; number < base.sessions; number += 1) {
      const work = sessionWork(repositoryOf(law, base.seed, number), settings, rates);
      written += work.messageBytes + work.blobBytes;
    }
    expect(storedMost).toBeLessThan(written);
    expect(storedMost).toBeGreaterThan(written / base.sessions);
  });
});

describe("planFor", () => {
  const planOf = (seconds: number, changed: Partial<typeof settings> = {}) =>
    planFor(
      meanWork(law, { ...settings, ...changed }, rates, 1),
      { sessions: 300_000, seconds, replicated: true },
      rates,
    );

  it("needs less of everything in more time, and writes as much", () => {
    const [day, week] = [planOf(86_400), planOf(7 * 86_400)];
    expect(week.authorDevices).toBeLessThan(day.authorDevices);
    expect(week.natsCores).toBeCloseTo(day.natsCores / 7, 6);
    expect([week.listed, week.written]).toEqual([day.listed, day.written]);
  });

  it("needs more scorers without reuse and more authors for more evaluations", () => {
    const plan = planOf(86_400);
    const cold = planOf(86_400, { scorerReuse: false });
    expect(cold.scorerDevices).toBeGreaterThan(plan.scorerDevices);
    expect(cold.authorDevices).toBe(plan.authorDevices);
    expect(planOf(86_400, { evaluations: 32 }).authorDevices).toBeGreaterThan(plan.authorDevices);
  });

  it("cuts slices that keep what is planned", () => {
    const plan = planOf(86_400);
    const { share, machines: slice } = sliceOf(plan, 3);
    const scorers = slice.scorers * slice.scorerSpeed;
    expect(slice.authors).toBeCloseTo(plan.authorDevices * share, 9);
    expect(scorers).toBeCloseTo(plan.scorerDevices * share, 9);
    expect(slice.workers).toBeGreaterThanOrEqual(plan.workers * share);
  });
});

describe("docs/scale.md", () => {
  it("names every number that the model is fed with, as it is, and why", async () => {
    const text = await readFile(new URL("../../docs/scale.md", import.meta.url), "utf8");
    for (const [name, { value, unit, kind }] of Object.entries(figures)) {
      const row = text.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? "";
      const cells = row.split("|").map((cell) => cell.trim());
      expect(cells.slice(1, 4), name).toEqual([`\`${name}\``, `${value} ${unit}`, kind]);
    }
  });
});
