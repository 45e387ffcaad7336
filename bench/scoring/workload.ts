import { randomInteger } from "../../protocols/index.ts";
import type { ScoreQuestion } from "../../scoring/scorer/index.ts";

/** What one search asks, one question after the other. */
export type SearchRun = readonly ScoreQuestion[];

export interface WorkloadOptions {
  /** Searches, each of one file; eight share the requirements of their session. */
  readonly searches: number;
  /** Questions that a search asks, each after the answer to the one before. */
  readonly rounds: number;
  /** Assignments of thoughts in one question. */
  readonly variants: number;
  readonly seed: number;
}

const THOUGHTS = 3;
const FILES = 8;

/**
 * What searches ask of the scorer, in the sizes of small projects: 500 tokens of requirements,
 * 2,000 to 6,000 of the file's outline and reads, three thoughts of 60 to 150, a target of 200 to
 * 800. A question's variants rewrite one thought of the best so far, so they share what stands
 * before it. A token is one character here.
 */
export function workload({ searches, rounds, variants, seed }: WorkloadOptions): SearchRun[] {
  return Array.from({ length: searches }, (_, search) => {
    const session = Math.floor(search / FILES);
    const size = (name: string, least: number, most: number) =>
      least + randomInteger(most - least, seed, name, search);
    const context = [
      text(`requirements ${session}`, 500),
      text(`file ${search}`, size("context", 2_000, 6_000)),
    ];
    const target = text(`target ${search}`, size("target", 200, 800));
    let best = Array.from({ length: THOUGHTS }, (__, step) => `${search} ${step} first`);
    return Array.from({ length: rounds }, (__, round): ScoreQuestion => {
      const step = round % THOUGHTS;
      const rewrites = Array.from({ length: variants }, (___, index) =>
        best.map((thought, at) => (at === step ? `${search} ${step} ${round} ${index}` : thought)),
      );
      best = rewrites[0]!;
      return {
        variants: rewrites.map((thoughts) => ({
          segments: [
            ...context,
            ...thoughts.map((name) => text(name, 60 + randomInteger(90, seed, name))),
          ],
        })),
        target,
        clip: 2,
        affinity: `search ${search}`,
      };
    });
  });
}

function text(name: string, length: number): string {
  return `${name};`.repeat(Math.ceil(length / (name.length + 1))).slice(0, length);
}

/** Tokens that must be computed at the least: each beginning once, and every target. */
export function leastTokens(runs: readonly SearchRun[]): number {
  const seen = new Set<string>();
  let tokens = 1;
  for (const { variants, target } of runs.flat()) {
    for (const { segments } of variants) {
      let prefix = "";
      for (const segment of segments) {
        prefix += `\u0000${segment}`;
        if (!seen.has(prefix)) tokens += segment.length;
        seen.add(prefix);
      }
      tokens += target.length;
    }
  }
  return tokens;
}
