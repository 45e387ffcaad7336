import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { Envelope, RunSummary } from "../../protocols/index.ts";
import {
  runHere as run,
  succeedHere as succeed,
  workplace,
  type Ended,
} from "./harness/command.ts";
import { filesBelow, logOf, messagesOf, summaryOf, trajectoryOf } from "./harness/output-files.ts";
import { counter, plant } from "./harness/repositories.ts";

const place = workplace();
let ran: Ended;

beforeAll(async () => {
  const repo = await plant(place.at("repo"), counter);
  const flags = ["--out", place.at("out"), "--evaluations", "2", "--json", "--progress", "ndjson"];
  ran = await run(["run", repo, ...flags]);
});

/** The only JSON value that a text holds. */
function only(text: string): unknown {
  expect(text).toMatch(/^[^\n]*\n$/);
  return JSON.parse(text);
}

describe("run", () => {
  test("--json prints what summary.json holds, with the promised fields and no others", async () => {
    expect(ran.code).toBe(0);
    const summary = RunSummary.parse(only(ran.stdout));
    expect(summary).toEqual(await summaryOf(place.at("out")));
    const [session] = summary.sessions;
    expect(Object.keys(summary)).toEqual(["run", "seed", "elapsed_ms", "usage", "sessions"]);
    expect(session).toMatchObject({ repository: place.at("repo"), status: "done" });
    expect(session?.session).toMatch(/^repo-[0-9a-f]{6}$/);
    expect(session?.files.map(({ path }) => path).sort()).toEqual(Object.keys(counter).sort());
    expect(Object.keys(session?.files[0] ?? {})).toEqual(
      expect.arrayContaining([
        "path",
        "tokens",
        "evaluations",
        "proposals",
        "leaks_rejected",
        "nats_per_token",
        "thought_tokens",
      ]),
    );
  });

  test("the search never makes a file less likely than its first thoughts or no thoughts", async () => {
    const [session] = (await summaryOf(place.at("out"))).sessions;
    for (const { evaluations, nats_per_token: nats } of session?.files ?? []) {
      expect(evaluations).toBeLessThanOrEqual(2);
      expect(nats.final).toBeLessThanOrEqual(Math.max(nats.first, nats.none) + 1e-9);
    }
  });

  test("--progress ndjson writes one JSON event a line on stderr", () => {
    const events = ran.stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string });
    const types = events.map(({ type }) => type);
    expect(types[0]).toBe("run.started");
    expect(types.at(-1)).toBe("run.finished");
    expect(types).toEqual(expect.arrayContaining(["survey", "plan", "file.finished"]));
  });

  test("the output holds the log, its blobs, the summary and the trajectory; no lock stays", async () => {
    const files = await filesBelow(place.at("out"));
    const [session] = (await summaryOf(place.at("out"))).sessions;
    const plain = files.filter((file) => !file.startsWith("blobs/"));
    expect(plain).toEqual(
      ["log.hlog", `${session?.session}/trajectory.json`, "summary.json"].sort(),
    );
  });

  test("without --out, results go to a new directory below the working one, which is named", async () => {
    const cwd = await plant(place.at("elsewhere"), {});
    const flags = ["--search", "none", "--progress", "off"];
    const { code, stdout, stderr } = await run(["run", place.at("repo"), ...flags], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [name] = /hindcast-out\/run-\d{8}-\d{6}/.exec(stdout) ?? [];
    expect(await filesBelow(cwd)).toContain(`${name}/summary.json`);
    expect(stdout).toContain(`hindcast verify ${name}`);
    expect(stdout).not.toContain("\u001B[");
  });

  test("--progress plain writes lines for people on stderr, and the table stays on stdout", async () => {
    const flags = ["--out", place.at("plain"), "--search", "none", "--progress", "plain"];
    const { code, stdout, stderr } = await run(["run", place.at("repo"), ...flags]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/planned 3 files/);
    expect(stdout).toMatch(/^run run-.*1 of 1 sessions done/);
    expect(`${stdout}${stderr}`).not.toContain("\u001B[");
  });
});

describe("verify and replay", () => {
  test("verify --json and as text", async () => {
    const [session] = (await summaryOf(place.at("out"))).sessions;
    const repository = ["--repository", session?.repository ?? ""];
    const json = await succeed(["verify", place.at("out"), "--json", ...repository]);
    expect(only(json)).toEqual({ verified: 1, ok: true, findings: [] });
    const text = await succeed(["verify", await trajectoryOf(place.at("out"))]);
    expect(text).toBe("1 trajectory verified: every invariant holds\n");
  });

  test("replay --json and as text", async () => {
    const log = logOf(place.at("out"));
    const count = (await messagesOf(place.at("out"))).length;
    expect(only(await succeed(["replay", log, "--json"]))).toEqual({
      messages: count,
      agents: 7,
      sessions: 1,
      divergences: [],
      more: 0,
    });
    const text = await succeed(["replay", log]);
    expect(text).toBe(`${count} messages, 7 agents, 1 sessions folded: 0 divergences\n`);
  });
});

describe("log show", () => {
  const show = (...args: string[]) => run(["log", "show", logOf(place.at("out")), ...args]);

  test("prints a line for each message and nothing on stderr", async () => {
    const { code, stdout, stderr } = await show();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.trimEnd().split("\n")).toHaveLength((await messagesOf(place.at("out"))).length);
  });

  test("--json prints the envelopes as one array", async () => {
    const { stdout, stderr } = await show("--json");
    const envelopes = (JSON.parse(stdout) as unknown[]).map((item) => Envelope.parse(item));
    expect(envelopes).toEqual(await messagesOf(place.at("out")));
    expect(stderr).toBe("");
  });

  test("--session, --role and --kind choose", async () => {
    const choose = async (...args: string[]) =>
      JSON.parse((await show("--json", ...args)).stdout) as Envelope[];
    const scores = await choose("--kind", "scorer.score");
    expect(new Set(scores.map(({ kind }) => kind))).toEqual(new Set(["scorer.score"]));
    const recorder = await choose("--role", "recorder");
    expect(recorder.map(({ kind }) => kind)).toEqual(["recorder.record", "recorder.recorded"]);
    const opened = await choose("--session", "run");
    expect(opened.map(({ kind }) => kind)).toEqual(["run.opened"]);
    expect(await choose("--session", "nobody")).toEqual([]);
  });
});

describe("rebuild", () => {
  test("writes every file with its bytes, and refuses a directory that is not empty", async () => {
    const into = place.at("rebuilt");
    const trajectory = await trajectoryOf(place.at("out"));
    const stdout = await succeed(["rebuild", trajectory, "--into", into]);
    expect(stdout).toContain("3 files written");
    expect(await filesBelow(into)).toEqual(Object.keys(counter).sort());
    for (const [name, text] of Object.entries(counter)) {
      expect(await readFile(place.at("rebuilt", name), "utf8")).toBe(text);
    }
    const again = await run(["rebuild", trajectory, "--into", into]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("OUTPUT_EXISTS");
  });
});
