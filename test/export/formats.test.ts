import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { Tokenizer } from "@huggingface/tokenizers";
import { zstdDecompress } from "../../export/files/index.ts";
import {
  tokenizerFile,
  hostile,
  exported,
  type AnyRow,
  rowsOf,
  expected,
  hashesOf,
  slice,
} from "./exported.ts";
import { trajectoryOf } from "./trajectory.ts";

test.each(["documents", "raw"] as const)("%s: files are where the row says", async (format) => {
  const [row] = await rowsOf((await exported(format)).directory);
  expect(
    hashesOf(
      row!["files"].map((f: AnyRow) => [f["path"], slice(row!["text"], f["start"], f["end"])]),
    ),
  ).toEqual(expected);
});

test("documents: ranges and segments mask the same, which is what was observed", async () => {
  const [row] = await rowsOf((await exported("documents")).directory);
  const text = row!["text"] as string;
  const segments = row!["segments"] as { label: boolean; text: string }[];
  expect(segments.map((segment) => segment.text).join("")).toBe(text);
  const masked = (row!["no_loss_ranges"] as [number, number][]).map(([a, b]) => slice(text, a, b));
  expect(masked).toEqual(segments.filter(({ label }) => !label).map((segment) => segment.text));
  const trained = segments.filter(({ label }) => label).map((segment) => segment.text);
  expect(trained.join("")).not.toContain("</observe>\n<act");
  expect(masked.filter((part) => part.startsWith("<observe"))).toHaveLength(hostile.length - 1);
});

test("tokenised: the trained tokens decode to the trained text, and all of them to the text", async () => {
  const { directory } = await exported("tokenised", { container: "parquet" });
  const [row] = (await parquetReadObjects({
    file: await asyncBufferFromFile(path.join(directory, "data/train-00000.parquet")),
    compressors: { ZSTD: (bytes) => zstdDecompress(bytes) },
  })) as AnyRow[];
  expect(Object.keys(row!)).toEqual(["input_ids", "attention_mask", "labels"]);
  const [document] = await rowsOf((await exported("documents")).directory);
  const file = JSON.parse(await readFile(tokenizerFile, "utf8")) as object;
  const decode = (ids: number[]): string =>
    new Tokenizer(file, {}).decode(ids, { clean_up_tokenization_spaces: false });
  const ids = row!["input_ids"] as number[];
  const labels = row!["labels"] as number[];
  expect(decode(ids.slice(1, -1))).toBe(document!["text"]);
  const trained = labels.filter((label) => label !== -100);
  const segments = document!["segments"] as { label: boolean; text: string }[];
  const text = segments.filter(({ label }) => label).map((segment) => segment.text);
  expect(decode(trained.slice(0, -1))).toBe(text.join(""));
  expect(labels[0]).toBe(-100);
  expect(labels.at(-1)).toBe(ids.at(-1));
});

test.each(["trl", "axolotl", "llama-factory"] as const)(
  "chat for %s holds every file",
  async (dialect) => {
    const [row] = await rowsOf((await exported("chat", { dialect })).directory);
    const messages = row!["messages"] as AnyRow[];
    const calls = messages.flatMap((message): AnyRow[] => {
      if (dialect !== "llama-factory") {
        return (message["tool_calls"] ?? []).map((call: AnyRow) => call["function"]);
      }
      const parts = message["content"] as AnyRow[];
      return parts
        .filter((part) => part["type"] === "tool_call")
        .map((part) => JSON.parse(part["value"]));
    });
    const writes = calls
      .filter((call) => call["name"] === "write_file")
      .map((call) => {
        const values =
          typeof call["arguments"] === "string" ? JSON.parse(call["arguments"]) : call["arguments"];
        return [values["path"], values["content"]] as const;
      });
    expect(hashesOf(writes)).toEqual(expected);
  },
);

test("chat for ms-swift is the flattened text with the loss of each part", async () => {
  const [row] = await rowsOf((await exported("chat", { dialect: "ms-swift" })).directory);
  const [document] = await rowsOf((await exported("documents")).directory);
  const messages = row!["messages"] as { content: string; loss: boolean }[];
  expect(messages.map(({ content }) => content).join("")).toBe(document!["text"]);
  const segments = document!["segments"] as { label: boolean; text: string }[];
  const joined = (parts: readonly string[]): string => parts.join("");
  expect(joined(messages.filter(({ loss }) => loss).map(({ content }) => content))).toBe(
    joined(segments.filter(({ label }) => label).map(({ text }) => text)),
  );
});

test.each(["trl", "axolotl", "llama-factory"] as const)(
  "chat for %s does not train on a thought of a kind that is not trained on",
  async (dialect) => {
    const plain = trajectoryOf({
      files: [{ path: "a.ts", content: "1", thoughts: ["learn this", "SECRET NOTE", "and this"] }],
    });
    const steps = plain.steps.map((step) => {
      if (step.kind !== "act") return step;
      const inner = step.steps.map((each) =>
        each.kind === "think" && each.text === "SECRET NOTE"
          ? { ...each, purpose: "note", trained: false as const }
          : each,
      );
      return { ...step, steps: inner };
    });
    const { directory } = await exported("chat", { dialect }, [{ ...plain, steps }]);
    const [row] = await rowsOf(directory);
    const messages = row!["messages"] as AnyRow[];
    const isTrained = (message: AnyRow): boolean => {
      if (dialect === "axolotl") return message["train"] === true;
      if (dialect === "llama-factory") return message["loss_weight"] === 1;
      return message["role"] === "assistant";
    };
    const parts = [true, false].map((wanted) =>
      JSON.stringify(messages.filter((message) => isTrained(message) === wanted)),
    );
    const [trained = "", masked = ""] = parts;
    expect(masked).toContain("SECRET NOTE");
    expect(trained).not.toContain("SECRET NOTE");
    expect(trained).toContain("write_file");
    for (const text of ["learn this", "and this"]) {
      expect(trained).toContain(text);
      expect(masked).not.toContain(text);
    }
  },
);

