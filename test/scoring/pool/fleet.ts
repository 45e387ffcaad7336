import { expect } from "vitest";
import {
  SimulatedServer,
  expectedValues,
  type ServerOptions,
} from "../../../bench/scoring/simulated-server.ts";
import { VirtualClock } from "../../../bench/scoring/virtual-clock.ts";
import { ScorerPool, type PoolOptions } from "../../../scoring/pool/index.ts";
import type { ScoreAnswer, ScoreQuestion } from "../../../scoring/scorer/index.ts";

/** A pool over simulated servers, and the time that they share. */
export interface Fleet {
  readonly clock: VirtualClock;
  readonly servers: readonly SimulatedServer[];
  readonly pool: ScorerPool;
}

/** Servers are named a, b, c, ... unless told. */
export function fleet(
  servers: readonly Partial<ServerOptions>[],
  options: Partial<PoolOptions> = {},
): Fleet {
  const clock = new VirtualClock();
  const made = servers.map(
    (server, index) =>
      new SimulatedServer(clock, { name: String.fromCharCode(97 + index), seed: index, ...server }),
  );
  const pool = new ScorerPool(made, { check: () => Promise.resolve(undefined), clock, ...options });
  return { clock, servers: made, pool };
}

/** A text of some length; equal arguments make equal texts, others differ from the start. */
export function textOf(name: string, length: number): string {
  return `${name}:`.repeat(Math.ceil(length / (name.length + 1))).slice(0, length);
}

/** A question about one file: `variants` thoughts after the same context. */
export function questionOf(
  name: string,
  { variants = 4, context = 600, thought = 60, target = 80 } = {},
): ScoreQuestion {
  return {
    variants: Array.from({ length: variants }, (_, index) => ({
      segments: [
        textOf(`context of ${name}`, context),
        textOf(`thought ${index} on ${name}`, thought),
      ],
    })),
    target: textOf(`target of ${name}`, target),
    clip: 2,
    affinity: name,
  };
}

/** What a question must be answered, from the simulated model itself. */
export function rightAnswers({ variants, target, clip }: ScoreQuestion): ScoreAnswer[] {
  return variants.map(({ segments }) => {
    const context = { text: "", ids: [1, ...idsOf(segments.join(""))] };
    const values = expectedValues({ context, target: { text: "", ids: idsOf(target) } });
    return {
      logprob: values.reduce((sum, value) => sum + value, 0),
      clipped: values.reduce((sum, value) => sum + Math.max(value, -clip), 0),
      tokens: values.length,
    };
  });
}

/** Ids of a text: the code of each of its UTF-16 units. */
export function idsOf(text: string): number[] {
  const ids: number[] = [];
  for (let i = 0; i < text.length; i += 1) ids.push(text.charCodeAt(i));
  return ids;
}

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** Asks everything at once and expects every answer to be right. */
export async function askAll(
  { clock, pool }: Pick<Fleet, "clock" | "pool">,
  questions: readonly ScoreQuestion[],
): Promise<void> {
  const answers = await clock.until(
    Promise.all(questions.map((question) => pool.score(question, never))),
  );
  expect(answers).toEqual(questions.map(rightAnswers));
}

/** Times that servers answered each item. */
export function answerCounts(servers: readonly SimulatedServer[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { answers } of servers) {
    for (const [key, count] of answers) counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return counts;
}
