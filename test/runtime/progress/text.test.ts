import { stripVTControlCharacters } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable, printableJson } from "../../../protocols/index.ts";
import {
  displayWidth,
  formatCount,
  formatDuration,
  progressOf,
  truncate,
} from "../../../runtime/progress/index.ts";

const anyText = fc.string({ unit: "binary" });

describe("printable", () => {
  test.each([
    ["src/app.py", "src/app.py"],
    ["a\nb\tc\rd", "a\\nb\\tc\\rd"],
    ["\u001B[31m", "\\x1b[31m"],
    ["\u009B\u007F", "\\x9b\\x7f"],
    ["\u202Egnp.exe", "\\u202egnp.exe"],
    ["\uD800", "\\ud800"],
    ["\u{E0001}", "\\u{e0001}"],
    ["漢字 é 👍", "漢字 é 👍"],
  ])("%j", (text, shown) => expect(printable(text)).toBe(shown));

  test("leaves nothing that a terminal obeys in any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  test("as JSON it means the same value", () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, anyText), (value) => {
        const text = printableJson(value);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(JSON.parse(text)).toEqual(value);
      }),
    );
  });
});

describe("width", () => {
  test.each([
    ["abc", 3],
    ["漢字", 4],
    ["e\u0301", 1],
    ["👍", 2],
    ["👩‍👩‍👧", 2],
    ["한국", 4],
    ["\u001B[31mab\u001B[0m", 2],
    ["", 0],
  ])("of %j is %i", (text, width) => expect(displayWidth(text)).toBe(width));

  test("truncated texts fit, and those that fit are left alone", () => {
    const coloured = fc
      .array(
        fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("\u001B[31m", "\u001B[0m", "漢")),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(coloured, fc.integer({ min: 1, max: 30 }), (text, columns) => {
        const cut = truncate(text, columns);
        expect(displayWidth(cut)).toBeLessThanOrEqual(columns);
        expect(displayWidth(text) > columns || cut === text).toBe(true);
      }),
    );
  });

  test("a cut text ends its colours", () => {
    expect(truncate("\u001B[31mabcdef\u001B[0m", 4)).toBe("\u001B[31mabc…\u001B[0m");
    expect(truncate("\u001B[31mab\u001B[0mcdef", 4)).toBe("\u001B[31mab\u001B[0mc…");
    expect(stripVTControlCharacters(truncate("\u001B[31m漢字漢字", 4))).toBe("漢…");
  });
});

test("numbers are for people", () => {
  expect([0, 999, 1000, 59_949, 59_950, 3_599_400, 3_725_000].map(formatDuration)).toEqual([
    "0 ms",
    "999 ms",
    "1.0 s",
    "59.9 s",
    "1:00",
    "59:59",
    "1:02:05",
  ]);
  expect([9999, 10_000, 999_949, 999_950].map(formatCount)).toEqual([
    "9999",
    "10.0k",
    "999.9k",
    "1.0M",
  ]);
});

describe("progressOf", () => {
  const envelope = (kind: string, body: unknown, to = "s-1/main/main") => ({
    id: "x#0",
    run: "r",
    session: "s-1",
    from: "s-1/x/x",
    to,
    kind,
    cause: null,
    seq: 1,
    time: 0,
    body,
  });

  test("reads the messages of a run", () => {
    const spawn = { role: "coder", key: "src/a.py", behaviour: "", input: {} };
    expect(progressOf(envelope("agent.spawn", spawn))).toEqual({
      type: "file.started",
      session: "s-1",
      path: "src/a.py",
    });
    const scored = {
      model: "offline",
      variants: [{ outcome: "leak", leak: { segment: 0, run: 20 } }],
    };
    expect(progressOf(envelope("scorer.scored", scored, "s-1/search/src/a.py"))).toEqual({
      type: "file.scored",
      session: "s-1",
      path: "src/a.py",
      evaluations: 1,
    });
    const failed = {
      code: "SCORER_FAILED",
      class: "fatal",
      reason: "died",
      usage: { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 },
    };
    expect(progressOf(envelope("session.failed", failed))).toEqual({
      type: "session.failed",
      session: "s-1",
      code: "SCORER_FAILED",
      reason: "died",
    });
  });

  test("is silent about other messages and those of another shape", () => {
    expect(progressOf(envelope("graph.read", {}))).toBeUndefined();
    expect(progressOf(envelope("coder.finished", { nonsense: true }))).toBeUndefined();
    expect(progressOf(envelope("made.up", {}))).toBeUndefined();
  });
});
