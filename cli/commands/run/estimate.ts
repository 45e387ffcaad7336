import path from "node:path";
import { Command } from "commander";
import { estimate, type Estimate, type Prices, type Work } from "../../../app/estimate/index.ts";
import { parseRepositoryFilter } from "../../../app/input/index.ts";
import { HindcastError, printable } from "../../../protocols/index.ts";
import {
  addRepositories,
  addRunOptions,
  loadRunConfig,
  readOnly,
  readRunOptions,
} from "../../options/index.ts";
import { interruptible } from "../../interrupt/index.ts";
import {
  counterOn,
  formatTable,
  paintFor,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../../output/index.ts";

/** `hindcast estimate REPO...`: what a run will ask of its models, before it does. */
export function estimateCommand(io: CommandIo): Command {
  return addRunOptions(addRepositories(new Command("estimate")))
    .option("--tokenizer <file>", "the models' tokenizer.json; else characters are counted")
    .option("--answer-tokens <n>", "tokens of one answer of the author, as an earlier run had them")
    .option("--price-input <price>", "of a million prompt tokens of the author")
    .option("--price-cached <price>", "of a million that a prefix cache has (as --price-input)")
    .option("--price-output <price>", "of a million completion tokens")
    .option("--price-score <price>", "of a million tokens that scorers and judge read (0)")
    .action(async (repositories: string[], values: Record<string, unknown>) => {
      const { json, progress, ...options } = readRunOptions(values);
      const { config, warnings } = loadRunConfig(options, io);
      for (const warning of warnings) io.stderr.write(`${warning}\n`);
      const { tokenizer } = values;
      const prices = readPrices(values);
      const answerTokens = readNumber(values, "answerTokens", "--answer-tokens");
      const counter = counterOn(io, json ? "off" : progress);
      try {
        const found = await interruptible((signal) =>
          estimate({
            repositories,
            filters: readOnly(values).map(parseRepositoryFilter),
            onLeftOut: (name, reason) =>
              void io.stderr.write(`left out: ${printable(`${name}: ${reason}`)}\n`),
            config,
            cwd: io.cwd,
            env: io.env,
            signal,
            tokenizer: typeof tokenizer === "string" ? path.resolve(io.cwd, tokenizer) : undefined,
            answerTokens,
            prices,
            onEnd: (_repository, done, total) => counter.show("repositories", done, total),
          }),
        );
        counter.close();
        if (json) return await writeJson(io.stdout, found);
        return await writeText(io.stdout, formatEstimate(found, useColor(io.stdout, io.env)));
      } finally {
        counter.close();
      }
    });
}

function readNumber(
  values: Readonly<Record<string, unknown>>,
  name: string,
  flag: string,
): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const number = typeof text === "string" && text.trim() !== "" ? Number(text) : NaN;
  if (Number.isFinite(number) && number >= 0) return number;
  throw new HindcastError(
    "USAGE",
    `flag ${flag}: found ${JSON.stringify(text)}, expected a number that is not negative`,
  );
}

/** The prices that were given; undefined where none was. Throws USAGE. */
function readPrices(values: Readonly<Record<string, unknown>>): Prices | undefined {
  const read = (name: string, flag: string) => readNumber(values, name, flag);
  const input = read("priceInput", "--price-input");
  const cached = read("priceCached", "--price-cached");
  const output = read("priceOutput", "--price-output");
  const score = read("priceScore", "--price-score");
  if ([input, cached, output, score].every((price) => price === undefined)) return undefined;
  return { input: input ?? 0, cached, output: output ?? 0, score: score ?? 0 };
}

type Row = readonly [string, Work];

function formatEstimate(found: Estimate, color: boolean): string {
  const paint = paintFor(color);
  const number = (title: string, of: (work: Work) => number) => ({
    title,
    align: "right" as const,
    cell: ([, work]: Row) => of(work).toLocaleString("en"),
  });
  const judged = found.total.judge !== undefined;
  const columns = [
    { title: "file", cell: ([name]: Row) => name },
    number("requests", ({ author }) => author.requests),
    number("prompt", ({ author }) => author.prompt_tokens),
    number("reusable", ({ author }) => author.reusable_tokens),
    number("completion", ({ author }) => author.completion_tokens),
    number("scorings", ({ scorer }) => scorer.requests),
    number("scored", ({ scorer }) => scorer.tokens),
    number("reusable", ({ scorer }) => scorer.reusable_tokens),
    ...(judged ? [number("judged", ({ judge }) => judge?.tokens ?? 0)] : []),
  ];
  const tables = found.repositories.map(({ repository, problem, files, total }) => {
    const rows: Row[] = [
      ...files.map((file): Row => [file.path, file]),
      ["all, with requirements and plan", total],
    ];
    const failed = problem === undefined ? "" : ` (cannot be reconstructed: ${printable(problem)})`;
    return `${printable(repository)}${failed}\n${formatTable(columns, rows, paint)}`;
  });
  if (found.repositories.length > 1) {
    tables.push(formatTable(columns, [["all repositories", found.total]], paint));
  }
  const { author, answers, scorer } = found.counted;
  const notes = [
    `prompts: ${author}; answers: ${answers}; scoring: ${scorer}`,
    "not included: requests that fail or are asked again",
  ];
  return [...tables, `${notes.join("\n")}\n`, ...costLines(found)].join("\n");
}

function costLines({ cost }: Estimate): string[] {
  if (!cost) return [];
  const line = (what: string, { author, scoring, total }: typeof cost.with_reuse): string =>
    `${what}: author ${money(author)} + scoring ${money(scoring)} = ${money(total)}`;
  return [
    `${line("cost without prefix reuse", cost.without_reuse)}\n${line("cost with prefix reuse", cost.with_reuse)}\n`,
  ];
}

/** Two digits behind the point, more for what is less than one. */
function money(amount: number): string {
  return amount >= 1 ? amount.toFixed(2) : amount.toPrecision(2);
}
