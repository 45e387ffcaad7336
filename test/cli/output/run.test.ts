import { stripVTControlCharacters } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RunSummary, type FileReport } from "../../../protocols/index.ts";
import { explainGain, gainOf, perplexity } from "../../../cli/output/index.ts";
import { formatRun } from "../../../cli/output/run.ts";

function file(
  path: string,
  tokens: number,
  none: number,
  first: number,
  final: number,
): FileReport {
  return {
    path,
    tokens,
    evaluations: 12,
    proposals: 7,
    leaks_rejected: 1,
    nats_per_token: { none, first, final },
    thought_tokens: 180,
    steps: 8,
    names: 10,
    grounded: 9,
  };
}

const one = RunSummary.parse({
  run: "r-20260101",
  seed: 1,
  elapsed_ms: 83_400,
  usage: { requests: 1204, retries: 3, prompt_tokens: 1_234_567, completion_tokens: 98_765 },
  sessions: [
    {
      session: "flask-3f2a",
      repository: "/src/flask",
      status: "done",
      files: [
        file("src/flask/app.py", 12_000, 1.6, 1.3, 1.1),
        file("src/flask/cli.py", 8000, 1.8, 1.7, 1.4),
        file("src/flask/漢字.py", 300, 2.5, 2.6, 2.4),
        file("src/flask/empty.py", 0, 0, 0, 0),
      ],
    },
  ],
});

describe("the report of a run", () => {
  test("of one session", async () => {
    await expect(formatRun(one, { out: "out/flask" })).toMatchFileSnapshot(
      "./expected/run-one.txt",
    );
  });

  test("with a judge sets the judge's gain and the audit beside the search's own", async () => {
    const judged = one.sessions[0]!.files.map((each) =>
      each.tokens === 0
        ? each
        : {
            ...each,
            judge: { none: 1.9, first: 1.7, final: 1.6 },
            audit: { grams: 900, shared: 1, own: 400, named: 61 },
          },
    );
    const summary = { ...one, sessions: [{ ...one.sessions[0]!, files: judged }] };
    await expect(formatRun(summary, { out: "out" })).toMatchFileSnapshot(
      "./expected/run-judged.txt",
    );
  });

  test("of many files shows both ends", async () => {
    const files = Array.from({ length: 40 }, (_, n) =>
      file(`src/module_${String(n).padStart(2, "0")}.py`, 100 + n, 2, 2 - n / 100, 2 - n / 50),
    );
    const many = { ...one, sessions: [{ ...one.sessions[0]!, files }] };
    await expect(formatRun(many, { out: "out" })).toMatchFileSnapshot(
      "./expected/run-many-files.txt",
    );
  });

  test("of several sessions, some of which failed", async () => {
    const several: RunSummary = {
      ...one,
      sessions: [
        one.sessions[0]!,
        {
          session: "evil-0001",
          repository: "/src/evil\n\u001B[2Jname",
          status: "failed",
          code: "REPOSITORY_EMPTY",
          reason: "every file is \u202Ebinary",
          files: [],
        },
        {
          session: "slow-0002",
          repository: "/src/slow",
          status: "failed",
          code: "AUTHOR_UNAVAILABLE",
          reason: "no answer after 5 attempts",
          files: [file("a.py", 10, 9, 9, 9)],
        },
      ],
    };
    const text = formatRun(several, { out: "out dir/it's" });
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    await expect(text).toMatchFileSnapshot("./expected/run-failures.txt");
  });

  test("of nothing at all", () => {
    const text = formatRun({ ...one, sessions: [] }, { out: "o" });
    expect(text).toContain("0 of 0 sessions done");
    expect(text).not.toContain("verify");
  });

  test("says the same with colours", () => {
    const coloured = formatRun(one, { out: "out/flask", color: true });
    expect(coloured).toContain("\u001B[");
    expect(stripVTControlCharacters(coloured)).toBe(formatRun(one, { out: "out/flask" }));
  });
});

describe("the gain", () => {
  test("is weighted by tokens", () => {
    const gain = gainOf([file("a", 1, 4, 3, 2), file("b", 3, 2, 1, 0)]);
    expect(gain).toEqual({ tokens: 4, none: 2.5, first: 1.5, final: 0.5 });
    expect(gainOf([file("a", 0, 4, 3, 2)])).toBeUndefined();
  });

  test.each([
    [
      { none: 2, first: 1.25, final: 1 },
      "+1.000 nats per token: 75 % from thinking at all, 25 % from search",
    ],
    [
      { none: 1, first: 1.2, final: 0.8 },
      "+0.200 nats per token: -0.200 from thinking at all, +0.400 from search",
    ],
    [
      { none: 1, first: 1, final: 1 },
      "0.000 nats per token: 0.000 from thinking at all, 0.000 from search",
    ],
  ])("%j", (nats, text) => expect(explainGain({ tokens: 1, ...nats })).toBe(text));

  test("is the same however files are split into sessions", () => {
    const nat = fc.double({ min: 0, max: 10, noNaN: true });
    const files = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 999 }), nat)
        .map(([tokens, none]) => file("x", tokens, none, none, none)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(files, (list) => {
        const gain = gainOf(list)!;
        const tokens = list.reduce((sum, item) => sum + item.tokens, 0);
        const total = list.reduce((sum, item) => sum + item.tokens * item.nats_per_token.none, 0);
        expect(gain.none * tokens).toBeCloseTo(total, 6);
      }),
    );
  });

  test("perplexities are short", () => {
    expect([0, 1.5, 5, 20].map(perplexity)).toEqual(["1.00", "4.48", "148", "4.9e+8"]);
  });
});
