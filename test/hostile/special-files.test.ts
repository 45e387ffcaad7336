import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSummary, readTrajectory } from "../../app/output/index.ts";
import { sha256 } from "../../protocols/index.ts";
import { BlobStore } from "../../runtime/bus/index.ts";
import { loadConfig } from "../../runtime/config/index.ts";
import { makeDirectories, writeWhole } from "../../runtime/files/index.ts";
import { createLog, openLog, readLog } from "../../runtime/log/index.ts";

let root = "";
let place = "";
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-special-"));
});
beforeEach(async () => {
  place = await mkdtemp(path.join(root, "case-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** What may stand where a file is expected. Opening a pipe with nobody at its end would wait. */
const SPECIAL = {
  "a pipe": (file: string) => execFileSync("mkfifo", [file]),
  "a directory": (file: string) => mkdir(file),
  "a link to a device": (file: string) => symlink("/dev/zero", file),
} as const;

describe.each(Object.entries(SPECIAL))("%s in place of", (_what, make) => {
  test("a log is an error", async () => {
    const file = path.join(place, "log.hlog");
    await make(file);
    await expect(readLog(file).next()).rejects.toMatchObject({ code: "LOG_INVALID" });
    await expect(openLog(file)).rejects.toMatchObject({ code: "LOG_WRITE" });
    await expect(createLog(file)).rejects.toMatchObject({ code: "OUTPUT_EXISTS" });
  });

  test("the lock of a log is an error", async () => {
    await make(path.join(place, "log.hlog.lock"));
    const log = createLog(path.join(place, "log.hlog"));
    await expect(log).rejects.toMatchObject({ code: "OUTPUT_LOCKED" });
  });

  test("a blob is an error", async () => {
    const hash = sha256("text");
    await mkdir(path.join(place, hash.slice(0, 2)));
    await make(path.join(place, hash.slice(0, 2), hash));
    const got = new BlobStore(place).get({ sha256: hash, bytes: 4 });
    await expect(got).rejects.toMatchObject({ code: "BLOB_MISSING" });
  });

  test("a trajectory is an error", async () => {
    const file = path.join(place, "trajectory.json");
    await make(file);
    await expect(readTrajectory(file)).rejects.toMatchObject({ code: "OUTPUT_INVALID" });
  });

  test("a summary is an error", async () => {
    await make(path.join(place, "summary.json"));
    await expect(readSummary(place)).rejects.toMatchObject({ code: "OUTPUT_INVALID" });
  });

  test("a configuration is an error", async () => {
    const file = path.join(place, "named.toml");
    await make(file);
    const load = (): unknown => loadConfig({ file, env: {}, cwd: place });
    expect(load).toThrowError(expect.objectContaining({ code: "CONFIG_INVALID" }) as Error);
  });
});

describe("links in an output directory", () => {
  test("a file that is written replaces a link, and what it led to stays", async () => {
    const victim = path.join(place, "victim");
    await writeFile(victim, "precious");
    await symlink(victim, path.join(place, "summary.json"));
    await writeWhole(path.join(place, "summary.json"), "{}");
    expect(await readFile(victim, "utf8")).toBe("precious");
    expect(await readFile(path.join(place, "summary.json"), "utf8")).toBe("{}");
  });

  test.each(["blobs", path.join("blobs", sha256("text").slice(0, 2))])(
    "no blob is written through %s",
    async (name) => {
      const elsewhere = path.join(place, "elsewhere");
      await mkdir(elsewhere);
      await mkdir(path.dirname(path.join(place, name)), { recursive: true });
      await symlink(elsewhere, path.join(place, name));
      const put = new BlobStore(path.join(place, "blobs")).put(Buffer.from("text"));
      await expect(put).rejects.toMatchObject({ code: "LOG_WRITE" });
      expect(await readdir(elsewhere)).toEqual([]);
    },
  );

  test("the directory of a session is not entered through a link", async () => {
    const elsewhere = path.join(place, "elsewhere");
    await mkdir(elsewhere);
    await symlink(elsewhere, path.join(place, "session"));
    await expect(makeDirectories(place, "session")).rejects.toThrow("is a link or a file");
  });

  test("a log is not written through a link", async () => {
    const victim = path.join(place, "victim");
    await writeFile(victim, "");
    await symlink(victim, path.join(place, "log.hlog"));
    const log = openLog(path.join(place, "log.hlog"));
    await expect(log).rejects.toMatchObject({ code: "LOG_WRITE" });
    expect(await readFile(victim, "utf8")).toBe("");
  });
});

describe("another user's summary", () => {
  const session = { repository: "/r", status: "done", files: [] };
  const usage = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };
  const summary = { run: "r", seed: 1, elapsed_ms: 1, usage };
  test.each([
    "no JSON",
    "[".repeat(100_000),
    "null",
    '{"x":1}',
    JSON.stringify({ ...summary, sessions: [{ ...session, session: "../../etc" }] }),
    JSON.stringify({ ...summary, sessions: [{ ...session, session: "/etc" }] }),
    JSON.stringify({ ...summary, sessions: [{ ...session, session: "" }] }),
  ])("%.60j is OUTPUT_INVALID", async (text) => {
    await writeFile(path.join(place, "summary.json"), text);
    await expect(readSummary(place)).rejects.toMatchObject({ code: "OUTPUT_INVALID" });
  });
});

describe("a hindcast.toml that was not named on the command line", () => {
  const load = (text: string): Promise<unknown> =>
    writeFile(path.join(place, "hindcast.toml"), text).then(() =>
      loadConfig({ env: {}, cwd: place }),
    );

  test.each([
    '[graph_options]\ncache = "/var/mail"\ncache_bytes = 1\n',
    '[graph_options]\ncache = "../mail"\n',
    '[scorer_options]\ncache = "lnk/c"\n',
    'out = "lnk/deep/er"\n',
    'out = "lnk"\n',
    'prompts = "lnk"\n',
  ])("may not name a place outside: %j", async (text) => {
    await mkdir(path.join(root, "victim"), { recursive: true });
    await symlink(path.join(root, "victim"), path.join(place, "lnk"));
    await expect(load(text)).rejects.toMatchObject({ code: "CONFIG_INVALID" });
  });

  test.each(["a pipe", "a link to a device"] as const)("that is %s is an error", async (what) => {
    await SPECIAL[what](path.join(place, "hindcast.toml"));
    const loading = (): unknown => loadConfig({ env: {}, cwd: place });
    expect(loading).toThrowError(expect.objectContaining({ code: "CONFIG_INVALID" }) as Error);
  });

  test("may name places inside", async () => {
    await mkdir(path.join(place, "real"));
    await symlink(path.join(place, "real"), path.join(place, "inner"));
    const text = 'out = "inner/x"\n[graph_options]\ncache = "cache"\n';
    await expect(load(text)).resolves.toMatchObject({ file: path.join(place, "hindcast.toml") });
  });

  test("with very many wrong keys is refused with the first of them", async () => {
    const text = Array.from({ length: 300_000 }, (_, index) => `k${index}=1\n`).join("");
    const file = path.join(place, "many.toml");
    const loading = (): unknown => loadConfig({ file, env: {}, cwd: place });
    for (const size of [100_000, text.length]) {
      await writeFile(file, text.slice(0, size));
      expect(loading).toThrowError(expect.objectContaining({ code: "CONFIG_INVALID" }) as Error);
    }
  });
});
