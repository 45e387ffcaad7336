import { beforeAll, describe, expect, test } from "vitest";
import { succeed, workplace } from "./harness/command.ts";
import { readTrajectory, summaryOf, trajectoryBytes } from "./harness/output-files.ts";
import { counter, greeter, plant, single } from "./harness/repositories.ts";

const place = workplace();
const names = ["counter", "greeter", "single"];

async function reconstruct(out: string, ...args: string[]): Promise<string> {
  await succeed(["run", ...args, "--out", place.at(out), "--evaluations", "4"]);
  return place.at(out);
}

beforeAll(async () => {
  for (const [index, files] of [counter, greeter, single].entries()) {
    await plant(place.at("repos", names[index]!), files);
  }
});

describe("one repository", () => {
  const repo = (): string => place.at("repos", "counter");
  let bytes: Buffer;

  beforeAll(async () => {
    bytes = await trajectoryBytes(await reconstruct("one", repo(), "--coders", "1"));
  });

  test("eight coders at once write the bytes that one after the other write", async () => {
    const eight = await trajectoryBytes(await reconstruct("eight", repo(), "--coders", "8"));
    expect(eight.equals(bytes)).toBe(true);
  });

  test("a second run with the same seed writes the same bytes", async () => {
    const again = await trajectoryBytes(await reconstruct("again", repo(), "--coders", "1"));
    expect(again.equals(bytes)).toBe(true);
  });

  test("another seed writes other thoughts about the same files", async () => {
    const other = await readTrajectory(await reconstruct("other", repo(), "--seed", "2"));
    const first = await readTrajectory(place.at("one"));
    expect([first.seed, other.seed]).toEqual([1, 2]);
    expect(other.steps).not.toEqual(first.steps);
    expect(other.repository).toEqual(first.repository);
  });

  test("the search was at work: something was tried and its numbers are in the summary", async () => {
    const [session] = (await summaryOf(place.at("one"))).sessions;
    const tried = session?.files.reduce((sum, { evaluations }) => sum + evaluations, 0) ?? 0;
    expect(tried).toBeGreaterThan(0);
  });
});

describe("three repositories", () => {
  test("three sessions at once write the bytes that one after the other write", async () => {
    const repos = names.map((name) => place.at("repos", name));
    const serial = await reconstruct("serial", ...repos, "--sessions", "1");
    const parallel = await reconstruct("parallel", ...repos, "--sessions", "3");
    for (const name of names) {
      const expected = await trajectoryBytes(serial, `${name}-`);
      expect((await trajectoryBytes(parallel, `${name}-`)).equals(expected), name).toBe(true);
    }
    // A session's result does not depend on its company either.
    const alone = await trajectoryBytes(place.at("one"));
    expect((await trajectoryBytes(parallel, "counter-")).equals(alone)).toBe(true);
  });

  test("summaries list the sessions in the order of the command line, equal but for times", async () => {
    const [serial, parallel] = [
      await summaryOf(place.at("serial")),
      await summaryOf(place.at("parallel")),
    ];
    expect(serial.sessions.map(({ session }) => session.replace(/-[^-]*$/, ""))).toEqual(names);
    expect(parallel.sessions).toEqual(serial.sessions);
  });
});
