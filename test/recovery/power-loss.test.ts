import { cp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { runHere as run, succeedHere as succeed, workplace } from "../cli/harness/command.ts";
import { readFrames } from "../cli/harness/log-file.ts";
import { filesBelow, logOf, trajectoryBytes, trajectoryOf } from "../cli/harness/output-files.ts";
import { counter, plant } from "../cli/harness/repositories.ts";

const place = workplace();
let blobs: string[];
let expected: Buffer;

beforeAll(async () => {
  const repo = await plant(place.at("repo"), counter);
  const args = ["--evaluations", "2", "--durable", "--progress", "off"];
  await succeed(["run", repo, "--out", place.at("whole"), ...args]);
  blobs = await filesBelow(place.at("whole", "blobs"));
  expected = await trajectoryBytes(place.at("whole"));
});

/** A copy of the output, and the path of its session's trajectory. */
async function copy(name: string): Promise<{ out: string; trajectory: string }> {
  const out = place.at(name);
  await cp(place.at("whole"), out, { recursive: true });
  return { out, trajectory: await trajectoryOf(out) };
}

/** Leaves three quarters of the log and nothing that was written after them. */
async function cutShort(out: string, trajectory: string): Promise<void> {
  const frames = await readFrames(logOf(out));
  const last = frames[Math.floor((frames.length * 3) / 4)];
  await truncate(logOf(out), last?.offset);
  await rm(trajectory);
}

async function resumed(out: string): Promise<void> {
  await succeed(["resume", out, "--trust", "--durable", "--progress", "off"]);
}

test.each([
  ["gone", (file: string) => rm(file)],
  ["empty", (file: string) => truncate(file, 0)],
  ["of zeros", (file: string) => writeFile(file, Buffer.alloc(expected.length))],
])("a trajectory that is %s is written again from the log", async (what, damage) => {
  const { out, trajectory } = await copy(`trajectory-${what.replace(" ", "-")}`);
  await damage(trajectory);
  await resumed(out);
  expect((await readFile(trajectory)).equals(expected)).toBe(true);
});

test.each([
  ["gone", (file: string) => rm(file)],
  ["of zero length", (file: string) => truncate(file, 0)],
  [
    "of zeros",
    async (file: string) => writeFile(file, Buffer.alloc((await readFile(file)).length)),
  ],
])("answers whose blobs are %s are asked for again", async (what, damage) => {
  const { out, trajectory } = await copy(`blobs-${what.replaceAll(" ", "-")}`);
  await cutShort(out, trajectory);
  expect(blobs.length).toBeGreaterThan(0);
  for (const blob of blobs) await damage(path.join(out, "blobs", blob));
  await resumed(out);
  expect((await readFile(trajectory)).equals(expected)).toBe(true);
  await succeed(["verify", out]);
});

test("what cannot be had again is named", async () => {
  const { out, trajectory } = await copy("nothing");
  await rm(trajectory);
  await rm(path.join(out, "blobs"), { recursive: true });
  const { code, stderr } = await run(["resume", out, "--trust", "--progress", "off"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^BLOB_(?:DAMAGED|MISSING): .*[0-9a-f]{64}/m);
});
