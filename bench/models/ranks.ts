import { searchAgent } from "../../agents/search/index.ts";
import { isHindcastError, type ScorerBackend } from "../../protocols/index.ts";
import { strategies } from "../../scoring/strategies/index.ts";
import { scorerService } from "../../scoring/scorer/index.ts";
import { memoryTools, play } from "../search/actors.ts";
import { bootstrap, type Interval } from "../search/bootstrap.ts";
import { localScorer } from "../search/local-scorer.ts";
import { openCast, problemsOf, settings } from "../search/problems.ts";
import type { Project } from "../search/corpus.ts";

/** How one file's sets of thoughts are ranked by two models. */
export interface FileRanks {
  readonly path: string;
  readonly variants: number;
  /** Spearman's rank correlation of the target's likelihoods. */
  readonly correlation: number;
  /** What the model's own best set gains over no thoughts, and what the byte model's choice does. */
  readonly best: number;
  readonly chosen: number;
}

/** Files, and sets of thoughts for each. */
export interface RankSize {
  readonly files: number;
  readonly variants: number;
  /** Bytes of a file, at least and at most. */
  readonly bytes: readonly [number, number];
}

/** What coders read of other files: little, since small models have short contexts. */
const READS = { files: 1, bytes: 1_500 };

/**
 * How far the offline model's ranking of sets of thoughts agrees with that of another model: the
 * sets are those that the tree search of a file evaluated with the offline model and author, no
 * thoughts among them. Gains are nats per token of the model asked.
 */
export async function ranksOf(
  project: Project,
  scorer: ScorerBackend,
  { files, variants, bytes }: RankSize,
): Promise<FileRanks[]> {
  const tools = memoryTools();
  const lead = openCast();
  const seen: ScoredSet[] = [];
  const cast = { ...lead, scorer: scorerService(remembering(localScorer("offline"), seen)) };
  const agent = searchAgent(strategies);
  const ranks: FileRanks[] = [];
  const session = { ...settings(), reads: READS };
  for (const problem of await problemsOf(project, { files, bytes }, session, lead, tools)) {
    seen.length = 0;
    const input = { ...problem, settings: { ...problem.settings, evaluations: variants } };
    await play(agent, problem.path, input, cast, tools);
    const target = await tools.blobs.getText(problem.target);
    const question = { variants: seen, target, clip: Infinity, affinity: problem.path };
    const answers = await scorer.score(question, tools.signal).catch(unlessTooLong);
    if (answers === undefined) continue;
    const values = answers.map(({ logprob, tokens }) => logprob / tokens);
    const offline = seen.map(({ logprob }) => logprob);
    // A search asks for no thoughts first of all.
    const none = values[0] ?? NaN;
    ranks.push({
      path: `${project.name}/${problem.path}`,
      variants: seen.length,
      correlation: spearman(offline, values),
      best: Math.max(...values) - none,
      chosen: (values[offline.indexOf(Math.max(...offline))] ?? NaN) - none,
    });
  }
  for (const service of Object.values(cast)) await service.close();
  return ranks;
}

/** A file beyond the context of the model asked is left out. */
function unlessTooLong(error: unknown): undefined {
  if (!isHindcastError(error) || error.code !== "ENDPOINT_REFUSED") throw error;
}

/** What a model was asked about one target, and said. */
interface ScoredSet {
  readonly segments: readonly string[];
  readonly logprob: number;
}

/** A backend that keeps each different set of thoughts that it scored. */
function remembering(backend: ScorerBackend, seen: ScoredSet[]): ScorerBackend {
  return {
    ...backend,
    async score(question, signal) {
      const answers = await backend.score(question, signal);
      for (const [at, { segments }] of question.variants.entries()) {
        const text = segments.join("");
        if (seen.some((other) => other.segments.join("") === text)) continue;
        seen.push({ segments, logprob: answers[at]!.logprob });
      }
      return answers;
    },
  };
}

/** Spearman's correlation: Pearson's of the ranks, ties at their mean rank. */
function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranked(a), ranked(b)];
  const mean = (a.length - 1) / 2;
  let [product, left, right] = [0, 0, 0];
  for (const [at, value] of x.entries()) {
    const other = (y[at] ?? mean) - mean;
    product += (value - mean) * other;
    left += (value - mean) ** 2;
    right += other ** 2;
  }
  return product / Math.sqrt(left * right);
}

function ranked(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}

/** The mean correlation over files with its 95 % bootstrap interval. */
export function meanCorrelation(files: readonly FileRanks[]): Interval {
  return bootstrap(files.map(({ correlation }) => correlation).filter(Number.isFinite));
}
