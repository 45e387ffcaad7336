import { afterAll, beforeAll, expect, vi } from "vitest";
import { readFile } from "node:fs/promises";
import { CONTROL_ADDRESS, RunSummary } from "../../protocols/index.ts";
import type { ClusterStatus } from "../../runtime/cluster/index.ts";
import { blobStream, logStream, mailboxFilter } from "../../runtime/nats/index.ts";
import { run, start, succeed, until, workplace } from "../cli/harness/command.ts";
import { logOf, summaryOf } from "../cli/harness/output-files.ts";
import { AuthorDirection } from "./harness/author.ts";
import { Cluster } from "./harness/cluster.ts";
import { problemsOf, referenceRun, type Trajectories } from "./harness/reference.ts";
import { LONG } from "./harness/projects.ts";
import { plantProjects } from "./harness/repositories.ts";
import { heldOf, statusOf } from "./harness/status.ts";
import type { WorkerProcess } from "./harness/worker.ts";
import { describe, test } from "../nats/required.ts";

vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });

const place = workplace();
let repositories: string[];
let reference: Trajectories;

beforeAll(async () => {
  repositories = await plantProjects(place.at("repositories"), 3);
  const directed = AuthorDirection.submission;
  ({ trajectories: reference } = await referenceRun(repositories, place.at("reference"), directed));
});

