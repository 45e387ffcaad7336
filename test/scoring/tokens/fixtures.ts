import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** GPT-2's letters for bytes: printable bytes stand for themselves, the others come after 255. */
function byteLetters(): string[] {
  const printable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let extra = 256;
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCodePoint(printable(byte) ? byte : extra++),
  );
}

const special = (id: number, content: string): object => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

const startsWith = (token: string, id: number): object => ({
  type: "TemplateProcessing",
  single: [{ SpecialToken: { id: token, type_id: 0 } }, { Sequence: { id: "A", type_id: 0 } }],
  pair: [],
  special_tokens: { [token]: { id: token, ids: [id], tokens: [token] } },
});

/** The vocabulary of the offline model's server: bytes, and 256 as the start token. */
export function bytesAlone(): object {
  return byteLevel([], 256);
}

/** A byte-level BPE in the form of Llama 3's; the first 256 ids are the bytes. */
export function byteLevel(
  merges: readonly string[] = ["v a", "va l", "u e", "val ue", "Ġ =", "Ċ Ċ"],
  start = 300,
): object {
  const pieces = [...byteLetters(), ...merges.map((merge) => merge.replace(" ", ""))];
  return {
    version: "1.0",
    added_tokens: [special(start, "<|begin|>"), special(start + 1, "<|im_end|>")],
    normalizer: null,
    pre_tokenizer: {
      type: "ByteLevel",
      add_prefix_space: false,
      trim_offsets: true,
      use_regex: false,
    },
    post_processor: startsWith("<|begin|>", start),
    decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: "BPE",
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges,
    },
  };
}

/** A BPE with byte fallback and a dummy space before every text, in the form of Llama 2's. */
export function dummyPrefix(): object {
  const merges = ["v a", "va l", "u e", "▁ val", "val ue"];
  const bytes = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`,
  );
  const letters = "▁abcdefghijklmnopqrstuvwxyz=;0123456789".split("");
  const merged = merges.map((merge) => merge.replace(" ", ""));
  const pieces = ["<unk>", "<s>", "</s>", ...bytes, ...letters, ...merged];
  return {
    version: "1.0",
    added_tokens: [special(0, "<unk>"), special(1, "<s>"), special(2, "</s>")],
    normalizer: {
      type: "Sequence",
      normalizers: [
        { type: "Prepend", prepend: "▁" },
        { type: "Replace", pattern: { String: " " }, content: "▁" },
      ],
    },
    pre_tokenizer: null,
    post_processor: startsWith("<s>", 1),
    decoder: null,
    model: {
      type: "BPE",
      unk_token: "<unk>",
      fuse_unk: true,
      byte_fallback: true,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges,
    },
  };
}

/** Runs with files in a directory of its own. */
export async function withFiles<T>(
  files: Readonly<Record<string, string>>,
  run: (path: (name: string) => string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "hindcast-tokens-"));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
    return await run((name) => join(directory, name));
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The strings of ids in a tokenizer.json. */
export function piecesOf(file: object, ids: readonly number[]): string[] {
  const { model, added_tokens: added } = file as {
    model: { vocab: Record<string, number> };
    added_tokens: { id: number; content: string }[];
  };
  const byId = new Map(Object.entries(model.vocab).map(([piece, id]) => [id, piece]));
  for (const { id, content } of added) byId.set(id, content);
  return ids.map((id) => byId.get(id) ?? `?${id}`);
}
