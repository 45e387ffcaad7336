import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { surveyRepository } from "../../../graph/index.ts";
import { emptyDirectory, limits, write } from "../tree.ts";
import { identity } from "./survey.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

test("a repository is named by its manifest, else by its directory", async () => {
  expect(
    await identity({ "package.json": '{"name":"@a/b","license":"(MIT OR Apache-2.0)"}' }),
  ).toEqual({ name: "@a/b", commit: null, licence: "(MIT OR Apache-2.0)" });
  expect(
    await identity({ "pyproject.toml": '[project]\nname = "thing"\nlicense = { text = "ISC" }\n' }),
  ).toEqual({ name: "thing", commit: null, licence: "ISC" });
  const root = emptyDirectory();
  expect(await identity({ "a.txt": "", "package.json": "{" }, root)).toMatchObject({
    name: path.basename(root),
  });
});

test("the commit is read from plain files", async () => {
  const base = { "a.txt": "" };
  expect(await identity({ ...base, ".git/HEAD": `${commit}\n` })).toMatchObject({ commit });
  expect(
    await identity({
      ...base,
      ".git/HEAD": "ref: refs/heads/main\n",
      ".git/refs/heads/main": `${commit}\n`,
    }),
  ).toMatchObject({ commit });
  expect(
    await identity({
      ...base,
      ".git/HEAD": "ref: refs/heads/x/y\n",
      ".git/packed-refs": `# pack-refs\n${commit} refs/heads/x/y\n^${commit}\n`,
    }),
  ).toMatchObject({ commit });
  expect(
    await identity({ ...base, ".git": "gitdir: ./.dot\n", ".dot/HEAD": `${commit}\n` }),
  ).toMatchObject({ commit });
});

test("the origin is an address without credentials, in one form, and never a place", async () => {
  const origin = async (config: string): Promise<string | undefined> =>
    (await identity({ "a.txt": "", ".git/HEAD": `${commit}\n`, ".git/config": config })).origin;
  const remote = (url: string): string =>
    `[core]\n\turl = https://wrong.example/x\n[remote "fork"]\n\turl = https://wrong.example/y\n[remote "origin"]\n\tfetch = +refs\n\turl = ${url}\n`;
  for (const url of [
    "https://user:hunter2@example.com/o/r.git",
    "https://token@example.com/o/r",
    "git@example.com:o/r.git",
    "ssh://git@example.com:22/o/r.git/",
    "git://example.com/o/r?token=hunter2",
  ]) {
    expect(await origin(remote(url))).toBe("https://example.com/o/r");
  }
  expect(await origin(remote("https://example.com:8443/o/r"))).toBe("https://example.com:8443/o/r");
  for (const url of [
    "/srv/git/r.git",
    "../r",
    "file:///srv/r",
    "C:\\repos\\r",
    "host:r",
    "ext::sh -c x",
  ]) {
    expect(await origin(remote(url))).toBeUndefined();
  }
  expect(await origin("[core]\n")).toBeUndefined();
});

test.each([
  [
    "the only remote",
    '[remote "upstream"]\nurl = https://a.example/o/r\n',
    "https://a.example/o/r",
  ],
  [
    "origin before the branch's",
    '[branch "main"]\nremote = x\n[remote "x"]\nurl = https://a.example/x\n[remote "origin"]\nurl = https://a.example/o\n',
    "https://a.example/o",
  ],
  [
    "that of the branch among several",
    '[remote "x"]\nurl = https://a.example/x\n[remote "y"]\nurl = https://a.example/y\n[branch "main"]\nremote = y\n',
    "https://a.example/y",
  ],
  [
    "none of several",
    '[remote "x"]\nurl = https://a.example/x\n[remote "y"]\nurl = https://a.example/y\n[branch "other"]\nremote = y\n',
    undefined,
  ],
  ["none that has no address", '[remote "x"]\nfetch = +refs\n', undefined],
  [
    "the first of several addresses",
    '[Remote "origin"]\n\tURL = "https://a.example/one" ; first\n\turl = https://a.example/two\n',
    "https://a.example/one",
  ],
  [
    "an address over two lines",
    "[remote.origin] url = https://a.example/\\\nlong # and a comment\n",
    "https://a.example/long",
  ],
  ["no other file's", "[include]\npath = ../other\n", undefined],
])("the origin is that of %s", async (_, config, origin) => {
  const files = {
    "a.txt": "",
    other: '[remote "origin"]\nurl = https://wrong.example/x\n',
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/config": config,
  };
  expect((await identity(files)).origin).toBe(origin);
});

test.each(["sha1", "sha256"])("git's own ways to hold a commit are read, %s", async (format) => {
  const root = emptyDirectory();
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args: string[]): string => {
    const user = ["-c", "user.name=a", "-c", "user.email=a@b.c"];
    return execFileSync("git", ["-C", root, ...user, ...args], { env })
      .toString()
      .trim();
  };
  const found = async () => (await surveyRepository(root, limits)).snapshot;
  git("init", "-q", `--object-format=${format}`, "-b", "main");
  write(root, { "a.txt": "1", ".gitignore": "*.log\n", "kept.log": "1" });
  expect((await found()).repository.commit).toBeNull();
  git("add", "-f", ".");
  git("commit", "-q", "-m", "x");
  const head = git("rev-parse", "HEAD");
  expect((await found()).repository.commit).toBe(head);
  expect((await found()).contents.has("kept.log")).toBe(true);
  git("pack-refs", "--all");
  expect((await found()).repository.commit).toBe(head);
  git("tag", "-a", "-m", "t", "v1");
  git("checkout", "-q", "v1");
  expect((await found()).repository.commit).toBe(head);
});