test("atif: a main file, one sibling for each coder, answers that belong to calls", async () => {
  const { directory } = await exported("atif");
  const [id = ""] = await readdir(path.join(directory, "data/train"));
  const folder = path.join(directory, "data/train", id);
  const names = await readdir(folder);
  const files = new Map<string, AnyRow>();
  for (const name of names)
    files.set(name, JSON.parse(await readFile(path.join(folder, name), "utf8")));
  const main = files.get("main.json")!;
  const references: AnyRow[] = (main["steps"] as AnyRow[]).flatMap((step) =>
    (step["observation"]?.results ?? []).flatMap(
      (result: AnyRow) => result["subagent_trajectory_ref"] ?? [],
    ),
  );
  expect(
    references.map((reference: AnyRow) => reference["trajectory_path"] as string).toSorted(),
  ).toEqual(names.filter((name) => name !== "main.json").toSorted());
  const writes: [string, string][] = [];
  for (const file of files.values()) {
    expect(file["schema_version"]).toBe("ATIF-v1.7");
    for (const [index, step] of (file["steps"] as AnyRow[]).entries()) {
      expect(step["step_id"]).toBe(index + 1);
      const calls = (step["tool_calls"] ?? []) as AnyRow[];
      const results = (step["observation"]?.results ?? []) as AnyRow[];
      expect(results.map((result) => result["source_call_id"])).toEqual(
        calls.map((call) => call["tool_call_id"]),
      );
      for (const call of calls) {
        if (call["function_name"] !== "write_file") continue;
        writes.push([call["arguments"].path, call["arguments"].content]);
      }
    }
  }
  expect(hashesOf(writes)).toEqual(expected);
});

test("sts: a session line, then messages with every file", async () => {
  const { directory } = await exported("sts");
  const [name = ""] = await readdir(path.join(directory, "data/train"));
  const text = await readFile(path.join(directory, "data/train", name), "utf8");
  const [session, ...messages] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as AnyRow);
  expect(session).toMatchObject({ type: "session", name: "sample" });
  const calls = messages.flatMap(({ message }) => (message.toolCalls ?? []) as AnyRow[]);
  const writes = calls
    .filter((call) => call["function"].name === "write_file")
    .map((call) => JSON.parse(call["function"].arguments) as { path: string; content: string });
  expect(hashesOf(writes.map(({ path: file, content }) => [file, content]))).toEqual(expected);
});

test("megatron: the index says where each document is", async () => {
  const { directory } = await exported("megatron");
  const idx = await readFile(path.join(directory, "data/train.idx"));
  const bin = await readFile(path.join(directory, "data/train.bin"));
  expect(idx.subarray(0, 9).toString("latin1")).toBe("MMIDIDX\0\0");
  expect([
    idx.readBigUInt64LE(9),
    idx.readUInt8(17),
    idx.readBigUInt64LE(18),
    idx.readBigUInt64LE(26),
  ]).toEqual([1n, 4, 1n, 2n]);
  expect(idx.readInt32LE(34) * 4).toBe(bin.length);
  expect([idx.readBigInt64LE(38), idx.readBigInt64LE(46), idx.readBigInt64LE(54)]).toEqual([
    0n,
    0n,
    1n,
  ]);
});

test("packed: every trained token of the tokenised rows is there once", async () => {
  const { directory, manifest } = await exported("packed", { length: 16_384 });
  const rows = (await readFile(path.join(directory, "data/train-00000.idx.jsonl"), "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as AnyRow);
  const masked = rows.flatMap((row) => row["loss_mask"] as number[]).filter((flag) => flag === 1);
  expect(masked).toHaveLength(manifest.counts.tokens.trained);
  for (const row of rows) {
    expect(row["input_ids"].length).toBeLessThanOrEqual(16_384);
    expect(row["seq_start_id"][0]).toBe(0);
  }
});

test("thoughts: as first written, or none", async () => {
  const texts = async (thoughts: "first" | "none"): Promise<string> =>
    (await rowsOf((await exported("documents", { thoughts })).directory))[0]!["text"] as string;
  expect(await texts("first")).toContain("the first");
  const none = await texts("none");
  expect(none).not.toContain("<think purpose");
  expect(none).toContain('<act tool="write_file"');
});

test("half a surrogate pair in a thought becomes U+FFFD everywhere", async () => {
  for (const format of ["documents", "chat"] as const) {
    const { directory } = await exported(format);
    const text = await readFile(path.join(directory, "data/train-00000.jsonl"), "utf8");
    expect(text).not.toContain(String.raw`\ud800`);
    expect(text).toContain("\uFFFD half");
  }
});
