import * as fc from "fast-check";
import { expect, test } from "vitest";
import { piecesOf } from "../../viewer/page/text/pieces.ts";

test("characters that change how others are read are shown by their code points", () => {
  expect(piecesOf("a\u202Eb\u0000\tc\n")).toEqual([
    { kind: "text", text: "a" },
    { kind: "hidden", code: "U+202E" },
    { kind: "text", text: "b" },
    { kind: "hidden", code: "U+0000" },
    { kind: "text", text: "\tc\n" },
  ]);
  expect(piecesOf("\uD800x")).toEqual([
    { kind: "hidden", code: "U+D800" },
    { kind: "text", text: "x" },
  ]);
});

test("what is searched for is marked in any case, and never shifted", () => {
  expect(piecesOf("Read the READme", "read")).toEqual([
    { kind: "found", text: "Read" },
    { kind: "text", text: " the " },
    { kind: "found", text: "READ" },
    { kind: "text", text: "me" },
  ]);
  // The lower case of this letter has two code units.
  expect(piecesOf("\u0130stanbul", "stan")).toEqual([{ kind: "text", text: "\u0130stanbul" }]);
});

test("every text comes out whole", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ maxLength: 3 }), (text, find) => {
      const whole = piecesOf(text, find)
        .map((piece) =>
          piece.kind === "hidden"
            ? String.fromCodePoint(Number.parseInt(piece.code.slice(2), 16))
            : piece.text,
        )
        .join("");
      expect(whole).toBe(text);
    }),
  );
});
