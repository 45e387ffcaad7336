import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { packTar } from "modern-tar";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  parseRepositoryFilter,
  planRepositories,
  type SessionPlan,
} from "../../../app/input/index.ts";
import { ParquetFileWriter, loadZstd } from "../../../export/files/index.ts";
import { zstdCompress } from "../../../export/files/zstd.ts";
import { unpackSnapshot, type Snapshot } from "../../../graph/index.ts";
import { BlobStore } from "../../../runtime/bus/index.ts";
import { defaults } from "../../../runtime/config/index.ts";

let cwd = "";
let leftOut: [string, string][] = [];
beforeEach(async () => {
  cwd = await realpath(await mkdtemp(path.join(tmpdir(), "hindcast-plan-")));
  leftOut = [];
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function planned(
  repositories: readonly string[],
  only: readonly string[] = [],
): Promise<{ plan: SessionPlan; snapshot: Snapshot | undefined }[]> {
  const packed = new BlobStore(path.join(cwd, "packed"));
  const plans = await planRepositories(repositories, {
    cwd,
    signal: new AbortController().signal,
    limits: defaults.files,
    filters: only.map(parseRepositoryFilter),
    packed,
    onLeftOut: (name, reason) => leftOut.push([path.basename(name), reason]),
  });
  const found = [];
  for (const plan of plans) {
    const { source } = plan;
    const bytes = source && "snapshot" in source ? await packed.get(source.snapshot) : undefined;
    found.push({ plan, snapshot: bytes && unpackSnapshot(bytes) });
  }
  return found;
}

const rows = [
  {
    repo_name: "ada/engine",
    commit: "c0ffee",
    license: "MIT",
    files: [
      { path: "src/main.py", content: "print('é \u2028')\r\n" },
      { path: "README.md", content: "# Engine\n" },
    ],
  },
  {
    repo_name: "bob/engine",
    license: "GPL-3.0-only",
    files: [{ path: "/lib/a.go", content: "package a\n" }],
  },
];

const textsOf = (snapshot: Snapshot | undefined): Record<string, string> =>
  Object.fromEntries(
    [...(snapshot?.contents ?? [])].map(([file, bytes]) => [file, Buffer.from(bytes).toString()]),
  );

describe("repositories of a table", () => {
  const tables: Record<string, () => Promise<string>> = {
    "JSON lines": async () => {
      await writeFile(
        path.join(cwd, "t.jsonl"),
        rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
      );
      return "t.jsonl";
    },
    "JSON lines with gzip": async () => {
      const text = rows.map((row) => JSON.stringify(row)).join("\n");
      await writeFile(path.join(cwd, "t.jsonl.gz"), gzipSync(text));
      return "t.jsonl.gz";
    },
    "JSON lines in several Zstandard frames": async () => {
      await loadZstd();
      const text = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
      // A frame may end anywhere, also in the middle of a character.
      const frames = [text.subarray(0, 101), text.subarray(101)].map((part) => zstdCompress(part));
      await writeFile(path.join(cwd, "t.jsonl.zst"), Buffer.concat(frames));
      return "t.jsonl.zst";
    },
    Parquet: async () => {
      const columns = [
        { name: "repo_name", type: "STRING" },
        { name: "commit", type: "STRING", nullable: true },
        { name: "license", type: "STRING" },
        { name: "files", type: "JSON" },
      ] as const;
      const writer = await ParquetFileWriter.open(path.join(cwd, "t.parquet"), columns, {});
      for (const row of rows) await writer.write({ commit: null, ...row });
      await writer.finish();
      return "t.parquet";
    },
  };

  test.each(Object.entries(tables))(
    "%s: one session a row, byte for byte",
    async (_name, write) => {
      const [engine, other] = await planned([await write()]);
      expect(engine?.plan.session).toMatch(/^engine-[0-9a-f]{6}$/);
      expect(other?.plan.session).not.toBe(engine?.plan.session);
      expect(engine?.snapshot?.repository).toMatchObject({
        name: "ada/engine",
        commit: "c0ffee",
        licence: "MIT",
      });
      expect(textsOf(other?.snapshot)).toEqual({ "lib/a.go": "package a\n" });
      expect(textsOf(engine?.snapshot)).toEqual({
        "README.md": "# Engine\n",
        "src/main.py": "print('é \u2028')\r\n",
      });
    },
  );

  test.each([
    ["t.jsonl.zst", Buffer.from("not Zstandard at all")],
    ["t.jsonl.gz", Buffer.from("not gzip at all")],
    ["t.jsonl.gz", gzipSync(JSON.stringify(rows[0])).subarray(0, 60)],
  ])("%s that cannot be unpacked is an error with its name", async (name, bytes) => {
    await writeFile(path.join(cwd, name), bytes);
    await expect(planned([name])).rejects.toMatchObject({
      code: "REPOSITORY_UNREADABLE",
      message: expect.stringContaining(name) as string,
    });
  });

  test("a row that is no repository is left out, and the others are not", async () => {
    const lines = [
      "{",
      '{"repo_name":"x"}',
      JSON.stringify({ name: "e", files: [] }),
      JSON.stringify(rows[1]),
    ];
    await writeFile(path.join(cwd, "t.jsonl"), lines.join("\n"));
    expect(await planned(["t.jsonl"])).toHaveLength(1);
    expect(leftOut.map(([name]) => name)).toEqual(["t.jsonl#1", "t.jsonl#2", "t.jsonl#3 e"]);
  });

  test("no file is written outside, and what cannot be written is listed", async () => {
    const names = ["ok.py", "../../evil.py", "a/../../evil.py", ".git/config", "ok.py/below.py"];
    const files = names.map((name) => ({ path: name, content: "x = 1\n" }));
    await writeFile(path.join(cwd, "t.jsonl"), JSON.stringify({ repo: "evil", files }));
    const [only] = await planned(["t.jsonl"]);
    expect(Object.keys(textsOf(only?.snapshot))).toEqual(["ok.py"]);
    const excluded = only?.snapshot?.manifest.filter(({ included }) => !included);
    expect(excluded?.map(({ reason }) => reason).toSorted()).toEqual([
      "name",
      "name",
      "name",
      "unreadable",
    ]);
  });

  test("conditions choose by licence, language and size", async () => {
    await writeFile(path.join(cwd, "t.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
    const names = async (...only: string[]): Promise<(string | undefined)[]> =>
      (await planned(["t.jsonl"], only)).map(({ snapshot }) => snapshot?.repository.name);
    expect(await names("license=mit,Apache-2.0")).toEqual(["ada/engine"]);
    expect(await names("language=go")).toEqual(["bob/engine"]);
    expect(await names("bytes<=10")).toEqual(["bob/engine"]);
    await expect(names("files>5")).rejects.toMatchObject({ code: "USAGE" });
    await expect(names("stars>5")).rejects.toMatchObject({ code: "USAGE" });
  });
});

test("an archive is one repository, without the directory that holds everything", async () => {
  const file = (name: string, body: string, mode = 0o644) => ({
    header: { name, size: Buffer.byteLength(body), type: "file" as const, mode },
    body,
  });
  const tar = await packTar([
    { header: { name: "tool-1.0/", size: 0, type: "directory" } },
    file("tool-1.0/run.py", "print(1)\n", 0o755),
    file("tool-1.0/lib/a.py", "a = 1\n"),
    { header: { name: "tool-1.0/link", size: 0, type: "symlink", linkname: "/etc/passwd" } },
  ]);
  await writeFile(path.join(cwd, "tool.tar.gz"), gzipSync(tar));
  const [only] = await planned(["tool.tar.gz"]);
  expect(textsOf(only?.snapshot)).toEqual({ "lib/a.py": "a = 1\n", "run.py": "print(1)\n" });
  const run = only?.snapshot?.manifest.find(({ path: name }) => name === "run.py");
  expect(run?.executable).toBe(true);
  await writeFile(path.join(cwd, "cut.tar.gz"), gzipSync(tar).subarray(0, 60));
  await expect(planned(["cut.tar.gz"])).rejects.toMatchObject({ code: "REPOSITORY_UNREADABLE" });
});

test("a directory and a git URL stay where they are, and conditions hold for both", async () => {
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", path.join(cwd, "repo"), ...args], { encoding: "utf8" });
  await mkdir(path.join(cwd, "repo"));
  await writeFile(path.join(cwd, "repo", "a.py"), "a = 1\n");
  git("init", "-q");
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a");
  const url = `file://${path.join(cwd, "repo")}`;
  const both = await planned(["repo", url], ["language=python"]);
  expect(both.map(({ plan }) => plan.source)).toEqual([
    undefined,
    { git: url, commit: git("rev-parse", "HEAD").trim() },
  ]);
  await expect(planned(["repo"], ["language=go"])).rejects.toMatchObject({ code: "USAGE" });
  await expect(planned(["repo", "repo"])).rejects.toMatchObject({ code: "USAGE" });
  await expect(planned(["nowhere.jsonl"])).rejects.toMatchObject({ code: "REPOSITORY_MISSING" });
});

test("a run of both sights has a session of each for every repository", async () => {
  await mkdir(path.join(cwd, "one"));
  const options = {
    cwd,
    signal: new AbortController().signal,
    limits: defaults.files,
    packed: new BlobStore(path.join(cwd, "packed")),
  };
  const [plain] = await planRepositories(["one"], { ...options, sight: "blind" });
  expect(plain).not.toHaveProperty("sight");
  const both = await planRepositories(["one"], { ...options, sight: "both" });
  expect(both).toEqual(
    (["informed", "blind"] as const).map((sight) => ({
      ...plain,
      session: `${plain?.session}-${sight}`,
      sight,
    })),
  );
});
