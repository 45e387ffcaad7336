import { createAuthor } from "../../../agents/author/index.ts";
import { searchAgent } from "../../../agents/search/index.ts";
import { isHindcastError } from "../../../protocols/index.ts";
import { JUDGE_CONTEXTS, createScorer, scorerService } from "../../../scoring/scorer/index.ts";
import { strategies } from "../../../scoring/strategies/index.ts";
import type { BenchRow } from "../../row.ts";
import { memoryTools } from "../actors.ts";
import { bootstrap, bootstrapRatio, meanOf, type Interval } from "../bootstrap.ts";
import { sources } from "../corpus.ts";
import { localScorer } from "../local-scorer.ts";
import { openCast, problemsOf, settings } from "../problems.ts";
import { tellingOf, type Arm, type Telling } from "./measure.ts";

export interface TellingOptions {
  /** Files of each project, at most. */
  readonly files?: number;
  /** Evaluations for each file; the same for every arm. */
  readonly evaluations?: number;
  /** SPECs; the offline models, and a held-out one of their kind as the judge, unless given. */
  readonly author?: string;
  readonly scorer?: string;
  readonly judge?: string;
}

/** Bytes of a file: those of bench/search, and less for models on a processor. */
const BYTES = [1200, 8000] as const;
const SMALL = [300, 1200] as const;
const TIMEOUT = 600_000;
/** Costs of a token of thought, in nats, that are compared; blind searches have the first. */
const COSTS = [0.01, 0.05, 0.1, 0.2] as const;

/**
 * What thoughts are worth, of authors that see the target and of authors that do not, and how much
 * of it a bag of the words that they share with the target is worth alone: the share that is
 * telling. Everything by a judge that no search sees, where one is given. Tables go to stderr.
 */
export async function benchTelling(options: TellingOptions = {}): Promise<BenchRow[]> {
  const { files = 2, evaluations = 12, author, scorer, judge } = options;
  const real = author !== undefined || scorer !== undefined;
  const arms = armsFor(evaluations, real);
  const lead = openCast();
  const client = { timeout: TIMEOUT, tokensInFlight: 4096 };
  const backend = scorer === undefined ? localScorer("offline") : createScorer([scorer], client);
  const cast = {
    graph: lead["graph"]!,
    author:
      author === undefined
        ? lead["author"]!
        : createAuthor(author, { concurrency: 2, timeout: TIMEOUT, maxTokens: 120, seed: false }),
    scorer: scorerService(backend),
    judge: scorerService(judgeFor(scorer, judge, client), "judge"),
  };
  const agent = searchAgent(strategies);
  const results: Telling[] = [];
  for (const project of sources().flatMap(({ projects }) => projects)) {
    const tools = memoryTools();
    const taking = { files, bytes: real ? SMALL : BYTES };
    for (const sight of ["informed", "blind"] as const) {
      const base = settings();
      const session = {
        ...base,
        search: { ...base.search, sight },
        ...(real ? { reads: { files: 1, bytes: 1_500 } } : {}),
      };
      try {
        const problems = await problemsOf(project, taking, session, lead, tools, cast);
        for (const problem of problems) {
          for (const arm of arms.filter((each) => each.sight === sight)) {
            const found = await tellingOf(agent, problem, arm, cast, tools);
            const { path, gain, bag, tokens, bytes } = found;
            const figures = `gain ${gain.toFixed(1)}, bag ${bag.toFixed(1)} of ${tokens} tokens`;
            process.stderr.write(`${project.name}/${path}, ${arm.name}: ${figures}, ${bytes} B\n`);
            results.push({ ...found, path: `${project.name}/${path}` });
          }
        }
      } catch (error) {
        // A model on a processor has a short context, and a small author no usable thought.
        if (!real || !isHindcastError(error)) throw error;
        process.stderr.write(`${project.name}: ${error.message}\n`);
      }
    }
  }
  for (const service of Object.values(cast)) await service.close();
  return report(results, arms);
}

function armsFor(evaluations: number, real: boolean): Arm[] {
  const informed = (real ? COSTS.slice(0, 1) : COSTS).map((cost): Arm => ({
    name: `informed, mcts, length_cost ${cost}`,
    sight: "informed",
    search: { strategy: "mcts", evaluations, length_cost: cost },
  }));
  const blind = ["stepwise", "mcts", "best-of-n"].map((strategy): Arm => ({
    name: `blind, ${strategy}`,
    sight: "blind",
    search: { strategy, evaluations, length_cost: COSTS[0] },
  }));
  return [...informed, ...(real ? blind.slice(0, 2) : blind)];
}

function judgeFor(
  scorer: string | undefined,
  judge: string | undefined,
  client: Parameters<typeof createScorer>[1],
): ReturnType<typeof createScorer> {
  if (judge !== undefined) return createScorer([judge], client);
  if (scorer !== undefined) return createScorer([scorer], client);
  return localScorer("offline:judge", { contexts: JUDGE_CONTEXTS });
}

function report(results: readonly Telling[], arms: readonly Arm[]): BenchRow[] {
  const of = (arm: Arm): Telling[] => results.filter((each) => each.arm === arm.name);
  const [first] = arms;
  const head = [
    ["arm", "files", "gain per 1,000 tokens", "beside the first arm", "bytes of thoughts"],
    ["gain per token of thought", "share of the bag", "share of the shuffled words"],
  ].flat();
  const perToken = ({ gain, tokens }: Telling): number => (1000 * gain) / tokens;
  const base = new Map(first ? of(first).map((each) => [each.path, perToken(each)]) : []);
  const rows = arms.map((arm) => {
    const found = of(arm);
    const paired = found.flatMap((each) => {
      const other = base.get(each.path);
      return other === undefined || arm === first ? [] : [perToken(each) - other];
    });
    return [
      arm.name,
      String(found.length),
      interval(bootstrap(found.map(perToken)), 1),
      paired.length === 0 ? "" : interval(bootstrap(paired), 1),
      meanOf(found.map(({ bytes }) => bytes)).toFixed(0),
      interval(bootstrapRatio(found.map((each) => [each.gain, each.thoughtTokens])), 3),
      interval(bootstrapRatio(found.map(({ bag, gain }) => [bag, gain])), 2),
      interval(bootstrapRatio(found.map(({ shuffled, gain }) => [shuffled, gain])), 2),
    ];
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  process.stderr.write(line(head) + line(head.map(() => "---")) + rows.map(line).join(""));
  return arms.map((arm): BenchRow => {
    const found = of(arm);
    const sum = (part: "bag" | "gain"): number =>
      meanOf(found.map((each) => (1000 * each[part]) / each.tokens));
    const [ours, baseline] = [sum("bag"), sum("gain")];
    const name = `${arm.name}: gain of a bag of the thoughts' own words, of the thoughts' gain`;
    return { name, ours, baseline, ratio: ours / baseline, unit: "nats per 1,000 tokens" };
  });
}

function interval({ mean, low, high }: Interval, digits: number): string {
  return `${mean.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}
