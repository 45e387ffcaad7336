import { beforeAll, describe, expect, test } from "vitest";
import { run, succeed, workplace } from "../cli/harness/command.ts";
import { breachesOf, messagesOf, summaryOf, trajectoryBytes } from "../cli/harness/output-files.ts";
import { counter, greeter, plant } from "../cli/harness/repositories.ts";
import { killBehind, repeated } from "./kill.ts";

const place = workplace();
const settings = ["--evaluations", "6", "--progress", "off"];
let args: readonly string[];
/** Messages of the run that nobody disturbs. */
let whole = 0;

beforeAll(async () => {
  args = ["run", await plant(place.at("repo"), counter), ...settings];
  await succeed([...args, "--out", place.at("whole")]);
  whole = (await messagesOf(place.at("whole"))).length;
});

/** What every recovered run must keep: the same bytes, whole, replayable, nothing asked twice. */
async function expectRecovered(out: string): Promise<void> {
  expect((await trajectoryBytes(out)).equals(await trajectoryBytes(place.at("whole")))).toBe(true);
  expect(await breachesOf(out)).toEqual([]);
  const messages = await messagesOf(out);
  expect(repeated(messages)).toEqual([]);
  expect(messages).toHaveLength(whole);
  const [ours, theirs] = [await summaryOf(out), await summaryOf(place.at("whole"))];
  expect({ ...ours.sessions[0], session: "" }).toEqual({ ...theirs.sessions[0], session: "" });
  expect(ours.usage).toEqual(theirs.usage);
}

describe("kill -9 at a moment, then resume", () => {
  // From the first record to the last answers: survey, plan, thoughts, scores, recording.
  const moments = [1, 3, 5, 9, 14, 30, 0.4, 0.6, 0.8, 0.97];

  test.each(moments)("after message %d (or that fraction of all)", async (moment) => {
    const count = moment < 1 ? Math.floor(whole * moment) : moment;
    const out = place.at(`killed-${moment}`);
    const reached = await killBehind(count, out, [...args, "--out", out]);
    expect(reached).toBeGreaterThanOrEqual(count);
    const { code, stderr } = await run(["resume", out, "--progress", "off"]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    await expectRecovered(out);
  });

  test("again and again: each start is killed a little later than the one before", async () => {
    const out = place.at("often");
    let reached = await killBehind(4, out, [...args, "--out", out]);
    for (let round = 0; round < 4 && reached < whole - 20; round += 1) {
      reached = await killBehind(reached + 10, out, ["resume", out, "--progress", "off"]);
    }
    expect((await run(["resume", out])).code).toBe(0);
    await expectRecovered(out);
  });
});

describe("a run of several sessions", () => {
  test("loses none and repeats none, whichever were done when it was killed", async () => {
    const second = await plant(place.at("second"), greeter);
    const both = [...args, second, "--sessions", "2"];
    await succeed([...both, "--out", place.at("both")]);
    const total = (await messagesOf(place.at("both"))).length;
    const out = place.at("both-killed");
    await killBehind(Math.floor(total * 0.7), out, [...both, "--out", out]);
    await succeed(["resume", out]);
    for (const name of ["repo-", "second-"]) {
      const expected = await trajectoryBytes(place.at("both"), name);
      expect((await trajectoryBytes(out, name)).equals(expected), name).toBe(true);
    }
    const messages = await messagesOf(out);
    expect(repeated(messages)).toEqual([]);
    expect(messages).toHaveLength(total);
    expect(await breachesOf(out)).toEqual([]);
  });
});

describe("resume of a run that is finished", () => {
  test("changes nothing but the time that it took", async () => {
    const before = await summaryOf(place.at("whole"));
    const bytes = await trajectoryBytes(place.at("whole"));
    const { code, stdout } = await run(["resume", place.at("whole"), "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ run: before.run, sessions: before.sessions });
    expect(await summaryOf(place.at("whole"))).toEqual({
      ...before,
      elapsed_ms: expect.any(Number) as number,
    });
    expect((await trajectoryBytes(place.at("whole"))).equals(bytes)).toBe(true);
    expect(await messagesOf(place.at("whole"))).toHaveLength(whole);
  });
});
