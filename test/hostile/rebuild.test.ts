import { mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rebuildInto } from "../../app/verify/rebuild.ts";
import { TRAJECTORY_FORMAT, Trajectory, sha256 } from "../../protocols/index.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-rebuild-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A trajectory in which nothing is wrong but the names of its files. */
function writing(...paths: readonly string[]): Trajectory {
  const content = "x\n";
  const about = { bytes: 2, included: true, sha256: sha256(content), encoding: "utf-8" } as const;
  return Trajectory.parse({
    format: TRAJECTORY_FORMAT,
    session: "x-000000",
    repository: {
      name: "x",
      commit: null,
      licence: null,
      files: paths.map((name) => ({ path: name, ...about })),
    },
    configuration: "0".repeat(64),
    seed: 1,
    violations: [],
    steps: [
      { kind: "think", purpose: "requirements", text: "r" },
      { kind: "think", purpose: "plan", text: "p" },
      ...paths.map((name) => ({
        kind: "act",
        tool: "delegate",
        path: name,
        instruction: "do",
        violations: [],
        steps: [
          { kind: "think", purpose: "write", text: "t" },
          { kind: "act", tool: "write_file", path: name, content },
        ],
      })),
    ],
  });
}

const HFS_MARKS = ["\u200C", "\u200D", "\u200E", "\u202A", "\u202E", "\u206A", "\u206F", "\uFEFF"];

describe("rebuild", () => {
  test.each([
    "/etc/x",
    "../x",
    "a/../../x",
    "./a",
    "a//b",
    "a/",
    "a\0b",
    "a\n\u001B[31mb",
    "a\u009B31m",
    "a\uD800",
    ".git/config",
    "sub/.git/hooks/pre-commit",
    ".GIT/config",
    ".Git",
    ".git./config",
    ".git /config",
    ".git. . ./config",
    ".git::$INDEX_ALLOCATION/config",
    ".git:stream",
    "git~1/config",
    "GIT~1/config",
    "sub\\.git\\config",
    "a\\..\\.GIT\\hooks\\x",
    ...HFS_MARKS.map((mark) => `.g${mark}it/config`),
  ])("refuses %j and writes nothing", async (name) => {
    const into = path.join(root, "refused");
    await expect(rebuildInto(writing("ok.txt", name), into)).rejects.toMatchObject({
      code: "REBUILD_UNSAFE",
    });
    await expect(readdir(into)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test.each(["HEAD", "head"])(
    "makes no directory that git takes for a repository (%s)",
    async (head) => {
      const files = [head, "config", "objects/x", "refs/x"];
      const done = rebuildInto(writing(...files), path.join(root, `bare-${head}`));
      await expect(done).rejects.toMatchObject({ code: "REBUILD_UNSAFE" });
    },
  );

  test.each([
    [["ok.txt", "n".repeat(300)], "LOG_WRITE"],
    [["a", "a/b"], "REBUILD_UNSAFE"],
    [["a/b", "a"], "REBUILD_UNSAFE"],
  ])("writes all files or none: %j", async (names, code) => {
    const empty = await mkdtemp(path.join(root, "empty-"));
    await expect(rebuildInto(writing(...names), empty)).rejects.toMatchObject({ code });
    expect(await readdir(empty)).toEqual([]);
    const fresh = path.join(root, "fresh");
    await expect(rebuildInto(writing(...names), fresh)).rejects.toMatchObject({ code });
    await expect(readdir(fresh)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("does not write through existing links in the directory", async () => {
    const outside = path.join(root, "outside");
    const into = path.join(root, "linked");
    await mkdir(outside);
    await mkdir(into);
    await symlink(outside, path.join(into, "link"));
    const done = rebuildInto(writing("link/x"), into);
    await expect(done).rejects.toMatchObject({ code: "OUTPUT_EXISTS" });
    expect(await readdir(outside)).toEqual([]);
  });

  test.each([".gitignore", ".github/x.yml", "a.git/b", "git~2", "digit", ".git-blame-ignore-revs"])(
    "writes %j, which only looks like it",
    async (name) => {
      const into = await mkdtemp(path.join(root, "fine-"));
      await rebuildInto(writing(name), into);
      expect(await readdir(into)).toHaveLength(1);
    },
  );
});
