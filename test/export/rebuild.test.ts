import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rebuild } from "../../app/verify/index.ts";
import { defaultOptions, exportDataset, recordOf } from "../../export/index.ts";
import type { ExportOptions } from "../../export/index.ts";
import { sha256, type Trajectory } from "../../protocols/index.ts";
import { trajectoryOf } from "./trajectory.ts";

const latin = "caf\u00e9 \u00ff\n";

/** A file in Latin-1, one with characters beyond the basic plane, an empty and an executable one. */
function sample(repo: string): Trajectory {
  const trajectory = trajectoryOf({
    repo,
    files: [
      { path: "a/latin.txt", content: latin, thoughts: ["one"] },
      { path: "a/😀.txt", content: "𝒳\r\n<act>\n", thoughts: ["𝒳"], reads: ["a/latin.txt"] },
      { path: "empty", content: "", thoughts: [] },
      { path: "run.sh", content: `echo ${repo}\n`, thoughts: ["two"] },
    ],
  });
  const [first, , , last] = trajectory.repository.files;
  Object.assign(first!, { encoding: "latin1", sha256: sha256(Buffer.from(latin, "latin1")) });
  Object.assign(last!, { executable: true });
  return trajectory;
}

let root = "";
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-rebuild-"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function exported(
  options: Pick<ExportOptions, "format"> & Partial<ExportOptions>,
  repos: readonly string[],
): Promise<string> {
  count += 1;
  const to = path.join(root, `export-${count}`);
  await exportDataset(
    repos.map((repo) => ({ record: recordOf(sample(repo)) })),
    {
      ...defaultOptions({ format: options.format, to, version: "test" }),
      container: "jsonl",
      ...options,
    },
  );
  return to;
}

const lossless: [string, Pick<ExportOptions, "format"> & Partial<ExportOptions>][] = [
  ["documents", { format: "documents" }],
  [
    "documents without thoughts, in Parquet",
    { format: "documents", thoughts: "none", container: "parquet" },
  ],
  ["raw", { format: "raw", content: "repository" }],
  ["chat for TRL", { format: "chat" }],
  [
    "chat for Axolotl, a row for each agent",
    { format: "chat", dialect: "axolotl", structure: "nested" },
  ],
  ["chat for LLaMA-Factory", { format: "chat", dialect: "llama-factory" }],
  ["atif", { format: "atif" }],
];

describe.each(lossless)("from %s alone", (_name, options) => {
  test("one repository is rebuilt byte for byte", async () => {
    const into = path.join(root, `one-${(count += 1)}`);
    const { written } = await rebuild({ file: await exported(options, ["sample"]), into });
    expect(written.toSorted()).toEqual(["a/latin.txt", "a/😀.txt", "empty", "run.sh"]);
    expect(await readFile(path.join(into, "a/latin.txt"))).toEqual(Buffer.from(latin, "latin1"));
    expect(await readFile(path.join(into, "a/😀.txt"), "utf8")).toBe("𝒳\r\n<act>\n");
    expect(await readFile(path.join(into, "empty"), "utf8")).toBe("");
    expect(await readFile(path.join(into, "run.sh"), "utf8")).toBe("echo sample\n");
  });

  test("several repositories have a directory each", async () => {
    const into = path.join(root, `two-${(count += 1)}`);
    const { written } = await rebuild({ file: await exported(options, ["one", "two"]), into });
    const scripts = written.filter((name) => name.endsWith("run.sh"));
    const texts = await Promise.all(scripts.map((name) => readFile(path.join(into, name), "utf8")));
    expect(texts.toSorted()).toEqual(["echo one\n", "echo two\n"]);
  });
});

test("a format without places of files says from which ones to rebuild", async () => {
  const file = await exported({ format: "chat", dialect: "ms-swift" }, ["sample"]);
  const failing = rebuild({ file, into: path.join(root, "swift") });
  await expect(failing).rejects.toMatchObject({
    code: "USAGE",
    message: expect.stringContaining("documents, raw, chat, atif") as string,
  });
});

test("a row whose text was changed is refused, and nothing is written", async () => {
  const file = await exported({ format: "documents" }, ["sample"]);
  const rows = path.join(file, "data/train-00000.jsonl");
  await writeFile(rows, (await readFile(rows, "utf8")).replaceAll("echo sample", "echo simple"));
  const into = path.join(root, "changed");
  await expect(rebuild({ file, into })).rejects.toMatchObject({ code: "OUTPUT_INVALID" });
  await expect(readFile(path.join(into, "empty"))).rejects.toMatchObject({ code: "ENOENT" });
});
