import { cp, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { run, succeed, workplace } from "./harness/command.ts";
import {
  filesBelow,
  logOf,
  readTrajectory,
  summaryOf,
  trajectoryOf,
} from "./harness/output-files.ts";

const place = workplace();
const packages = fileURLToPath(new URL("../../node_modules/", import.meta.url));

/** Tokens below which a file says too little for a thought about it to pay. */
const ENOUGH = 200;

beforeAll(async () => {
  for (const [name, part] of [
    ["commander", "lib"],
    ["commander", "package.json"],
    ["picocolors", ""],
  ] as const) {
    await cp(path.join(packages, name, part), place.at("repo", name, part), { recursive: true });
  }
  // The largest file alone would take most of the time.
  await rm(place.at("repo", "commander", "lib", "command.js"));
  const { code, stderr } = await run(["run", place.at("repo"), "--out", place.at("out")]);
  if (code !== 0) throw new Error(stderr);
}, 120_000);

test("a real project is reconstructed, and rebuilt byte for byte", async () => {
  await succeed(["verify", place.at("out"), "--repository", place.at("repo")]);
  await succeed(["replay", logOf(place.at("out"))]);
  await succeed(["rebuild", await trajectoryOf(place.at("out")), "--into", place.at("rebuilt")]);
  const { repository } = await readTrajectory(place.at("out"));
  const included = repository.files.filter((entry) => entry.included).map((entry) => entry.path);
  expect(await filesBelow(place.at("rebuilt"))).toEqual(included.toSorted());
  for (const name of included) {
    const [ours, theirs] = [place.at("rebuilt", name), place.at("repo", name)];
    expect((await readFile(ours)).equals(await readFile(theirs)), name).toBe(true);
  }
});

test("what the search keeps is better than no thoughts and than the first ones, in four files of five", async () => {
  const [session] = (await summaryOf(place.at("out"))).sessions;
  const files = (session?.files ?? []).filter(({ tokens }) => tokens >= ENOUGH);
  expect(files.length).toBeGreaterThanOrEqual(8);
  const shown = files.map(({ path: name, nats_per_token }) => ({ name, ...nats_per_token }));
  const better = files.filter(
    ({ nats_per_token: { none, first, final } }) => final < first && final < none,
  );
  expect(better.length / files.length, JSON.stringify(shown, undefined, 1)).toBeGreaterThanOrEqual(
    0.8,
  );
});
