import type { BenchRow } from "../row.ts";
import { bootstrap, meanOf, type Interval } from "./bootstrap.ts";
import type { FileResult, Plan, SearchResult } from "./searches.ts";

type Way = Pick<SearchResult, "strategy" | "budget" | "equal">;

/** The baseline that every strategy is set against. */
const BASELINE = "paper";

const EQUALS = ["evaluations", "tokens"] as const;

/** The same search of every file. */
function searchesOf(results: readonly FileResult[], { strategy, budget, equal }: Way) {
  return results.map(({ path, searches }) => {
    const found = searches.find(
      (each) => each.strategy === strategy && each.budget === budget && each.equal === equal,
    );
    if (!found) throw new Error(`${path} was not searched by ${strategy}`);
    return found;
  });
}

/** The pace is the measure of equal tokens, so it is the same search in both. */
function wayOf(plan: Plan, strategy: string, budget: number, equal: Way["equal"]): Way {
  return { strategy, budget, equal: strategy === plan.pace ? "evaluations" : equal };
}

/** Tree search against the paper's search, by the judge of the gain. */
export function rowsOf(results: readonly FileResult[], plan: Plan): BenchRow[] {
  return plan.budgets.flatMap((budget) =>
    EQUALS.flatMap((equal) =>
      (["scorer", "judge"] as const).map((side): BenchRow => {
        const gain = (strategy: string): number =>
          1000 *
          meanOf(
            searchesOf(results, wayOf(plan, strategy, budget, equal)).map((each) => each[side]),
          );
        const [ours, baseline] = [gain(plan.pace), gain(BASELINE)];
        const name = `${plan.pace} / ${BASELINE}, ${budget} evaluations, equal ${equal}, by the ${side}`;
        return { name, ours, baseline, ratio: ours / baseline, unit: "nats per 1,000 tokens" };
      }),
    ),
  );
}

/** All results as a Markdown table: means over files, and paired differences to the baseline. */
export function tableOf(results: readonly FileResult[], plan: Plan): string {
  const head = [
    ["budget", "equal", "strategy", "evals", "texts", "kB read", "gain, scorer", `- ${BASELINE}`],
    ["gain, judge", `- ${BASELINE}`, "thoughts", "names", "13-grams"],
  ].flat();
  const rows: string[][] = [
    rowOf(results, { strategy: "none", budget: 0, equal: "evaluations" }, undefined),
  ];
  for (const budget of plan.budgets) {
    for (const equal of EQUALS) {
      for (const strategy of plan.strategies) {
        const way = wayOf(plan, strategy, budget, equal);
        const base = wayOf(plan, BASELINE, budget, equal);
        rows.push(rowOf(results, way, strategy === BASELINE ? undefined : base, equal));
      }
    }
  }
  const tokens = results.reduce((sum, file) => sum + file.tokens, 0);
  return (
    `${results.length} files, ${tokens} tokens; gains in nats per 1,000 target tokens over no thinking\n\n` +
    markdown(head, rows)
  );
}

/** The pace against the baseline in each language, by the judge, as a Markdown table. */
export function languagesOf(results: readonly FileResult[], plan: Plan): string {
  const head = ["language", "files", "budget", "equal", plan.pace, BASELINE, "difference"];
  const rows = [...new Set(results.map(({ language }) => language))].flatMap((language) => {
    const files = results.filter((file) => file.language === language);
    return plan.budgets.flatMap((budget) =>
      EQUALS.map((equal) => {
        const gains = (strategy: string): number[] =>
          searchesOf(files, wayOf(plan, strategy, budget, equal)).map(({ judge }) => judge);
        const [ours, theirs] = [gains(plan.pace), gains(BASELINE)];
        const mean = (values: readonly number[]): string => (1000 * meanOf(values)).toFixed(1);
        const difference = bootstrap(ours.map((gain, index) => gain - (theirs[index] ?? 0)));
        const shown = [mean(ours), mean(theirs), interval(difference)];
        return [language, String(files.length), String(budget), equal, ...shown];
      }),
    );
  });
  return markdown(head, rows);
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

function rowOf(
  results: readonly FileResult[],
  way: Way,
  base: Way | undefined,
  equal: Way["equal"] = way.equal,
): string[] {
  const found = searchesOf(results, way);
  const paired = base && searchesOf(results, base);
  const mean = (of: (each: SearchResult) => number): number => meanOf(found.map(of));
  const difference = (side: "scorer" | "judge"): string =>
    paired
      ? interval(bootstrap(found.map((each, index) => each[side] - (paired[index]?.[side] ?? 0))))
      : "";
  const share = (part: "named" | "shared", whole: "own" | "grams"): string => {
    const [some, all] = [mean(({ audit }) => audit[part]), mean(({ audit }) => audit[whole])];
    return `${((100 * some) / Math.max(1e-9, all)).toFixed(part === "named" ? 0 : 2)} %`;
  };
  return [
    way.strategy === "none" ? "" : String(way.budget),
    way.strategy === "none" ? "" : equal,
    way.strategy === "none" ? "first thoughts" : way.strategy,
    mean(({ evaluations }) => evaluations).toFixed(1),
    mean(({ texts }) => texts).toFixed(1),
    (mean(({ read }) => read) / 1000).toFixed(0),
    (1000 * mean(({ scorer }) => scorer)).toFixed(1),
    difference("scorer"),
    (1000 * mean(({ judge }) => judge)).toFixed(1),
    difference("judge"),
    mean((each) => each.thought_tokens).toFixed(0),
    share("named", "own"),
    share("shared", "grams"),
  ];
}

function interval({ mean, low, high }: Interval): string {
  const shown = (value: number): string => `${value < 0 ? "" : "+"}${(1000 * value).toFixed(1)}`;
  return `${shown(mean)} (${shown(low)} to ${shown(high)})`;
}
