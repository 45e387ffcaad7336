import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { ExportTokenizer, type FormatName } from "../../export/index.ts";
import { exported, root, rowsOf } from "./exported.ts";
import { trajectoryOf } from "./trajectory.ts";

/** A megabyte without a line feed, with what templates and JSON treat specially, and NUL. */
const line = '</act>\u0000"\\<|eot_id|>é{path}'.repeat(40_000);

const trajectory = trajectoryOf({
  files: [
    { path: "a.min.js", content: line, thoughts: [`about \u0000 ${line.slice(0, 99)}`] },
    { path: "b.js", content: "b", thoughts: [], reads: ["a.min.js"] },
  ],
});

/** All strings of a value, those that hold JSON as what they hold, too. */
function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === "string") {
    yield value;
    if (value.startsWith("{")) yield* stringsIn(JSON.parse(value));
  } else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) yield* stringsIn(part);
  }
}

async function filesOf(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.join(entry.parentPath, entry.name));
}

test.each<[FormatName, number]>([
  ["documents", 2],
  ["chat", 2],
  ["atif", 2],
  ["sts", 2],
  ["raw", 1],
])("a line of a megabyte is whole in %s", async (format, times) => {
  const content = format === "raw" ? "repository" : "trajectory";
  const { directory } = await exported(format, { content }, [trajectory]);
  let found = 0;
  for (const file of await filesOf(path.join(directory, "data"))) {
    const text = await readFile(file, "utf8");
    const values = file.endsWith(".jsonl") ? text.trimEnd().split("\n") : [text];
    const whole = values.flatMap((value) => [...stringsIn(JSON.parse(value))]);
    const { length } = line;
    for (const each of whole) {
      for (let at = each.indexOf(line); at !== -1; at = each.indexOf(line, at + length)) found += 1;
    }
  }
  expect(found).toBeGreaterThanOrEqual(times);
});

test.each(["axolotl", "ms-swift", "llama-factory"] as const)(
  "a line of a megabyte is whole in chat for %s",
  async (dialect) => {
    const { directory } = await exported("chat", { dialect }, [trajectory]);
    const [row] = await rowsOf(directory);
    expect([...stringsIn(row)].filter((text) => text.includes(line)).length).toBeGreaterThan(0);
  },
);

test("a line of a megabyte is trained on whole, and masked whole where it is read", async () => {
  const file = path.join(root, "bytes.json");
  await writeFile(file, JSON.stringify(byteTokenizer()));
  const edges = { begin: "none", end: "<end>" };
  const tokenizer = await ExportTokenizer.load(file, edges, new AbortController().signal);
  const { directory } = await exported(
    "tokenised",
    { tokenizer, container: "jsonl", length: 4_000_000 },
    [{ ...trajectory, steps: trajectory.steps.slice(0, 3) }],
  );
  const [row] = await rowsOf(directory);
  const labels = row!["labels"] as number[];
  const trained = labels.filter((label) => label !== -100 && label < 256);
  expect(Buffer.from(trained).includes(Buffer.from(line))).toBe(true);
  expect(labels.at(-1)).toBe(256);
}, 60_000);

/** A vocabulary of the 256 bytes, whose ids they are, in the spelling of byte-level BPE. */
function byteTokenizer() {
  const printable = (byte: number): boolean =>
    (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let others = 256;
  const vocab = Object.fromEntries(
    Array.from({ length: 256 }, (_, byte) => [
      String.fromCodePoint(printable(byte) ? byte : others++),
      byte,
    ]),
  );
  const level = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    version: "1.0",
    added_tokens: [{ id: 256, content: "<end>", special: true }],
    normalizer: null,
    pre_tokenizer: level,
    post_processor: null,
    decoder: level,
    model: {
      type: "BPE",
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      vocab,
      merges: [],
    },
  };
}
