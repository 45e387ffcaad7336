import { afterAll, beforeAll, expect, vi } from "vitest";
import { run, succeed, workplace } from "../cli/harness/command.ts";
import { Cluster } from "./harness/cluster.ts";
import { LONG } from "./harness/projects.ts";
import { plantProjects } from "./harness/repositories.ts";
import { statusOf } from "./harness/status.ts";
import { describe, test } from "../nats/required.ts";

vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });

const place = workplace();
let repositories: string[];

beforeAll(async () => {
  repositories = await plantProjects(place.at("repositories"), 2);
});

describe("runs", () => {
  let cluster: Cluster;
  const runs = (...args: string[]) => run(["runs", ...args]);

  beforeAll(async () => {
    cluster = await Cluster.start();
    await cluster.submit(repositories.slice(0, 2));
  });

  afterAll(async () => {
    await cluster.close();
  });

  test("are listed, paused, resumed, cancelled for good, and pruned", async () => {
    const listed = JSON.parse(await succeed(["runs", "list", "--nats", cluster.url, "--json"]));
    const sessions = { total: 2, waiting: 2, working: 0, done: 0, failed: 0 };
    expect(listed).toMatchObject([{ run: "trial", state: "running", sessions }]);
    const table = await succeed(["runs", "list", "--nats", cluster.url]);
    expect(table).toMatch(
      /run +state +sessions +done +failed +submitted\n +trial +running +2 +0 +0 /,
    );

    expect((await statusOf(cluster)).run.unserved).toEqual(["main"]);
    const waiting = await succeed(["status", ...cluster.at]);
    expect(waiting).toContain("waiting   for workers that play main\n");
    expect(waiting).toMatch(/^nats-server 2\.\S+: 1 run, no workers\n/);

    await succeed(["runs", "pause", ...cluster.at]);
    expect((await statusOf(cluster)).run).toMatchObject({ state: "paused", unserved: [] });
    expect(await succeed(["resume", ...cluster.at])).toBe("run trial: running\n");
    await succeed(["runs", "cancel", ...cluster.at]);
    for (const command of [["resume"], ["runs", "pause"]]) {
      const refused = await run([...command, ...cluster.at]);
      expect(refused.code).toBe(130);
      expect(refused.stderr).toMatch(/^RUN_CANCELLED: /);
    }
    expect((await statusOf(cluster)).run.state).toBe("cancelled");

    const flags = ["--out", place.at("cancelled"), "--follow", "--progress", "off"];
    const collected = await run(["collect", ...cluster.at, ...flags]);
    expect(collected.code).toBe(130);
    expect(collected.stderr).toMatch(/^RUN_CANCELLED: .*2 of 2 sessions have not ended/);
    const watched = await run(["status", ...cluster.at, "--watch"]);
    expect(watched.code).toBe(0);

    await succeed(["runs", "prune", ...cluster.at]);
    expect(await succeed(["runs", "list", "--nats", cluster.url])).toBe("no runs\n");
    const { streams } = (await cluster.link()).manager;
    const left: string[] = [];
    for await (const { config } of streams.list()) left.push(config.name);
    expect(left.sort()).toEqual(["KV_hindcast-runs", "KV_hindcast-workers"]);
    // The name is free again.
    await cluster.submit(repositories.slice(0, 1));
    expect((await runs("prune", ...cluster.at)).code).toBe(0);
  });

  test.each([
    [["status"]],
    [["collect", "--out", "/nowhere/out"]],
    [["resume"]],
    [["log", "export", "--to", "/nowhere/log"]],
    [["runs", "pause"]],
    [["runs", "cancel"]],
    [["runs", "prune"]],
  ])("that are not there are RUN_MISSING to %j", async (args) => {
    const { code, stderr } = await run([...args, "--nats", cluster.url, "--run", "unheard-of"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^RUN_MISSING: .*unheard-of/);
  });
});
