import { lstat, readFile, readlink, readdir } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import { run, succeedHere as succeed, type Ended } from "../cli/harness/command.ts";
import { filesBelow, logOf, readTrajectory, trajectoryOf } from "../cli/harness/output-files.ts";
import type { ManifestEntry, Trajectory } from "../../protocols/index.ts";

/** A run over a tree that was made to harm. */
export async function survive(repo: string, out: string, ...more: string[]): Promise<Ended> {
  const flags = ["--out", out, "--search", "none", "--progress", "plain"];
  const ended = await run(["run", repo, ...flags, ...more]);
  // A crash has no code, or the code and the word of an error that nobody thought of.
  expect(ended.signal).toBeNull();
  expect(ended.stderr).not.toMatch(/^BUG:|\n {4}at /);
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  expect(`${ended.stdout}${ended.stderr}`).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
  return ended;
}

/**
 * A tree that can be reconstructed: the run succeeds and verifies, what it rebuilds is the tree
 * byte for byte but for the files that the manifest leaves out, each with a reason. Returns the
 * entries by path.
 */
export async function expectReconstructed(
  repo: string,
  out: string,
  ...more: string[]
): Promise<ReadonlyMap<string, ManifestEntry>> {
  const before = await statesBelow(path.dirname(repo), out);
  const { code, stdout, stderr } = await survive(repo, out, ...more);
  expect({ code, said: code === 0 ? "" : `${stdout}${stderr}` }).toEqual({ code: 0, said: "" });
  await succeed(["verify", out, "--repository", repo]);
  await succeed(["replay", logOf(out)]);
  const into = `${out}-rebuilt`;
  await succeed(["rebuild", await trajectoryOf(out), "--into", into]);
  const trajectory = await readTrajectory(out);
  await expectSame(repo, into, trajectory);
  expect(await statesBelow(path.dirname(repo), out, into)).toEqual(before);
  return new Map(trajectory.repository.files.map((entry) => [entry.path, entry]));
}

async function expectSame(repo: string, into: string, { repository }: Trajectory): Promise<void> {
  const included = repository.files.filter((entry) => entry.included).map((entry) => entry.path);
  expect(included.length).toBeGreaterThan(0);
  expect(await filesBelow(into)).toEqual(included.toSorted());
  for (const name of included) {
    const [ours, theirs] = [readFile(path.join(into, name)), readFile(path.join(repo, name))];
    expect((await ours).equals(await theirs), JSON.stringify(name)).toBe(true);
  }
  for (const entry of repository.files) {
    expect(entry.included || entry.reason !== undefined, JSON.stringify(entry.path)).toBe(true);
  }
}

/** Everything below a directory but some, with sizes and places of links: what must not change. */
async function statesBelow(root: string, ...but: string[]): Promise<string[]> {
  const states: string[] = [];
  const visit = async (directory: Buffer): Promise<void> => {
    for (const name of await readdir(directory, { encoding: "buffer" })) {
      const file = Buffer.concat([directory, Buffer.from("/"), name]);
      if (but.some((other) => file.equals(Buffer.from(other)))) continue;
      const stats = await lstat(file);
      const link = stats.isSymbolicLink() ? await readlink(file, { encoding: "latin1" }) : "";
      states.push(
        `${file.toString("latin1")} ${stats.mode} ${stats.isFile() ? stats.size : ""} ${link}`,
      );
      if (stats.isDirectory()) await visit(file);
    }
  };
  await visit(Buffer.from(root));
  return states.sort();
}
