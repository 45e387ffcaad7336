import { expect, test } from "vitest";
import { scoreWithinWindow, type ReadSegment } from "../../../scoring/scorer/windows.ts";
import type { ScoreQuestion, ScorerBackend } from "../../../scoring/scorer/index.ts";

const signal = new AbortController().signal;

/** A model whose tokens are words, and for which each costs a nat and a half. */
function wordModel(window: number | undefined) {
  const asked: ScoreQuestion[] = [];
  const words = (text: string): number => text.split(/\s+/).filter((word) => word !== "").length;
  const backend: ScorerBackend = {
    model: () => Promise.resolve("words"),
    window: () => Promise.resolve(window),
    concurrency: 1,
    countTokens: (text) => Promise.resolve(words(text)),
    close: () => Promise.resolve(),
    score: (question) => {
      asked.push(question);
      const tokens = words(question.target);
      for (const { segments } of question.variants) {
        expect(words(segments.join("")) + tokens).toBeLessThanOrEqual(window ?? Infinity);
      }
      const lines = question.target.split("\n").map((line) => 1.5 * words(line));
      const answer = { logprob: -1.5 * tokens, clipped: -tokens, tokens, lines };
      return Promise.resolve(question.variants.map(() => answer));
    },
  };
  return { backend, asked };
}

const context = (text: string): ReadSegment => ({ role: "context", text });
const line = "one two three four five six seven eight nine ten";
const text = (lines: number): string => `${line}\n`.repeat(lines);
const variants = [
  [context("# a\n"), context(text(20)), context(text(40)), context("\n")],
  [
    context("# a\n"),
    context(text(20)),
    context(text(40)),
    context("\n"),
    { role: "thought", text: text(3) } as const,
    context("\n"),
  ],
];

test("what fits is asked as it is", async () => {
  for (const window of [undefined, 10_000]) {
    const { backend, asked } = wordModel(window);
    const question = { variants, target: text(5), clip: 2, affinity: "a" };
    await scoreWithinWindow(backend, question, signal);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.variants.map(({ segments }) => segments)).toEqual(
      variants.map((segments) => segments.map((segment) => segment.text)),
    );
  }
});

test("a context is shortened from its end, by lines, and equally for all variants", async () => {
  const { backend, asked } = wordModel(600);
  const question = { variants, target: text(10), clip: 2, affinity: "a" };
  await scoreWithinWindow(backend, question, signal);
  const [none = [], some = []] = (asked[0]?.variants ?? []).map(({ segments }) => segments);
  expect(none[1]).toBe(text(20));
  expect(none[2]).toMatch(new RegExp(`^(?:${line}\n)+$`));
  expect(none[2]?.length).toBeLessThan(text(40).length);
  expect(some.slice(0, 3)).toEqual(none.slice(0, 3));
  expect(some[4]).toBe(text(3));
});

test("a target beyond the window is scored in pieces that add up to the whole", async () => {
  const target = text(100);
  const { backend, asked } = wordModel(600);
  const question = { variants, target, clip: 2, affinity: "a", lines: true };
  const answers = await scoreWithinWindow(backend, question, signal);
  expect(asked.length).toBeGreaterThan(1);
  expect(asked.map((each) => each.target).join("")).toBe(target);
  const lines = [...Array.from({ length: 100 }, () => 15), 0];
  const whole = { logprob: -1_500, clipped: -1_000, tokens: 1_000, lines };
  expect(answers).toEqual([whole, whole]);
  // Each piece comes after the one before it.
  const [, second] = asked;
  expect(second?.variants[0]?.segments.at(-1)).toBe(asked[0]?.target);
});

test("a target of one long line is cut between characters", async () => {
  const target = "👍 ".repeat(700);
  const { backend, asked } = wordModel(600);
  await scoreWithinWindow(backend, { variants, target, clip: 2, affinity: "a" }, signal);
  expect(asked.map((each) => each.target).join("")).toBe(target);
  for (const { target: piece } of asked) expect(piece.isWellFormed()).toBe(true);
});

test("a context that begins with a line feed and has no room is left out", async () => {
  const shown: (readonly string[])[] = [];
  const backend: ScorerBackend = {
    model: () => Promise.resolve("characters"),
    window: () => Promise.resolve(100),
    concurrency: 1,
    countTokens: (given) => Promise.resolve(given.length),
    close: () => Promise.resolve(),
    score: ({ variants: asked, target }) => {
      shown.push(...asked.map(({ segments }) => segments));
      const { length } = target;
      return Promise.resolve(
        asked.map(() => ({ logprob: -length, clipped: -length, tokens: length })),
      );
    },
  };
  // One line takes all the room there is: 100 tokens without a third for thoughts and the target.
  const segments = [context(`${"x".repeat(17)}\n`.repeat(20)), context(`\n${text(40)}`)];
  const target = "y".repeat(49);
  await scoreWithinWindow(
    backend,
    { variants: [segments, [...segments]], target, clip: 2, affinity: "a" },
    signal,
  );
  for (const parts of shown) expect(parts.join("").length + target.length).toBeLessThan(100);
});