test("a bare repository has no files", async () => {
  const root = emptyDirectory();
  execFileSync("git", ["init", "-q", "--bare", root]);
  await expect(surveyRepository(root, limits)).rejects.toMatchObject({
    code: "REPOSITORY_EMPTY",
    message: expect.stringContaining("is a bare git repository"),
  });
});

test("linked worktrees and submodules are known by the directory that points back at them", async () => {
  const place = emptyDirectory();
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const git = (directory: string, ...args: string[]): string =>
    execFileSync(
      "git",
      [
        "-C",
        directory,
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b.c",
        "-c",
        "protocol.file.allow=always",
        ...args,
      ],
      { env, stdio: ["ignore", "pipe", "ignore"] },
    )
      .toString()
      .trim();
  const make = (name: string): string => {
    const root = write(path.join(place, name), {
      "a.txt": name,
      ".gitignore": "*.log\n",
      "kept.log": "1",
    });
    execFileSync("git", ["init", "-q", "-b", "main", root], { env });
    git(root, "remote", "add", "origin", `git@example.com:o/${name}.git`);
    git(root, "add", "-f", ".");
    git(root, "commit", "-q", "-m", "x");
    return root;
  };
  const known = async (root: string) => (await surveyRepository(root, limits)).snapshot;
  const main = make("main");
  const tree = path.join(place, "tree");
  git(main, "worktree", "add", "-q", "-b", "side", tree);
  write(tree, { "a.txt": "changed" });
  git(tree, "commit", "-q", "-a", "-m", "y");
  git(main, "pack-refs", "--all");
  write(main, { ".git/info/exclude": "private.txt\n" });
  write(tree, { "private.txt": "1" });
  const { repository, manifest } = await known(tree);
  expect(repository).toMatchObject({
    commit: git(tree, "rev-parse", "HEAD"),
    origin: "https://example.com/o/main",
  });
  expect(repository.commit).not.toBe(git(main, "rev-parse", "HEAD"));
  expect(manifest.map(({ path: at, reason }) => [at, reason ?? "in"])).toEqual([
    [".gitignore", "in"],
    ["a.txt", "in"],
    ["kept.log", "in"],
    ["private.txt", "ignored"],
  ]);

  const outer = make("outer");
  git(outer, "submodule", "add", "-q", main, "lib/sub");
  expect((await known(outer)).manifest).toContainEqual(
    expect.objectContaining({ path: "lib/sub/", reason: "submodule" }),
  );
  const sub = path.join(outer, "lib", "sub");
  git(sub, "checkout", "-q", "--detach");
  expect((await known(sub)).repository.commit).toBe(git(main, "rev-parse", "HEAD"));

  // A tree that was copied, or came from elsewhere, is not what the directory points back at.
  const copy = write(path.join(place, "copy"), {
    "a.txt": "1",
    ".git": `gitdir: ${main}/.git/worktrees/tree\n`,
  });
  expect((await known(copy)).repository).toEqual({ name: "copy", commit: null, licence: null });
  const whole = write(path.join(place, "whole"), {
    "a.txt": "1",
    ".git": `gitdir: ${main}/.git\n`,
  });
  expect((await known(whole)).repository).toEqual({ name: "whole", commit: null, licence: null });
});

test("a submodule's directory names no other place as what it shares", async () => {
  const secret = write(emptyDirectory(), {
    config: '[remote "origin"]\nurl = https://secret.example/x\n',
  });
  const outer = emptyDirectory();
  const root = path.join(outer, "sub");
  const own = path.join(outer, ".git", "modules", "sub");
  write(own, {
    HEAD: `${commit}\n`,
    config: "[core]\n\tworktree = ../../../sub\n",
    commondir: `${secret}\n`,
  });
  const found = await identity({ "a.txt": "", ".git": "gitdir: ../.git/modules/sub\n" }, root);
  expect(found).toEqual({ name: "sub", commit, licence: null });
});

test("nothing outside of the root is read for the commit", async () => {
  const outside = write(emptyDirectory(), { HEAD: `${commit}\n`, "refs/heads/main": commit });
  expect(await identity({ "a.txt": "", ".git": `gitdir: ${outside}\n` })).toMatchObject({
    commit: null,
  });
  const linked = emptyDirectory();
  symlinkSync(outside, path.join(linked, ".git"));
  expect(await identity({ "a.txt": "" }, linked)).toMatchObject({ commit: null });
  expect(
    await identity({ "a.txt": "", ".git/HEAD": "ref: refs/../../../etc/passwd\n" }),
  ).toMatchObject({ commit: null });
  expect(
    await identity({ "a.txt": "", ".git/HEAD": "ref: refs/a\n", ".git/refs/a": "ref: refs/a\n" }),
  ).toMatchObject({ commit: null });
});
