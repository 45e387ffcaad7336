import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { respond, startAuthorServer, type AuthorServer } from "../cli/harness/author-server.ts";
import { runHere as run, succeedHere as succeed, workplace } from "../cli/harness/command.ts";
import { breachesOf, messagesOf, summaryOf, trajectoryBytes } from "../cli/harness/output-files.ts";
import { counter, plant, single } from "../cli/harness/repositories.ts";
import { repeated, standing } from "./kill.ts";

const place = workplace();
let server: AuthorServer;

beforeAll(async () => {
  server = await startAuthorServer();
  await plant(place.at("repo"), counter);
  await plant(place.at("single"), single);
});

afterAll(() => server.close());

beforeEach(() => {
  server.asked.length = 0;
  server.behave = () => false;
});

const settings = (): string[] => ["--author", server.spec, "--search", "none", "--coders", "1"];
const start = (out: string) => ["run", place.at("repo"), "--out", place.at(out), ...settings()];

/** The server refuses everything behind so many requests. */
function refuseBehind(count: number): void {
  server.behave = ({ number }, response) =>
    number > count && respond(response, 403, { error: { message: "no credit left" } });
}

test.each([0, 1, 4, 7])("rejected after %d answers, then resumed", async (answered) => {
  const out = place.at(`failed-${answered}`);
  await succeed(start("whole-" + answered));
  const needed = server.asked.length;
  server.asked.length = 0;
  expect(answered).toBeLessThan(needed);

  refuseBehind(answered);
  const failed = await run(start(`failed-${answered}`));
  expect(failed.code).toBe(1);
  expect((await summaryOf(out)).sessions).toMatchObject([
    { status: "failed", code: "AUTHOR_REJECTED", reason: expect.stringContaining("403") as string },
  ]);
  // The failed one is not counted as an answer.
  expect(server.asked).toHaveLength(answered + 1);

  server.asked.length = 0;
  server.behave = () => false;
  const resumed = await run(["resume", out]);
  expect({ code: resumed.code, stderr: resumed.stderr }).toMatchObject({ code: 0 });
  expect(server.asked).toHaveLength(needed - answered);
  const expected = await trajectoryBytes(place.at("whole-" + answered));
  expect((await trajectoryBytes(out)).equals(expected)).toBe(true);
  expect((await summaryOf(out)).usage.requests).toBe(needed);
  expect(await breachesOf(out)).toEqual([]);
});

test("refused in the middle of a search, where several ask at once", async () => {
  const search = ["--author", server.spec, "--evaluations", "4", "--coders", "4"];
  const begin = (out: string) => ["run", place.at("repo"), "--out", place.at(out), ...search];
  await succeed(begin("searched"));
  refuseBehind(Math.ceil(server.asked.length / 2));
  server.asked.length = 0;
  expect((await run(begin("cut"))).code).toBe(1);
  server.behave = () => false;
  await succeed(["resume", place.at("cut")]);
  const expected = await trajectoryBytes(place.at("searched"));
  expect((await trajectoryBytes(place.at("cut"))).equals(expected)).toBe(true);
  const messages = standing(await messagesOf(place.at("cut")));
  expect(repeated(messages)).toEqual([]);
  expect(await breachesOf(place.at("cut"))).toEqual([]);
});

test("a session that fails twice is resumed twice", async () => {
  const out = place.at("twice");
  refuseBehind(2);
  expect((await run(start("twice"))).code).toBe(1);
  expect((await run(["resume", out])).code).toBe(1);
  server.behave = () => false;
  expect((await run(["resume", out])).code).toBe(0);
  expect(await breachesOf(out)).toEqual([]);
  const retried = (await messagesOf(out)).filter(({ kind }) => kind === "run.retried");
  expect(retried).toHaveLength(2);
});

test("other sessions of the run continue, and resume leaves them alone", async () => {
  const out = place.at("mixed");
  // Only what is about the larger repository is refused.
  server.behave = ({ body }, response) =>
    body.includes("util") && respond(response, 400, { error: { message: "too long" } });
  const both = ["run", place.at("repo"), place.at("single"), "--out", out, ...settings()];
  const { code, stdout } = await run([...both, "--json"]);
  expect(code).toBe(1);
  const summary = JSON.parse(stdout) as { sessions: { status: string }[] };
  expect(summary.sessions.map(({ status }) => status)).toEqual(["failed", "done"]);
  const verified = await succeed(["verify", out]);
  expect(verified).toContain("1 trajectory verified");
  const done = await trajectoryBytes(out, "single-");

  server.asked.length = 0;
  server.behave = () => false;
  await succeed(["resume", out]);
  expect(server.asked.filter(({ body }) => !/util|repo/i.test(body))).toEqual([]);
  expect((await trajectoryBytes(out, "single-")).equals(done)).toBe(true);
  expect(await succeed(["verify", out])).toContain("2 trajectories verified");
  expect(repeated(standing(await messagesOf(out)))).toEqual([]);
});
