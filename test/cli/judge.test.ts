import { beforeAll, describe, expect, test } from "vitest";
import { runHere as run, succeedHere as succeed, workplace } from "./harness/command.ts";
import { logOf, messagesOf, summaryOf, trajectoryBytes } from "./harness/output-files.ts";
import { counter, plant } from "./harness/repositories.ts";

const place = workplace();

async function reconstruct(out: string, ...args: string[]): Promise<string> {
  const repo = place.at("repo");
  await succeed(["run", repo, "--out", place.at(out), "--evaluations", "6", ...args]);
  return place.at(out);
}

beforeAll(async () => {
  await plant(place.at("repo"), counter);
});

describe("hindcast run --judge offline", () => {
  let judged: string;
  let printed: string;
  beforeAll(async () => {
    judged = place.at("judged");
    const args = ["run", place.at("repo"), "--out", judged, "--evaluations", "6"];
    printed = await succeed([...args, "--judge", "offline", "--coders", "1"]);
  });

  test("reports the judge's numbers and an audit for every file that was searched", async () => {
    const summary = await summaryOf(judged);
    const files = summary.sessions.flatMap((session) => session.files);
    expect(files.length).toBeGreaterThan(2);
    for (const { tokens, judge, audit, nats_per_token } of files) {
      if (tokens === 0) continue;
      expect(judge).not.toEqual(nats_per_token);
      for (const nats of Object.values(judge ?? { missing: 0 })) expect(nats).toBeGreaterThan(0);
      expect(audit?.shared).toBe(0);
    }
    const grams = files.reduce((sum, { audit }) => sum + (audit?.grams ?? 0), 0);
    expect(summary.audit).toMatchObject({ grams, shared: 0 });
  });

  test("prints the judge's gain beside the search's own", () => {
    expect(printed).toMatch(/gain {9}[+-]?\d.*nats per token/);
    expect(printed).toMatch(/judge {8}[+-]?\d.*nats per token/);
    expect(printed).toMatch(/leaks {8}0 of \d+ runs of 13 words/);
  });

  test("is asked only by coders, after their searches, and answers as another model", async () => {
    const messages = await messagesOf(judged);
    const asked = messages.filter(({ to }) => to.includes("/judge/"));
    expect(asked.length).toBeGreaterThan(2);
    for (const { from, seq } of asked) {
      expect(from.split("/")[1]).toBe("coder");
      const search = from.replace("/coder/", "/search/");
      const finished = messages.find(
        (one) => one.from === search && one.kind === "search.finished",
      );
      expect(finished?.seq).toBeLessThan(seq);
    }
    const models = messages.flatMap(({ kind, from, body }) =>
      kind === "scorer.scored"
        ? [`${from.split("/")[1]} ${(body as { model: string }).model}`]
        : [],
    );
    expect([...new Set(models)].sort()).toEqual(["judge offline:judge", "scorer offline"]);
  });

  test("changes no byte of the trajectory, with one coder or eight", async () => {
    const bytes = await trajectoryBytes(judged);
    const bare = await reconstruct("bare", "--coders", "8");
    expect((await trajectoryBytes(bare)).equals(bytes)).toBe(true);
    const eight = await reconstruct("eight", "--coders", "8", "--judge", "offline");
    expect((await trajectoryBytes(eight)).equals(bytes)).toBe(true);
  });

  test("leaves a run without it as it was", async () => {
    const summary = await summaryOf(await reconstruct("plain"));
    expect("audit" in summary).toBe(false);
    for (const file of summary.sessions.flatMap((session) => session.files)) {
      expect("judge" in file || "audit" in file).toBe(false);
    }
  });

  test("replays", async () => {
    const { code, stdout, stderr } = await run(["replay", logOf(judged), "--json"]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({ divergences: [] });
    expect(code).toBe(0);
  });
});
