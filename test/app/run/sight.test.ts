import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { explainAll } from "../../../app/explain/index.ts";
import { replay, run, verify } from "../../../app/index.ts";
import { eventsOf } from "../../../export/record/event.ts";
import { recordOf, withThoughts } from "../../../export/record/index.ts";
import { Trajectory } from "../../../protocols/index.ts";
import { defaults } from "../../../runtime/config/index.ts";
import { workplace } from "../../cli/harness/command.ts";

const place = workplace();

test("both sights of a repository are sessions whose thoughts say what their author knew", async () => {
  const out = place.at("out");
  const env = { XDG_STATE_HOME: place.at("state"), XDG_CACHE_HOME: place.at("cache") };
  const search = { ...defaults.search, evaluations: 4, sight: "both" as const };
  const repositories = ["node_modules/picocolors"];
  const { summary } = await run({ repositories, config: { ...defaults, out, search }, env });
  expect(summary.sessions.map(({ status }) => status)).toEqual(["done", "done"]);
  for (const sight of ["informed", "blind"]) {
    const found = summary.sessions.find(({ session }) => session.endsWith(sight));
    const text = await readFile(path.join(out, found!.session, "trajectory.json"), "utf8");
    const trajectory = Trajectory.parse(JSON.parse(text));
    expect(trajectory.made_by?.search.sight).toBe(sight);
    const events = [...eventsOf(trajectory)];
    const thoughts = events.filter(({ kind, actor }) => kind === "think" && actor.role === "coder");
    expect(thoughts.length).toBeGreaterThan(2);
    expect(new Set(thoughts.map((event) => "sight" in event && event.sight))).toEqual(
      new Set([sight]),
    );
    const blind = withThoughts(recordOf(trajectory), "blind").events;
    expect(events.length - blind.length).toBe(sight === "blind" ? 0 : thoughts.length);
  }
  expect(await verify({ target: out })).toMatchObject({ verified: 2, findings: [] });
  const replayed = await replay({ log: path.join(out, "log.hlog"), services: true });
  expect(replayed).toMatchObject({ divergences: [] });
}, 60_000);

test("what stepwise continued is explained from the log", async () => {
  const out = place.at("stepwise");
  const env = { XDG_STATE_HOME: place.at("state"), XDG_CACHE_HOME: place.at("cache") };
  const search = { ...defaults.search, strategy: "stepwise", sight: "blind" as const };
  const repositories = ["node_modules/picocolors"];
  await run({ repositories, config: { ...defaults, out, search }, env });
  const proposers = new Set<string>();
  for await (const { thoughts } of explainAll(out)) {
    for (const { candidates } of thoughts) {
      for (const { proposer } of candidates) proposers.add(proposer);
    }
  }
  expect(proposers).toEqual(new Set(["first", "continue"]));
  expect(await verify({ target: out })).toMatchObject({ findings: [] });
}, 60_000);
