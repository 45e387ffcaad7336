import { mkdtemp, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { loadActors } from "../../../app/actors/index.ts";
import type { SessionPlan } from "../../../app/input/index.ts";
import { openingMessages, runOpened, startMessage } from "../../../app/run/index.ts";
import {
  encodeDraft,
  type Body,
  type Draft,
  type Envelope,
  type MainInput,
} from "../../../protocols/index.ts";
import { SessionArchive } from "../../../runtime/cluster/index.ts";
import { defaults } from "../../../runtime/config/index.ts";
import { LOG_FILE } from "../../../runtime/bus/index.ts";
import { readLog } from "../../../runtime/log/index.ts";
import { readOpening } from "../../../runtime/replay/index.ts";

const plans = (count: number): SessionPlan[] =>
  Array.from({ length: count }, (_, index) => ({
    session: `repository-${index}`,
    path: `/data/${"deep/".repeat(20)}repository-${index}`,
    source: { snapshot: { sha256: "0".repeat(64), bytes: index } },
  }));

async function openingOf(count: number): Promise<{ body: Body<"run.opened">; drafts: Draft[] }> {
  const body = runOpened(defaults, await loadActors({ modules: [] }), plans(count));
  return { body, drafts: openingMessages("r", body) };
}

function logged(drafts: readonly Draft[]): [Envelope, ...Envelope[]] {
  return drafts.map((draft, index) => ({ ...draft, seq: index + 1, time: 0 })) as [Envelope];
}

async function* logOf(drafts: readonly Draft[]): AsyncIterable<Envelope> {
  await Promise.resolve();
  yield* logged(drafts);
}

describe("the records that a run begins with", () => {
  test("a run of a few sessions has one, as it always had", async () => {
    const { body, drafts } = await openingOf(3);
    expect(drafts.map(({ kind }) => kind)).toEqual(["run.opened"]);
    expect(drafts[0]?.body).toEqual(body);
  });

  test("ten thousand sessions are listed in order, and every record fits into a message", async () => {
    const { body, drafts } = await openingOf(10_000);
    for (const draft of drafts) expect(encodeDraft(draft).length).toBeLessThan(500_000);
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length);
    const { opened, records } = await readOpening(logOf(drafts), "log");
    expect(opened).toEqual(body);
    expect(records).toHaveLength(drafts.length);
  });

  test("a log that ends within the list is no started run", async () => {
    const { drafts } = await openingOf(5000);
    await expect(readOpening(logOf(drafts.slice(0, -1)), "log")).rejects.toMatchObject({
      code: "LOG_INVALID",
    });
    const [first, , ...rest] = drafts;
    const other = { ...first!, kind: "agent.spawn" };
    await expect(readOpening(logOf([first!, other, ...rest]), "log")).rejects.toMatchObject({
      code: "LOG_INVALID",
    });
  });
});

describe("the archive of a collected run", () => {
  let directory = "";
  afterEach(() => rm(directory, { recursive: true, force: true }));

  test("continues the list where a crash cut it short", async () => {
    directory = await mkdtemp(path.join(tmpdir(), "hindcast-opening-"));
    const { body, drafts } = await openingOf(4000);
    const records = logged(drafts);
    expect(records.length).toBeGreaterThan(2);
    const kept = (): Promise<boolean> => Promise.resolve(false);
    await (await SessionArchive.open(directory, records, kept)).close();
    const log = path.join(directory, LOG_FILE);
    await truncate(log, (await stat(log)).size - 10);
    await (await SessionArchive.open(directory, records, kept)).close();
    await (await SessionArchive.open(directory, records, kept)).close();
    expect((await readOpening(readLog(log), log)).opened).toEqual(body);
    let count = 0;
    for await (const { seq } of readLog(log)) expect(seq).toBe((count += 1));
    expect(count).toBe(records.length);
  });
});

test("the sight of a session is in its settings, and the run's stays what it was", async () => {
  const config = { ...defaults, search: { ...defaults.search, sight: "both" as const } };
  const sessions = plans(2).map((plan, at) => ({
    ...plan,
    sight: at === 0 ? ("informed" as const) : ("blind" as const),
  }));
  const opened = runOpened(config, await loadActors({ modules: [] }), sessions);
  const { settings, seed } = opened;
  const sights = opened.sessions.map((plan, at) => {
    const start = startMessage("r", plan, at + 1, { settings, seed, coders: 1, behaviour: "b" });
    return (start.body as { input: MainInput }).input.settings.search.sight;
  });
  expect(sights).toEqual(["informed", "blind"]);
  expect(settings.search.sight).toBe("both");
});
