import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportInputs } from "../../../app/export/index.ts";
import { run, type RunResult } from "../../../app/run/index.ts";
import { rebuild, verify } from "../../../app/verify/index.ts";
import { exportDataset } from "../../../export/index.ts";
import { ParquetFileWriter } from "../../../export/files/index.ts";
import { defaults } from "../../../runtime/config/index.ts";
import { optionsOf } from "../../export/exported.ts";

/** Repositories of the table, as a row of Stack v3 holds one. */
const COUNT = 6;

let root = "";
let result: RunResult;

const contentOf = (at: number): string => `def answer():\n    return ${at}  # \u2028 é\r\n`;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-table-run-"));
  const file = path.join(root, "stack.parquet");
  const columns = [
    { name: "repo_name", type: "STRING" },
    { name: "revision_id", type: "STRING" },
    { name: "detected_licenses", type: "JSON" },
    { name: "files", type: "JSON" },
  ] as const;
  const writer = await ParquetFileWriter.open(file, columns, {});
  for (let at = 0; at < COUNT; at += 1) {
    await writer.write({
      repo_name: `owner${at % 7}/project${at}`,
      revision_id: String(at).padStart(40, "0"),
      detected_licenses: [at % 2 === 0 ? "MIT" : "Apache-2.0"],
      files: [{ file_path: `src/answer${at}.py`, content: contentOf(at) }],
    });
  }
  await writer.finish();
  const search = { ...defaults.search, strategy: "none", evaluations: 0 };
  result = await run({
    repositories: [file],
    config: { ...defaults, search, out: path.join(root, "out"), sessions: 8 },
    env: { XDG_STATE_HOME: root, XDG_CACHE_HOME: root },
  });
}, 120_000);

afterAll(() => rm(root, { recursive: true, force: true }));

test("every row of a table is a session that is done and verified", async () => {
  expect(result.summary.sessions.map(({ status }) => status)).toEqual(
    Array.from({ length: COUNT }, () => "done"),
  );
  const verification = await verify({ target: result.directory });
  expect(verification.findings).toEqual([]);
});

test("all of them are exported with their licences, and rebuilt from the export alone", async () => {
  const to = path.join(root, "export");
  const manifest = await exportDataset(exportInputs([result.directory]), optionsOf({ to }));
  expect(manifest.counts).toMatchObject({ trajectories: COUNT, rows: COUNT });
  expect(manifest.left_out).toEqual([]);
  expect(manifest.facts.licenses).toEqual({ MIT: 3, "Apache-2.0": 3 });
  const into = path.join(root, "rebuilt");
  const { written } = await rebuild({ file: to, into });
  expect(written).toHaveLength(COUNT);
  for (const name of written) {
    const at = Number(/answer(\d+)\.py$/.exec(name)?.[1]);
    expect(await readFile(path.join(into, name), "utf8")).toBe(contentOf(at));
  }
});
