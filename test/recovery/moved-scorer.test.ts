import { beforeAll, expect, onTestFinished, test } from "vitest";
import { startLikelihoodServer } from "../../scoring/serve/index.ts";
import { runHere as run, succeedHere as succeed, workplace } from "../cli/harness/command.ts";
import { breachesOf, summaryOf, trajectoryBytes } from "../cli/harness/output-files.ts";
import { plant, single } from "../cli/harness/repositories.ts";

const place = workplace();
const model = "hindcast-offline";

beforeAll(() => plant(place.at("repo"), single));

/** An address where the model answers until the test ends, or until it is taken away. */
async function serve(): Promise<{ spec: string; close: () => Promise<void> }> {
  const server = await startLikelihoodServer({ port: 0, scorer: { threads: 1 } });
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await server.close();
    open = false;
  };
  onTestFinished(close);
  return { spec: `echo:${model}@${server.url}`, close };
}

const begin = (out: string, spec: string) => {
  const args = ["run", place.at("repo"), "--out", place.at(out), "--evaluations", "4"];
  return run([...args, "--scorer", spec]);
};

test("a run whose scoring server is gone continues with another server of the model", async () => {
  const gone = await serve();
  await gone.close();
  expect((await begin("moved", gone.spec)).code).toBe(1);
  const { sessions } = await summaryOf(place.at("moved"));
  expect(sessions).toMatchObject([{ status: "failed", code: "SCORER_UNAVAILABLE" }]);

  const there = await serve();
  await succeed(["resume", place.at("moved"), "--scorer", there.spec]);
  expect((await begin("straight", there.spec)).code).toBe(0);
  const expected = await trajectoryBytes(place.at("straight"));
  expect((await trajectoryBytes(place.at("moved"))).equals(expected)).toBe(true);
  expect(await breachesOf(place.at("moved"))).toEqual([]);
});

test.each([["no SPEC", ["--scorer", "bogus"], /CONFIG_INVALID.*bogus/]])(
  "%s is refused, and the run stays as it was",
  async (name, args, expected) => {
    const out = `refused ${name}`;
    const { spec } = await serve();
    expect((await begin(out, spec)).code).toBe(0);
    const before = await trajectoryBytes(place.at(out));
    const { code, stderr } = await run(["resume", place.at(out), ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(expected);
    expect((await trajectoryBytes(place.at(out))).equals(before)).toBe(true);
  },
);
