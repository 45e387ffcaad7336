import { readFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Benchmarks, recordOf } from "../../export/index.ts";
import { ChosenRows, type SelectionOptions } from "../../export/selection/index.ts";
import { bandsOf, rowsFor, signatureOf, similarity } from "../../export/selection/minhash.ts";
import { runsOf, wordHashes } from "../../export/selection/words.ts";
import { exported } from "./exported.ts";
import { trajectoryOf, type Fixture } from "./trajectory.ts";

const words = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, at) => `word${from + at}`);

function repository(repo: string, ...contents: readonly string[]) {
  const files = contents.map((content, at): Fixture["files"][number] => ({
    path: `${at}.ts`,
    content,
    thoughts: [`What ${repo} needs at ${at}.`],
  }));
  return trajectoryOf({ repo, files });
}

function decided(
  options: Partial<SelectionOptions>,
  ...trajectories: ReturnType<typeof repository>[]
) {
  const selection = new ChosenRows({ filters: [], without: new Set(), ...options });
  const verdicts = trajectories.map((one) => selection.decide(recordOf(one)));
  return { reasons: verdicts.map(({ reason }) => reason), verdicts, counts: selection.counts };
}

describe("MinHash", () => {
  const text = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 60, maxLength: 300 });

  test("estimates the share of common shingles", () => {
    fc.assert(
      fc.property(text, text, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, share) => {
        const mixed = [...one.slice(0, Math.floor(one.length * share)), ...other];
        const [a, b] = [one, mixed].map((numbers) =>
          wordHashes([numbers.map((number) => `w${number}`).join(" ")]),
        );
        const [first, second] = [new Set(runsOf(a!, 5)), new Set(runsOf(b!, 5))];
        const common = [...first].filter((run) => second.has(run)).length;
        const jaccard = common / (first.size + second.size - common);
        // Four standard deviations of 128 draws, and one draw.
        const error = 4 * Math.sqrt((jaccard * (1 - jaccard)) / 128) + 1 / 64;
        expect(Math.abs(similarity(signatureOf(a!)!, signatureOf(b!)!) - jaccard)).toBeLessThan(
          error + 0.05,
        );
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  test("of equal texts is equal, whatever is between their words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (content) => {
        const plain = wordHashes([content]);
        const spaced = wordHashes([content.replaceAll(" ", "\n  ")]);
        expect(signatureOf(spaced)).toEqual(signatureOf(plain));
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  test.each([0.3, 0.5, 0.8, 0.95, 1])(
    "bands for %f make nearly all such pairs candidates",
    (threshold) => {
      const rows = rowsFor(threshold);
      expect(1 - (1 - threshold ** rows) ** (128 / rows)).toBeGreaterThan(0.95);
      expect(bandsOf(signatureOf(wordHashes(words(50)))!, rows)).toHaveLength(128 / rows);
    },
  );
});

describe("near-duplicates", () => {
  const original = words(400).join(" ");
  const changed = original.replace("word200", "another");
  const unrelated = words(400, 1000).join(" ");
  const byRepository = { duplicates: { threshold: 0.8, unit: "repository" } } as const;

  test("of an earlier repository are left out, and it is said of which", () => {
    const { reasons, counts, verdicts } = decided(
      byRepository,
      repository("one", original),
      repository("two", changed),
      repository("three", unrelated),
    );
    expect(reasons).toEqual([
      undefined,
      expect.stringMatching(/^near-duplicate of one-000000/),
      undefined,
    ]);
    expect(counts.duplicates).toEqual({ checked: 3, left_out: 1, pairs: 1 });
    expect(verdicts[1]?.findings).toMatchObject([
      { kind: "duplicate", left_out: true, session: "two-000000", of: { session: "one-000000" } },
    ]);
  });

  test("are found in whatever order, and one of them stays", () => {
    const all = [repository("a", original), repository("b", changed), repository("c", unrelated)];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 3 }), (order) => {
        const { reasons } = decided(byRepository, ...order);
        expect(reasons.filter((reason) => reason === undefined)).toHaveLength(2);
      }),
      { seed: 1 },
    );
  });

  test("by file: a repository of which most is elsewhere is one, whatever else it holds", () => {
    const byFile = { duplicates: { threshold: 0.8, unit: "file" } } as const;
    const { reasons } = decided(
      byFile,
      repository("one", original, words(100, 5000).join(" ")),
      repository("mostly", words(60, 3000).join(" "), changed),
      repository("partly", unrelated, words(100, 5000).join(" ")),
    );
    expect(reasons).toEqual([
      undefined,
      expect.stringContaining("near-duplicate of one"),
      undefined,
    ]);
  });

  test("are not looked for among files of a few words", () => {
    const byFile = { duplicates: { threshold: 0.8, unit: "file" } } as const;
    const short = "export {};";
    expect(decided(byFile, repository("a", short), repository("b", short)).reasons).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("without a word nothing is alike", () => {
    expect(decided(byRepository, repository("a", "++"), repository("b", "++")).reasons).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("benchmarks", () => {
  const problem = `def solve(numbers):\n    """${words(20).join(" ")}"""`;

  function benchmarksOf(...texts: readonly string[]): Benchmarks {
    const benchmarks = new Benchmarks();
    for (const [at, text] of texts.entries()) benchmarks.add(`tests.jsonl#${at + 1}`, text);
    return benchmarks;
  }

  test("leave out what shares thirteen words in a row, in code or in a thought", () => {
    const benchmarks = benchmarksOf(
      "unrelated words that are in no repository at all here",
      problem,
    );
    const quoted = `before ${words(13, 3).join(", ")} after`;
    const { reasons, counts } = decided(
      { benchmarks },
      repository("clean", `before ${words(12, 3).join(" ")} after`),
      repository("code", quoted),
      trajectoryOf({ repo: "thought", files: [{ path: "a", content: "x", thoughts: [quoted] }] }),
    );
    expect(reasons).toEqual([
      undefined,
      "shares 1 runs of words with a benchmark, first tests.jsonl#2",
      "shares 1 runs of words with a benchmark, first tests.jsonl#2",
    ]);
    expect(counts.contamination).toEqual({ checked: 3, left_out: 2 });
  });

  test("a text of eight to twelve words is looked for as a whole, a shorter one not at all", () => {
    const benchmarks = benchmarksOf(words(9).join(" "), words(7, 100).join(" "));
    expect(benchmarks.described).toMatchObject({ texts: 2, too_short: 1 });
    const { reasons } = decided(
      { benchmarks },
      repository("nine", `x ${words(9).join(" ")} y`),
      repository("seven", words(7, 100).join(" ")),
    );
    expect(reasons.map((reason) => reason !== undefined)).toEqual([true, false]);
  });

  test("any run of a benchmark is found wherever it is", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.string({ maxLength: 50 }), (start, before) => {
        const benchmarks = benchmarksOf(words(80).join(" "));
        const text = `${before} ${words(13, start).join("\n")} ;`;
        const [reason] = decided({ benchmarks }, repository("r", text)).reasons;
        expect(reason).toContain("tests.jsonl#1");
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});

test("a repository opts out by name, origin or the end of its origin, in any case", () => {
  const named = (origin: string | undefined) => {
    const one = repository("Sample", "x");
    return { ...one, repository: { ...one.repository, ...(origin ? { origin } : {}) } };
  };
  const origin = "https://github.com/Owner/Sample.git";
  for (const name of ["sample", origin, "owner/sample"]) {
    const without = new Set([name]);
    expect(decided({ without }, named(origin)).reasons).toEqual(["opted out"]);
  }
  expect(decided({ without: new Set(["owner/other"]) }, named(origin)).reasons).toEqual([
    undefined,
  ]);
});

test("an export says in manifest, card and report what it left out", async () => {
  const text = words(300).join(" ");
  const benchmarks = new Benchmarks();
  benchmarks.add("bench.txt", words(20, 700).join(" "));
  const { directory, manifest } = await exported(
    "documents",
    { duplicates: { threshold: 0.8, unit: "repository" }, benchmarks },
    [
      repository("one", text),
      repository("two", `${text} more`),
      repository("three", words(20, 700).join(" ")),
    ],
  );
  expect(manifest.selection).toEqual({
    contamination: { checked: 3, left_out: 1 },
    duplicates: { checked: 2, left_out: 1, pairs: 1 },
  });
  expect(manifest.counts.rows).toBe(1);
  expect(manifest.left_out.map(({ session }) => session)).toEqual(["two-000000", "three-000000"]);
  const report = await readFile(path.join(directory, "selection.jsonl"), "utf8");
  const lines = report
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { kind: string });
  expect(lines.map(({ kind }) => kind)).toEqual(["duplicate", "contaminated"]);
  const card = await readFile(path.join(directory, "README.md"), "utf8");
  expect(card).toContain("1 of 2 trajectories are left out as near-duplicates");
  expect(card).toContain("1 of 3 trajectories are left out since they share 13 words");
});
