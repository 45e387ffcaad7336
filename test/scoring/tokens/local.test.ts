import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LocalTokenizer, TextTokens } from "../../../scoring/tokens/index.ts";
import { byteLevel, dummyPrefix, piecesOf, withFiles } from "./fixtures.ts";

const never = new AbortController().signal;

/** Runs with the tokens of a tokenizer.json. */
async function withTokens<T>(file: object, run: (tokens: TextTokens) => Promise<T>): Promise<T> {
  return withFiles({ "tokenizer.json": JSON.stringify(file) }, async (path) =>
    run(new TextTokens(await LocalTokenizer.load(path("tokenizer.json")))),
  );
}

describe("a byte-level tokenizer.json", () => {
  const file = byteLevel();

  test("tokenises with its merges and adds nothing", () =>
    withTokens(file, async (tokens) => {
      const ids = await tokens.of("value =\n\n", never);
      expect(piecesOf(file, ids)).toEqual(["value", "Ġ=", "ĊĊ"]);
      expect(await tokens.of("", never)).toEqual([]);
    }));

  test("names its start token once", () =>
    withTokens(file, async (tokens) => {
      expect(await tokens.start(never)).toEqual([300]);
      expect(piecesOf(file, await tokens.prompt("value", never))).toEqual(["<|begin|>", "value"]);
    }));

  test("reads what looks like a special token as text", () =>
    withTokens(file, async (tokens) => {
      const ids = await tokens.of("<|im_end|>", never);
      expect(piecesOf(file, ids).join("")).toBe("<|im_end|>");
      expect(ids).toHaveLength(10);
    }));

  test("spells any text", () =>
    withTokens(file, (tokens) =>
      fc.assert(
        fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 30 }), async (text) => {
          const ids = await tokens.of(text, never);
          expect(Buffer.from(ids.flatMap((id) => bytesOf(file, id))).toString()).toBe(text);
        }),
        { numRuns: 50 },
      ),
    ));
});

/** The bytes of a token; the first 256 ids are the bytes. */
function bytesOf(file: object, id: number): number[] {
  const { model } = file as { model: { vocab: Record<string, number> } };
  const [piece = ""] = piecesOf(file, [id]);
  return Array.from(piece, (letter) => model.vocab[letter]!);
}

describe("a tokenizer.json that puts a space before every text", () => {
  const file = dummyPrefix();

  test("gives the ids of a text after another", () =>
    withTokens(file, async (tokens) => {
      const whole = await tokens.prompt("a = value", never);
      expect(piecesOf(file, whole)).toEqual(["<s>", "▁", "a", "▁", "=", "▁val", "ue"]);
      const parts = [await tokens.of("a =", never), await tokens.of(" value", never)].flat();
      expect(piecesOf(file, parts)).toEqual(["a", "▁", "=", "▁val", "ue"]);
      expect(piecesOf(file, await tokens.of("value", never))).toEqual(["value"]);
      expect(await tokens.start(never)).toEqual([1]);
    }));

  test("parts of a text that are cut at a space or a newline are the text's ids", () =>
    withTokens(file, (tokens) =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom("value", " ue", "\nva", " = 1", "é", "\n\n"), { minLength: 1 }),
          async (parts) => {
            const whole = await tokens.of(parts.join(""), never);
            const cut = await Promise.all(parts.map((part) => tokens.of(part, never)));
            const spelt = piecesOf(file, cut.flat()).join("");
            expect(spelt).toBe(piecesOf(file, whole).join(""));
          },
        ),
        { numRuns: 50 },
      ),
    ));
});

describe("a file that is none", () => {
  test.each([
    ["missing", {}, "ENOENT"],
    ["not JSON", { "tokenizer.json": "{" }, "JSON"],
    ["something else", { "tokenizer.json": "{}" }, "no tokenizer.json: model"],
    [
      "with a broken configuration beside it",
      { "tokenizer.json": JSON.stringify(byteLevel()), "tokenizer_config.json": "[" },
      "JSON",
    ],
  ])("%s", (_name, files, reason) =>
    withFiles(files, async (path) => {
      const loading = LocalTokenizer.load(path("tokenizer.json"));
      await expect(loading).rejects.toMatchObject({ code: "CONFIG_INVALID" });
      await expect(loading).rejects.toThrow(reason);
      await expect(loading).rejects.toThrow(path("tokenizer.json"));
    }),
  );
});

test("endpoints share one tokeniser for as long as the file stays the same", () =>
  withFiles({ "tokenizer.json": JSON.stringify(byteLevel()) }, async (path) => {
    const [one, other] = await Promise.all([
      LocalTokenizer.load(path("tokenizer.json")),
      LocalTokenizer.load(path("tokenizer.json")),
    ]);
    expect(one).toBe(other);
  }));
