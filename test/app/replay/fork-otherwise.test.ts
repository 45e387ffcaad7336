import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fork, parsePatch, type ForkOptions } from "../../../app/fork/index.ts";
import { indexMessages } from "../../../app/log/index.ts";
import { replay } from "../../../app/replay/index.ts";
import { verify } from "../../../app/verify/index.ts";
import type { Envelope } from "../../../protocols/index.ts";
import { JUDGE_CONTEXTS } from "../../../scoring/scorer/index.ts";
import { startLikelihoodServer, type LikelihoodServer } from "../../../scoring/serve/index.ts";
import { startAuthorServer, type AuthorServer } from "../../cli/harness/author-server.ts";
import { logOf, messagesOf, readTrajectory } from "../../cli/harness/output-files.ts";
import { recorded } from "./recorded.ts";

const place = recorded(() => []);
const changedCoder = fileURLToPath(
  new URL("../../fixtures/agents/changed-coder.ts", import.meta.url),
);
let author: AuthorServer;
let scorer: LikelihoodServer;
let log: readonly Envelope[];

beforeAll(async () => {
  author = await startAuthorServer();
  scorer = await startLikelihoodServer({ scorer: { threads: 1, contexts: JUDGE_CONTEXTS } });
  log = (await indexMessages(logOf(place.at("out")))).messages;
});
afterAll(async () => {
  await author.close();
  await scorer.close();
});

/** Position of the first message of a kind. */
function first(kind: string): number {
  return log.find((message) => message.kind === kind)!.seq;
}

async function forked(name: string, options: Pick<ForkOptions, "at"> & Partial<ForkOptions>) {
  const out = place.at(name);
  const env = { XDG_CACHE_HOME: place.at("cache") };
  const result = await fork({ log: logOf(place.at("out")), out, env, ...options });
  expect(result.summary.sessions).toMatchObject([{ status: "done" }]);
  expect((await verify({ target: out })).findings).toEqual([]);
  const modules = options.agents ?? [];
  expect((await replay({ log: logOf(out), modules, env })).divergences).toEqual([]);
  const messages = await messagesOf(out);
  const adapted = messages.filter(({ kind }) => kind === "run.adapted");
  return { ...result, out, messages, adapted };
}

test("another author writes what is asked after the place, and the trajectory says so", async () => {
  const at = first("author.planned");
  const { out, adapted, messages, reused } = await forked("author", { at, author: author.spec });
  expect(author.asked.length).toBeGreaterThan(5);
  expect(adapted).toMatchObject([
    {
      seq: at + 1,
      body: { changes: [{ setting: "author", from: "offline", to: author.spec }] },
    },
  ]);
  // The graph answers from the log, where it is asked as it was.
  expect(reused).toBeGreaterThan(0);
  expect(messages.slice(0, at)).toEqual(log.slice(0, at));
  const { made_by } = await readTrajectory(out);
  expect(made_by?.author).toMatch(/^offline/);
  expect(made_by?.adapted).toMatchObject([
    { author: expect.stringMatching(/^openai:test-model/) as string },
  ]);
});

test("other scorers score what is asked after the place", async () => {
  const at = first("scorer.scored");
  const scorers = [`echo:hindcast-offline@${scorer.url}`];
  const { adapted, messages } = await forked("scorer", { at, scorers });
  expect(adapted).toMatchObject([
    { seq: at + 1, body: { changes: [{ setting: "scorers", from: ["offline"], to: scorers }] } },
  ]);
  const scores = (all: readonly Envelope[]) =>
    all.filter(({ kind }) => kind === "scorer.scored").map(({ body }) => body);
  expect(scores(messages)[0]).toEqual(scores(log)[0]);
  expect(scores(messages)).not.toEqual(scores(log));
  expect(scorer.stats.promptTokens).toBeGreaterThan(0);
});

test("a judge judges the sessions that start after the place", async () => {
  const judged = (all: readonly Envelope[]) => all.some(({ to }) => to.endsWith("/judge/pool"));
  expect(judged(log)).toBe(false);
  const { adapted, messages } = await forked("judge", { at: 1, judge: "offline" });
  expect(adapted).toMatchObject([
    { seq: 2, body: { changes: [{ setting: "judge", to: "offline" }] } },
  ]);
  expect(judged(messages)).toBe(true);
  const late = await forked("late-judge", { at: first("author.planned"), judge: "offline" });
  expect(late.adapted).toHaveLength(1);
  expect(judged(late.messages)).toBe(false);
});

test("other agents go on where they would have sent what is shared, and are refused elsewhere", async () => {
  const at = first("graph.plan_checked");
  const { messages, reused } = await forked("agents", { at, agents: [changedCoder] });
  const purposes = (all: readonly Envelope[]) =>
    all
      .filter(({ kind, from }) => kind === "author.thought" && from.endsWith("/coder/src/app.py"))
      .map(({ body }) => (body as { purpose: string }).purpose);
  expect(purposes(log).slice(0, 2)).toEqual(["needs", "design"]);
  expect(purposes(messages).slice(0, 2)).toEqual(["design", "needs"]);
  expect(reused).toBeGreaterThan(0);

  const late = fork({
    log: logOf(place.at("out")),
    out: place.at("late"),
    at: first("scorer.scored"),
    agents: [changedCoder],
    env: {},
  });
  await expect(late).rejects.toMatchObject({
    code: "LOG_DIVERGED",
    detail: expect.stringContaining("/coder/") as string,
  });
});

test("an edited answer changes what follows from it, and the original stays", async () => {
  const at = first("scorer.scored");
  const { body } = log[at - 1] as { body: { variants: { outcome: string }[] } };
  const last = body.variants.length - 1;
  const patch = [
    {
      op: "replace",
      path: `/variants/${last}`,
      value: { outcome: "leak", leak: { segment: 1, run: 20 } },
    },
  ];
  const { messages } = await forked("edited", { at, edit: parsePatch(JSON.stringify(patch)) });
  expect(messages[at - 1]!.body).toMatchObject({
    variants: expect.arrayContaining([expect.objectContaining({ outcome: "leak" })]) as unknown,
  });
  expect(await messagesOf(place.at("out"))).toEqual(log);
});
