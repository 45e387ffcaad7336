import { execFileSync } from "node:child_process";
import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isInternalAddress, refuseCredentials, takeSnapshot } from "../../graph/index.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-sources-"));
  await mkdir(path.join(root, "allowed", "repo"), { recursive: true });
  await mkdir(path.join(root, "home"));
  await writeFile(path.join(root, "allowed", "repo", "a.py"), "x = 1\n");
  await writeFile(path.join(root, "home", "secrets.py"), "TOKEN = 1\n");
  await symlink(path.join(root, "home"), path.join(root, "allowed", "link"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const limits = { max_bytes: 262_144, max_count: 2000, exclude: [] };
const commit = "0".repeat(40);
const { signal } = new AbortController();

function take(source: Parameters<typeof takeSnapshot>[0], from: readonly string[]) {
  const blobs = {} as Parameters<typeof takeSnapshot>[2]["blobs"];
  return takeSnapshot(source, limits, { blobs, signal }, { from });
}

describe("a worker asked by a message", () => {
  test.each(["home", "allowed/link", "allowed/../home"])("does not read %s", async (name) => {
    const source = { path: path.join(root, name) };
    for (const from of [[], [path.join(root, "allowed")]]) {
      await expect(take(source, from)).rejects.toMatchObject({ code: "REPOSITORY_UNREACHABLE" });
    }
  });

  test("reads below a directory that it was given", async () => {
    const source = { path: path.join(root, "allowed", "repo") };
    expect(await take(source, [path.join(root, "allowed")])).toMatchObject({ included: 1 });
  });

  test("says nothing of a directory whose hash the message does not have", async () => {
    const source = { path: path.join(root, "home"), sha256: "0".repeat(64) };
    await expect(take(source, [])).rejects.toMatchObject({ code: "REPOSITORY_CHANGED" });
    const elsewhere = take(source, [path.join(root, "allowed")]);
    await expect(elsewhere).rejects.toMatchObject({ code: "REPOSITORY_UNREACHABLE" });
  });

  test.each([
    "file:///srv/private",
    "/srv/private",
    "--upload-pack=touch /tmp/x",
    "ext::sh -c true",
    "fd::3",
    "foo::x",
    "http://127.0.0.1:9/x.git",
    "http://2130706433:9/x.git",
    "http://0x7f.1/x.git",
    "http://[::1]:9/x.git",
    "http://[::ffff:169.254.169.254]/latest/meta-data",
    "http://169.254.169.254/latest/meta-data",
    "https://10.1.2.3/x.git",
    "ssh://git@192.168.0.1/x.git",
    "git@172.20.0.1:x.git",
    "http://localhost/x.git",
  ])("does not fetch %s", async (git) => {
    await expect(take({ git, commit }, [])).rejects.toMatchObject({
      code: "REPOSITORY_UNREACHABLE",
      detail: expect.stringContaining("--repositories-from allows it") as string,
    });
  });

  test.each(["file:///srv/../etc", "file:///srvother/x"])("is not led out by %s", async (git) => {
    await expect(take({ git, commit }, ["file:///srv"])).rejects.toMatchObject({
      detail: expect.stringContaining("--repositories-from allows it") as string,
    });
  });
});

test.each(["https://TOKEN@host/x.git", "https://u:p@host/x", "ssh://u:p@host/x", "http://a@h"])(
  "%s is refused without being shown",
  (url) => {
    expect(() => refuseCredentials(url)).toThrowError(/holds a user name, password or token/);
    expect(() => refuseCredentials(url)).not.toThrowError(/TOKEN|host/);
  },
);

test.each(["https://host/x@y", "ssh://git@host/x.git", "git@host:x.git", "/srv/x@1"])(
  "%s holds no secret",
  (url) => {
    expect(() => refuseCredentials(url)).not.toThrow();
  },
);

test("addresses of the internet are not internal", () => {
  for (const address of ["1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"]) {
    expect(isInternalAddress(address)).toBe(false);
  }
});

test("a commit of a million files is refused before it is written", async () => {
  const repository = path.join(root, "bomb");
  const git = (args: readonly string[], input = ""): string =>
    execFileSync("git", args, { cwd: repository, input, encoding: "utf8" }).trim();
  await mkdir(repository);
  git(["init", "--quiet"]);
  let [kind, hash] = ["100644 blob", git(["hash-object", "-w", "--stdin"], "x = 1\n")];
  for (let level = 0; level < 6; level += 1) {
    const lines = Array.from({ length: 10 }, (_, index) => `${kind} ${hash}\te${index}\n`);
    [kind, hash] = ["040000 tree", git(["mktree"], lines.join(""))];
  }
  const who = ["-c", "user.name=a", "-c", "user.email=a@b.c"];
  const made = git([...who, "commit-tree", hash, "-m", "x"]);
  git(["update-ref", "refs/heads/main", made]);
  const url = `file://${repository}`;
  const taken = take({ git: url, commit: made }, [`file://${root}`]);
  await expect(taken).rejects.toMatchObject({ code: "REPOSITORY_TOO_LARGE" });
});
