import { readFile } from "node:fs/promises";
import path from "node:path";
import { readBenchmarks } from "../../../app/export/index.ts";
import { version } from "../../../app/version.ts";
import {
  DEFAULT_TEMPLATE,
  ExportTokenizer,
  containerOf,
  parseFilter,
  parseSplits,
  parseTemplate,
  type Container,
  type Content,
  type Dialect,
  type DuplicateUnit,
  type ExportOptions,
  type FileOrder,
  type FormatName,
  type RecipeOptions,
  type Structure,
  type ThoughtChoice,
  type Trainer,
} from "../../../export/index.ts";
import { HindcastError, reasonOf } from "../../../protocols/index.ts";
import type { CommandIo } from "../../output/index.ts";

/** What commander gives. */
export interface ExportValues {
  readonly format?: FormatName;
  readonly recipe?: "ab";
  readonly trainer: readonly Trainer[];
  readonly model?: string;
  readonly to: string;
  readonly as?: Container;
  readonly tokenizer?: string;
  readonly begin: string;
  readonly end: string;
  readonly template?: string;
  readonly thoughts: ThoughtChoice;
  readonly structure: Structure;
  readonly dialect: Dialect;
  readonly content: Content;
  readonly order: FileOrder;
  readonly split: string;
  readonly filter: readonly string[];
  readonly without: readonly string[];
  readonly withoutList?: string;
  readonly nearDuplicates?: string;
  readonly duplicatesBy: DuplicateUnit;
  readonly decontaminate: readonly string[];
  readonly decontaminateWords: string;
  readonly length?: string;
  readonly shardMb: string;
  readonly seed: string;
  readonly json?: true;
}

const MEGABYTE = 1024 * 1024;

/** Tokens of a row of a recipe when nobody says: the context that most trainings of 8B models use. */
const RECIPE_LENGTH = 16_384;

/** The options of `--format`. Throws USAGE or CONFIG_INVALID. */
export async function readOptions(
  values: ExportValues,
  format: FormatName,
  io: CommandIo,
): Promise<ExportOptions> {
  const shared = await sharedOptions(values, io);
  if (!shared.tokenizer && ["tokenised", "packed", "megatron"].includes(format)) {
    throw tokenizerMissing(`--format ${format}`);
  }
  return {
    ...shared,
    format,
    container: values.as ?? containerOf(format),
    thoughts: values.thoughts,
    structure: values.structure,
    // What `raw` writes is the repository, so that is what is counted.
    content: format === "raw" ? "repository" : values.content,
    splits: parseSplits(values.split),
    ...(values.length === undefined ? {} : { length: wholeNumber("--length", values.length) }),
  };
}

/** The options of `--recipe`. Throws USAGE or CONFIG_INVALID. */
export async function readRecipe(values: ExportValues, io: CommandIo): Promise<RecipeOptions> {
  const shared = await sharedOptions(values, io);
  if (!shared.tokenizer) throw tokenizerMissing("--recipe");
  const { tokenizer = "", trainer } = values;
  return {
    ...shared,
    length: values.length === undefined ? RECIPE_LENGTH : wholeNumber("--length", values.length),
    // A directory with a tokenizer is, as a rule, that of the model.
    model: values.model ?? path.resolve(io.cwd, tokenizer).replace(/\/tokenizer\.json$/, ""),
    trainers: trainer.length > 0 ? trainer : ["axolotl", "trl"],
  };
}

type SharedOptions = Omit<
  ExportOptions,
  "format" | "container" | "content" | "thoughts" | "structure" | "length" | "splits"
>;

async function sharedOptions(values: ExportValues, io: CommandIo): Promise<SharedOptions> {
  const { tokenizer, begin, end } = values;
  const resolve = (place: string): string => path.resolve(io.cwd, place);
  const loaded =
    tokenizer === undefined
      ? {}
      : {
          tokenizer: await ExportTokenizer.load(
            resolve(tokenizer),
            { begin, end },
            new AbortController().signal,
          ),
        };
  return {
    to: resolve(values.to),
    template:
      values.template === undefined
        ? DEFAULT_TEMPLATE
        : await readTemplate(resolve(values.template)),
    dialect: values.dialect,
    order: values.order,
    filters: values.filter.map(parseFilter),
    without: await readWithout(values, resolve),
    ...duplicatesOf(values),
    ...(await benchmarksOf(values, resolve)),
    shardBytes: wholeNumber("--shard-mb", values.shardMb) * MEGABYTE,
    seed: Number(values.seed),
    version,
    ...loaded,
  };
}

type Resolve = (place: string) => string;

/** Repositories that opted out. Throws USAGE for a list that cannot be read. */
async function readWithout(values: ExportValues, resolve: Resolve): Promise<Set<string>> {
  const { without, withoutList } = values;
  if (withoutList === undefined) return new Set(without);
  let text: string;
  try {
    text = await readFile(resolve(withoutList), "utf8");
  } catch (error) {
    throw new HindcastError("USAGE", `--without-list ${withoutList}: ${reasonOf(error)}`);
  }
  const lines = text.split(/\r?\n/).map((line) => (line.split("#", 1)[0] ?? "").trim());
  return new Set([...without, ...lines.filter((line) => line !== "")]);
}

function duplicatesOf(values: ExportValues): Pick<ExportOptions, "duplicates"> {
  const { nearDuplicates, duplicatesBy: unit } = values;
  if (nearDuplicates === undefined) return {};
  const threshold = Number(nearDuplicates);
  if (threshold > 0 && threshold <= 1) return { duplicates: { threshold, unit } };
  const form = "use a similarity above 0 and up to 1, such as 0.8";
  throw new HindcastError("USAGE", `--near-duplicates ${nearDuplicates}: ${form}`);
}

async function benchmarksOf(
  { decontaminate, decontaminateWords }: ExportValues,
  resolve: Resolve,
): Promise<Pick<ExportOptions, "benchmarks">> {
  if (decontaminate.length === 0) return {};
  const words = wholeNumber("--decontaminate-words", decontaminateWords);
  return { benchmarks: await readBenchmarks(decontaminate.map(resolve), words) };
}

function tokenizerMissing(option: string): HindcastError {
  const detail = `${option} needs --tokenizer with a tokenizer.json or a directory that holds one`;
  return new HindcastError("USAGE", detail);
}

async function readTemplate(file: string): Promise<ExportOptions["template"]> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new HindcastError("CONFIG_INVALID", `${file}: ${reasonOf(error)}`, { cause: error });
  }
  return parseTemplate(value, file);
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new HindcastError("USAGE", `${option} ${text}: use a whole number above 0`);
}
