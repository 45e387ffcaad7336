import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LocalTokenizer, TextTokens, linesOfTokens } from "../../../scoring/tokens/index.ts";
import { byteLevel, dummyPrefix, piecesOf, withFiles } from "./fixtures.ts";

const never = new AbortController().signal;

async function withTokens<T>(file: object, run: (tokens: TextTokens) => Promise<T>): Promise<T> {
  return withFiles({ "tokenizer.json": JSON.stringify(file) }, async (path) =>
    run(new TextTokens(await LocalTokenizer.load(path("tokenizer.json")))),
  );
}

/** Lines as the tokens' texts give them. */
async function linesIn(tokens: TextTokens, text: string) {
  const ids = await tokens.of(text, never);
  const texts = (await tokens.texts(ids, never)) ?? [];
  return { ids, lines: linesOfTokens(text, texts) };
}

describe("lines of a byte-level tokenizer.json's tokens", () => {
  // Newlines with what stands around them, as in real vocabularies.
  const file = byteLevel(["v a", "va l", "u e", "val ue", "Ġ Ġ", "; Ċ", "Ċ Ċ", "Ċ ĠĠ", "Ã ¼"]);
  const bytes = (file as { model: { vocab: Record<string, number> } }).model.vocab;

  test("a token that spans a line feed belongs to the line in which it begins", () =>
    withTokens(file, async (tokens) => {
      const { ids, lines } = await linesIn(tokens, "value;\nvalue\n\nvalue\n  ;\n");
      expect(piecesOf(file, ids)).toEqual(["value", ";Ċ", "value", "ĊĊ", "value", "ĊĠĠ", ";Ċ"]);
      expect([...(lines?.of ?? [])]).toEqual([0, 0, 1, 1, 3, 3, 4]);
      expect(lines?.count).toBe(6);
    }));

  test("are those of their bytes", () =>
    withTokens(file, (tokens) =>
      fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.oneof(
              fc.constantFrom(
                "value",
                ";\n",
                "\n\n",
                "\n  ",
                "\r\n",
                "\t",
                "ü",
                "日本",
                "\u{1f600}",
              ),
              fc.string({ unit: "binary" }).map((each) => each.toWellFormed()),
            ),
          ),
          async (parts) => {
            const { ids, lines } = await linesIn(tokens, parts.join(""));
            let line = 0;
            for (const [at, piece] of piecesOf(file, ids).entries()) {
              expect(lines?.of[at]).toBe(line);
              line += Array.from(piece).filter((letter) => bytes[letter] === 10).length;
            }
            expect(lines?.count).toBe(line + 1);
          },
        ),
        { numRuns: 50 },
      ),
    ));
});

describe("no lines", () => {
  test("of a tokenizer.json that has no decoder", () =>
    withTokens(dummyPrefix(), async (tokens) => {
      expect((await linesIn(tokens, "value\nvalue")).lines).toBeUndefined();
    }));

  test.each<[string, string[]]>([
    ["a line feed is lost", ["a", "b\n", "c"]],
    ["one is too many", ["a\n", "\n", "b\n", "c"]],
    ["one stands elsewhere", ["a", "b\n\n", "c"]],
    ["a token spells something else", ["a\n", "d\n", "c"]],
    ["a token is missing", ["a\n", "b\n"]],
  ])("when %s", (_name, texts) => {
    expect(linesOfTokens("a\nb\nc", ["a\n", "b\n", "c"])?.of).toEqual(Uint32Array.of(0, 1, 2));
    expect(linesOfTokens("a\nb\nc", texts)).toBeUndefined();
  });
});

test("a space that a decoder drops moves no line", () => {
  expect(linesOfTokens(" a\n b", ["a", "\n", "b"])?.of).toEqual(Uint32Array.of(0, 0, 1));
});
