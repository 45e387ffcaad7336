import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { random } from "../../protocols/index.ts";
import type { ScoreAnswer, ScoreQuestion, ScorerBackend } from "../../scoring/scorer/index.ts";
import type { TokenCount } from "./tokens.ts";

/** One target that a model would have read after one context. */
export interface DryScore {
  /** Who asked: `session/role/key`. */
  readonly asker: string;
  /** Tokens of context, thoughts and target. */
  readonly tokens: number;
  /** Those at the beginning that it had read before in the same order. */
  readonly reusable: number;
}

/** Nats between the best and the worst thought, for each token of the target. */
const WORTH = 0.1;
/**
 * Share of the thoughts that make a target less likely. Where more of them help, a search rewrites
 * more of them together: with this it asks as often as between an author whose notes all help and
 * one whose notes say nothing.
 */
const USELESS = 0.7;
/** Prefixes that are remembered: the last ones, for several hundred files at the same time. */
const KEPT = 500_000;

/**
 * A scorer that reads nothing and counts what it is given. Its answers are made up from the texts'
 * hashes: each text before the target changes its likelihood by a fixed amount, so that a search
 * has something to find and takes its usual course.
 *
 * @param window tokens that context and target may have together; undefined for no limit
 */
export function dryScorer(
  count: TokenCount,
  window: number | undefined,
  onScore: (score: DryScore) => void,
): ScorerBackend {
  const prefixes = new Prefixes();
  return {
    model: () => Promise.resolve("dry-run"),
    concurrency: 16,
    window: () => Promise.resolve(window),
    countTokens: async (text) => Math.ceil(await count.of(text)),
    close: () => Promise.resolve(),
    score: async ({ variants, target, lines, affinity }: ScoreQuestion) => {
      const length = await count.of(target);
      const answers: ScoreAnswer[] = [];
      for (const { segments } of variants) {
        const tokens = await Promise.all(segments.map((text) => count.of(text)));
        const all = [...segments, target].map((text, at) => ({
          text,
          tokens: tokens[at] ?? length,
        }));
        const reusable = prefixes.add(all);
        onScore({
          asker: affinity,
          tokens: all.reduce((sum, part) => sum + part.tokens, 0),
          reusable,
        });
        answers.push(answerOf(segments, target, Math.ceil(length), lines === true));
      }
      return answers;
    },
  };
}

/** Which beginnings of texts were there before, segment by segment. */
class Prefixes {
  readonly #known = new LRUCache<string, true>({ maxSize: KEPT, sizeCalculation: () => 1 });

  /** Adds a text, and gives the tokens of those segments at its beginning that were known. */
  add(segments: readonly { readonly text: string; readonly tokens: number }[]): number {
    const hash = createHash("sha256");
    let reusable = 0;
    let same = true;
    for (const { text, tokens } of segments) {
      hash.update(text);
      const key = hash.copy().digest("base64");
      same &&= this.#known.has(key);
      if (same) reusable += tokens;
      this.#known.set(key, true);
    }
    return reusable;
  }
}

function answerOf(
  segments: readonly string[],
  target: string,
  tokens: number,
  lines: boolean,
): ScoreAnswer {
  const worth = segments.reduce(
    (sum, text) => sum + (random(0, "dry-run", text) - USELESS) * WORTH,
    0,
  );
  const logprob = -tokens * Math.max(0.1, 2 - worth);
  return {
    logprob,
    clipped: logprob,
    tokens,
    ...(lines && {
      lines: target.split("\n").map((line, at) => line.length * random(0, "line", line, at)),
    }),
  };
}
