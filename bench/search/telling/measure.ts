import { natsPerToken, segmentsOf } from "../../../agents/search/index.ts";
import type {
  Body,
  SearchInput,
  SearchSettings,
  Segment,
  TextRef,
} from "../../../protocols/index.ts";
import type { AgentDefinition, ServiceTools } from "../../../runtime/define/index.ts";
import { play, type Cast } from "../actors.ts";
import { bagOf, shuffledWords } from "./controls.ts";

/** One way to come to thoughts. */
export interface Arm {
  readonly name: string;
  readonly sight: "blind" | "informed";
  readonly search: Partial<SearchSettings>;
}

/** What the kept thoughts of one file are worth to the judge, in nats over no thinking. */
export interface Telling {
  readonly arm: string;
  readonly path: string;
  /** Tokens of the target, and of the kept thoughts. */
  readonly tokens: number;
  readonly thoughtTokens: number;
  readonly bytes: number;
  readonly gain: number;
  /** Of the words that they share with the target alone. */
  readonly bag: number;
  /** Of all their words in another order. */
  readonly shuffled: number;
}

/** Shuffles that are averaged. */
const SHUFFLES = 3;

/** Searches one file, and has its thoughts and their controls judged. */
export async function tellingOf(
  agent: AgentDefinition,
  problem: SearchInput,
  arm: Arm,
  cast: Cast,
  tools: ServiceTools,
): Promise<Telling> {
  const settings = { ...problem.settings, ...arm.search };
  const sent = await play(agent, problem.path, { ...problem, settings }, cast, tools);
  const last = sent.at(-1);
  if (last?.kind !== "search.finished") throw new Error(`${problem.path}: ${JSON.stringify(last)}`);
  const { kept } = last.body as Body<"search.finished">;
  const refs = kept.filter((text): text is TextRef => text !== null);
  const texts = await Promise.all(refs.map((ref) => tools.blobs.getText(ref)));
  const thoughts = texts.join("\n\n");
  const target = await tools.blobs.getText(problem.target);
  const seeds = Array.from({ length: SHUFFLES }, (_, seed) => seed);
  const variants = [
    [],
    texts,
    ...seeds.map((seed) => [bagOf(thoughts, target, seed)]),
    ...seeds.map((seed) => [shuffledWords(thoughts, seed)]),
  ];
  const [none, whole, ...controls] = await judged(problem, variants, cast, tools);
  if (!none || !whole) throw new Error("the judge refused the kept thoughts");
  const gainOf = (score: Score): number =>
    score.tokens * (natsPerToken(none) - natsPerToken(score));
  const mean = (scores: readonly (Score | undefined)[]): number => {
    const known = scores.filter((score) => score !== undefined);
    return known.reduce((sum, score) => sum + gainOf(score), 0) / Math.max(1, known.length);
  };
  return {
    arm: arm.name,
    path: problem.path,
    tokens: none.tokens,
    thoughtTokens: whole.thought_tokens,
    bytes: Buffer.byteLength(thoughts),
    gain: gainOf(whole),
    bag: texts.length === 0 ? 0 : mean(controls.slice(0, SHUFFLES)),
    shuffled: texts.length === 0 ? 0 : mean(controls.slice(SHUFFLES)),
  };
}

type Answer = Body<"scorer.scored">["variants"][number];
type Score = Extract<Answer, { outcome: "scored" }>["score"];

/** Undefined for what a guard refuses, such as words that came to stand as they do in the target. */
async function judged(
  problem: SearchInput,
  variants: readonly (readonly string[])[],
  cast: Cast,
  tools: ServiceTools,
): Promise<(Score | undefined)[]> {
  const segments = (texts: readonly string[]): Segment[] =>
    segmentsOf(
      problem,
      texts.map((text) => [text]),
      texts.map(() => 0),
    );
  const { target, settings } = problem;
  const body: Body<"scorer.score"> = {
    variants: variants.map((texts) => ({ segments: segments(texts) })),
    target,
    clip: settings.clip,
  };
  const request = { id: "judge", session: "bench", from: "bench", kind: "scorer.score", body };
  const reply = await cast["judge"]!.handle(request, tools);
  return (reply.body as Body<"scorer.scored">).variants.map((answer) =>
    answer.outcome === "scored" ? answer.score : undefined,
  );
}