describe("a run from its submission to its last session", () => {
  const sessions = (): string[] => [...reference.keys()].sort();
  const seen = (text: string): ClusterStatus[] =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as ClusterStatus);
  let cluster: Cluster;
  let author: AuthorDirection;
  let worker: WorkerProcess;
  let out: string;

  beforeAll(async () => {
    cluster = await Cluster.start();
    author = await AuthorDirection.in(place.at("author"));
    out = place.at("out");
    await author.hold();
    await cluster.submit(repositories, author.submission);
    worker = await cluster.worker(author.worker);
    // Every session stands where it needs its author's first word.
    await author.held(repositories.length);
  });

  afterAll(async () => {
    await cluster.close();
  });

  test("status reports sessions, agents, queues and workers", async () => {
    const { server, workers, run: found } = await statusOf(cluster);
    expect(server.version).toMatch(/^2\./);
    expect(found).toMatchObject({
      run: cluster.run,
      state: "running",
      sessions: { total: 3, waiting: 0, working: 3, done: 0, failed: 0 },
      eta_seconds: null,
      failures: [],
    });
    expect(found.queues.map(({ role }) => role)).toEqual(["author", "graph", "recorder", "scorer"]);
    expect(found.queues[0]).toMatchObject({ role: "author", waiting: 0, in_hand: 3 });
    expect(found.log.messages).toBeGreaterThan(10);
    expect(found.log.bytes).toBeGreaterThan(1000);
    expect(workers).toMatchObject([
      {
        pid: worker.pid,
        draining: false,
        roles: expect.arrayContaining(["main", "coder", "search", "author"]),
        metrics: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/),
      },
    ]);
    // A worker tells of what it does every now and then; what it told first may be of before.
    const told = await until("what the worker does", async () => {
      const status = await statusOf(cluster);
      const share = status.workers[0]?.runs[cluster.run];
      return share?.agents["main"] === 3 && share.requests["author"] === 3 ? share : undefined;
    });
    expect(told.left_out).toEqual({});
    const text = await succeed(["status", "--nats", cluster.url]);
    expect(text).toContain("trial: running, submitted");
    expect(text).toContain("sessions  3: 0 done, 0 failed, 3 at work, 0 waiting");
    expect(text).toMatch(/agents +3 main/);
    expect(text).toContain("requests  author 3 in hand\n");
    expect(text).toContain("ETA not known yet");
    expect(text).not.toContain("\u001B[");
  });

  test("a log exported during the run is replayed without a divergence", async () => {
    const to = place.at("exported");
    const text = await succeed(["log", "export", ...cluster.at, "--to", to]);
    const [, count] = /^(\d+) messages/.exec(text) ?? [];
    const replayed = JSON.parse(
      await succeed(["replay", logOf(to), "--json", ...author.submission]),
    ) as unknown;
    expect(replayed).toMatchObject({ messages: Number(count), sessions: 3, divergences: [] });
    const [first = ""] = sessions();
    const one = ["--session", first, "--to", place.at("exported-one")];
    await succeed(["log", "export", ...cluster.at, ...one]);
    const single = await succeed([
      "replay",
      logOf(place.at("exported-one")),
      "--json",
      ...author.submission,
    ]);
    expect(JSON.parse(single)).toMatchObject({ sessions: 1, divergences: [] });
    const again = await run(["log", "export", ...cluster.at, "--to", to]);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/^OUTPUT_EXISTS: /);
  });

  test("paused, workers finish their current requests and leave; resumed, they continue", async () => {
    expect(await succeed(["runs", "pause", ...cluster.at])).toBe("run trial: paused\n");
    await until("the worker to leave", () => worker.log.includes("leaving a run") || undefined);
    await author.go();
    await until("the worker to be idle", async () => {
      const { run: found, workers } = await statusOf(cluster);
      const [author_] = found.queues;
      return author_?.in_hand === 0 && workers[0]?.runs[cluster.run] === undefined
        ? true
        : undefined;
    });
    const { run: paused } = await statusOf(cluster);
    expect(paused).toMatchObject({ state: "paused", sessions: { done: 0 }, eta_seconds: null });
    await author.refuse(sessions()[1] ?? "");
    const resumed = await succeed(["resume", ...cluster.at, "--json"]);
    expect(JSON.parse(resumed)).toMatchObject({ run: "trial", state: "running", retried: [] });
  });

  test("watched and collected during the run, to its end: a failed session stays", async () => {
    const [first = "", refused = "", last = ""] = sessions();
    const watch = start(["status", ...cluster.at, "--watch", "--json"], { timeout: LONG });
    const pages = start(["status", ...cluster.at, "--watch"], { timeout: LONG });
    const flags = ["--out", out, "--follow", "--progress", "plain"];
    const collected = await run(["collect", ...cluster.at, ...flags], { timeout: LONG });
    expect(collected.code).toBe(1);
    expect(collected.stderr).toContain("2 of 3 collected");
    expect(collected.stdout).toMatch(/AUTHOR_REJECTED.*as the test directed/);
    expect(collected.stdout).toContain(`hindcast resume --nats ${cluster.url} --run trial\n`);

    const lines = await watch.ended;
    const states = seen(lines.stdout).map(({ runs }) => runs[0]?.state);
    expect(lines.code).toBe(0);
    expect(states.at(-1)).toBe("done");
    expect(states.slice(0, -1).every((state) => state === "running")).toBe(true);
    const page = await pages.ended;
    expect(page.code).toBe(0);
    expect(page.stdout).toContain("sessions  3: 2 done, 1 failed, 0 at work, 0 waiting");
    expect(page.stdout).not.toContain("\u001B[");

    const { run: found } = await statusOf(cluster);
    expect(found).toMatchObject({
      state: "done",
      sessions: { total: 3, waiting: 0, working: 0, done: 2, failed: 1 },
      failures: [{ session: refused, code: "AUTHOR_REJECTED", reason: "as the test directed" }],
    });
    const text = await succeed(["status", ...cluster.at]);
    expect(text).toContain(`failed    ${refused}: AUTHOR_REJECTED: as the test directed`);
    expect(await heldOf(cluster, first)).toBe(0);
    expect(await heldOf(cluster, last)).toBe(0);
    expect(await heldOf(cluster, refused)).toBeGreaterThan(0);
    const summary = RunSummary.parse(await summaryOf(out));
    expect(summary.sessions.map(({ status }) => status)).toEqual(["done", "failed", "done"]);
  });

  test("collected twice, the results are as they were, in another directory there are none", async () => {
    const before = await readFile(logOf(out));
    expect((await run(["collect", ...cluster.at, "--out", out])).code).toBe(1);
    expect((await readFile(logOf(out))).equals(before)).toBe(true);
    const elsewhere = await run(["collect", ...cluster.at, "--out", place.at("elsewhere")]);
    expect(elsewhere.stdout).toContain("2 more were collected to another directory");
    expect((await summaryOf(place.at("elsewhere"))).sessions).toMatchObject([{ status: "failed" }]);
    // What is left on the server can be replayed still.
    await succeed(["log", "export", ...cluster.at, "--to", place.at("left")]);
    const replayed = await succeed([
      "replay",
      logOf(place.at("left")),
      "--json",
      ...author.submission,
    ]);
    expect(JSON.parse(replayed)).toMatchObject({ sessions: 1, divergences: [] });
  });

  test("resumed, failed sessions are tried again and finish", async () => {
    await author.accept();
    const resumed = await succeed(["resume", ...cluster.at]);
    expect(resumed).toContain(`${sessions()[1]}: tried again`);
    const flags = ["--out", out, "--follow", "--progress", "off"];
    const { code } = await run(["collect", ...cluster.at, ...flags], { timeout: LONG });
    expect(code).toBe(0);
    expect(await problemsOf(out, reference, author.submission)).toEqual([]);
    const link = await cluster.link();
    const { state } = await link.manager.streams.info(blobStream(cluster.run));
    expect(state.messages).toBe(0);
    const control = mailboxFilter(cluster.run, CONTROL_ADDRESS);
    const info = await link.manager.streams.info(logStream(cluster.run), {
      subjects_filter: control,
    });
    // The first record, two ends, a failure and the end that came of its retry.
    expect(Object.values(info.state.subjects ?? {}).reduce((a, b) => a + b, 0)).toBe(5);
    expect(info.state.messages).toBeLessThan(10);
  });
});
