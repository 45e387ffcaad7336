import { natsPerToken, segmentsOf } from "../../agents/search/index.ts";
import type { Assignment, Body, Evaluation, SearchInput } from "../../protocols/index.ts";
import type { AgentDefinition, ServiceTools } from "../../runtime/define/index.ts";
import { play, type Cast } from "./actors.ts";
import type { Project } from "./corpus.ts";

/** What is tried on every file. */
export interface Plan {
  readonly strategies: readonly string[];
  /** Evaluations for each file. */
  readonly budgets: readonly number[];
  /** The strategy whose use of tokens the others are given as well, at each budget. */
  readonly pace: string;
}

/** What one search of one file took and gave. */
export interface SearchResult {
  readonly strategy: string;
  /** Its budget of evaluations; with `equal` tokens, as many as those of the reference paid for. */
  readonly budget: number;
  readonly equal: "evaluations" | "tokens";
  readonly evaluations: number;
  /** Texts that the author wrote for them. */
  readonly texts: number;
  /** Tokens of target and thoughts that its evaluations read. */
  readonly read: number;
  /** Gain over no thinking, in nats per target token, as the search's scorer and the judge see it. */
  readonly scorer: number;
  readonly judge: number;
  readonly thought_tokens: number;
  /** What the kept thoughts hold of the target. */
  readonly audit: NonNullable<Extract<Answer, { outcome: "scored" }>["audit"]>;
}

/** One file with all its searches. */
export interface FileResult {
  readonly project: string;
  readonly language: Project["language"];
  readonly path: string;
  readonly tokens: number;
  readonly searches: readonly SearchResult[];
}

type Finished = Body<"search.finished">;
type Answer = Body<"scorer.scored">["variants"][number];

/** Searches one file in every way of a plan, and has each result judged. */
export async function judged(
  agent: AgentDefinition,
  problem: SearchInput,
  plan: Plan,
  project: Project,
  cast: Cast,
  tools: ServiceTools,
): Promise<FileResult> {
  const searches: SearchResult[] = [];
  let tokens = 0;
  const none = await judge(problem, noThoughts(problem), cast, tools);
  const search = async (about: Pick<SearchResult, "strategy" | "budget" | "equal">, bound = {}) => {
    // Many more evaluations than its tokens pay for: there the tokens are what ends it.
    const evaluations = about.equal === "tokens" ? 3 * about.budget : about.budget;
    const settings = { ...problem.settings, ...bound, strategy: about.strategy, evaluations };
    const sent = await play(agent, problem.path, { ...problem, settings }, cast, tools);
    const last = sent.at(-1);
    if (last?.kind !== "search.finished")
      throw new Error(`${problem.path}: ${JSON.stringify(last)}`);
    const found = last.body as Finished;
    const spent = found.evaluations.filter(({ move, score }) => move && score);
    const final = await judge(problem, found.kept, cast, tools);
    tokens = found.tokens;
    const result: SearchResult = {
      ...about,
      evaluations: spent.length,
      texts: found.proposals,
      read: spent.reduce((sum, evaluation) => sum + costOf(evaluation), 0),
      scorer: found.nats_per_token.none - found.nats_per_token.final,
      judge: none.nats - final.nats,
      thought_tokens: found.thought_tokens,
      audit: final.audit,
    };
    searches.push(result);
    return result;
  };
  await search({ strategy: "none", budget: 0, equal: "evaluations" });
  for (const budget of plan.budgets) {
    const { read } = await search({ strategy: plan.pace, budget, equal: "evaluations" });
    for (const strategy of plan.strategies.filter((name) => name !== plan.pace)) {
      await search({ strategy, budget, equal: "evaluations" });
      await search({ strategy, budget, equal: "tokens" }, { tokens: read });
    }
  }
  const { name, language } = project;
  return { project: name, language, path: problem.path, tokens, searches };
}

function costOf({ score }: Evaluation): number {
  return score ? score.tokens + score.thought_tokens : 0;
}

function noThoughts({ thoughts }: SearchInput): null[] {
  return thoughts.map(() => null);
}

/** Nats per token of the target after some thoughts, by the judge. */
async function judge(
  problem: SearchInput,
  kept: Finished["kept"],
  cast: Cast,
  tools: ServiceTools,
): Promise<{ nats: number; audit: SearchResult["audit"] }> {
  const assignment: Assignment = kept.map((text) => (text === null ? null : 0));
  const segments = segmentsOf(
    problem,
    kept.map((text) => [text ?? ""]),
    assignment,
  );
  const { target, settings } = problem;
  const body: Body<"scorer.score"> = {
    variants: [{ segments }],
    target,
    clip: settings.clip,
    audit: true,
  };
  const request = { id: "judge", session: "bench", from: "bench", kind: "scorer.score", body };
  const service = cast["judge"];
  if (!service) throw new Error("nobody judges");
  const reply = await service.handle(request, tools);
  const [answer] = (reply.body as Body<"scorer.scored">).variants;
  if (answer?.outcome !== "scored" || !answer.audit) throw new Error("the judge refused");
  return { nats: natsPerToken(answer.score), audit: answer.audit };
}
