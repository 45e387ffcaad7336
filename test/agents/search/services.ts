import { expect } from "vitest";
import type { Body, Draft, SearchInput, Surprise } from "../../../protocols/index.ts";
import { drive, type Answer } from "../../../testing/drive.ts";
import { searchAgent } from "../../../agents/search/index.ts";
import { strategies } from "../../../scoring/strategies/index.ts";

const definition = searchAgent(strategies);
const blob = { sha256: "0".repeat(64), bytes: 1 };
const usage = { requests: 1, retries: 0, prompt_tokens: 10, completion_tokens: 5 };

/** How the services of a test answer. */
interface Services {
  /** Nats per token of a variant, by the thoughts in it; a guard refuses the n-th of them. */
  score(thoughts: readonly string[]): number | { leak: number } | { exposed: number };
  rewrite(body: Body<"author.rewrite">): string;
  /** Tokens of some thoughts; one for each if absent. */
  length?(thoughts: readonly string[]): number;
  /** Lines that surprise whatever the thoughts; if absent, one that depends on their number. */
  readonly surprises?: readonly Surprise[];
  /** Whether the graph finds an invented name in a text. */
  invented?(text: string): boolean;
}

interface Finished {
  readonly result: Body<"search.finished">;
  readonly requests: readonly Draft[];
}

/** Runs a search to its end, each batch of its requests answered in a given order. */
export function run(
  input: Partial<SearchInput>,
  services: Services,
  order: "issued" | "reversed" = "issued",
  agent = definition,
): Finished {
  const whole: SearchInput = {
    snapshot: blob,
    plan: blob,
    path: "a.ts",
    requirements: "requirements",
    purpose_of_file: "purpose",
    outline: "outline",
    facts: blob,
    reads: [{ path: "b.ts", text: "read" }],
    thoughts: [
      { purpose: "needs", text: "first needs" },
      { purpose: "write", text: "first write" },
    ],
    target: "target",
    settings: { strategy: "paper", evaluations: 12, clip: 2, length_cost: 0 },
    seed: 1,
    ...input,
  };
  const { sent, last } = drive(agent, {
    key: "a.ts",
    input: whole,
    order,
    answer: (request) => answer(request, services),
  });
  expect(last.kind).toBe("search.finished");
  return { result: last.body as Body<"search.finished">, requests: sent.slice(0, -1) };
}

function answer({ kind, body }: Draft, services: Services): Answer | undefined {
  if (kind === "search.finished") return undefined;
  if (kind === "author.thought") {
    const { purpose, sample } = body as Body<"author.thought">;
    return { kind: "author.written", body: { text: `${purpose} number ${sample}`, usage } };
  }
  if (kind === "author.rewrite") {
    return {
      kind: "author.written",
      body: { text: services.rewrite(body as Body<"author.rewrite">), usage },
    };
  }
  if (kind === "graph.check_thought") {
    const { text } = body as Body<"graph.check_thought">;
    const violation = { code: "THOUGHT_UNKNOWN_SYMBOL" as const, subject: "x", detail: "unknown" };
    const violations = services.invented?.(text as string) ? [violation] : [];
    return {
      kind: "graph.thought_checked",
      body: { violations, names: 1, grounded: 1 - violations.length },
    };
  }
  expect(kind).toBe("scorer.score");
  const { variants, surprises, tokens = Infinity } = body as Body<"scorer.score">;
  let left = tokens;
  const scored = variants.map(({ segments }) => {
    const places = segments.flatMap(({ role }, index) => (role === "thought" ? [index] : []));
    const thoughts = places.map((place) => segments[place]?.text as string);
    const score = services.score(thoughts);
    if (typeof score !== "number") {
      return "leak" in score
        ? { outcome: "leak", leak: { segment: places[score.leak], run: 9 } }
        : { outcome: "exposed", exposure: { segment: places[score.exposed], named: 5, own: 8 } };
    }
    const logprob = -100 * score;
    const thought_tokens = services.length?.(thoughts) ?? places.length;
    if (100 + thought_tokens > left) return { outcome: "unaffordable" };
    left -= 100 + thought_tokens;
    return {
      outcome: "scored",
      score: { logprob, clipped: logprob, tokens: 100, thought_tokens },
      ...(surprises === undefined
        ? {}
        : { surprises: services.surprises ?? [{ line: places.length + 1, nats: score }] }),
    };
  });
  return { kind: "scorer.scored", body: { model: "test", variants: scored } };
}

/** Each thought helps a little, and one with a higher number at its end more. */
export const rising: Services = {
  score: (thoughts) =>
    4 - thoughts.reduce((sum, text) => sum + 0.2 + Number(/\d+$/.exec(text)?.[0] ?? 0) / 100, 0),
  rewrite: ({ index, number }) => `thought ${index} number ${number}`,
};
