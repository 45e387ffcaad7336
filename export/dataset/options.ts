import type { FormatContext } from "../formats/index.ts";
import { TABLE_FORMATS, FILE_FORMATS } from "../formats/index.ts";
import type { ThoughtChoice } from "../record/index.ts";
import { DEFAULT_TEMPLATE, templateHash } from "../text/index.ts";
import type { SelectionOptions } from "../selection/index.ts";
import type { Container } from "./writers/index.ts";
import { parseSplits, type Split } from "./split.ts";

/** Every format of `hindcast export`. */
export const FORMATS = [
  "documents",
  "tokenised",
  "packed",
  "megatron",
  "chat",
  "atif",
  "sts",
  "raw",
  "pairs",
] as const;
export type FormatName = (typeof FORMATS)[number];

/** What a data set is made of. */
export interface ExportOptions extends FormatContext, SelectionOptions {
  readonly format: FormatName;
  /** Directory of the data set. */
  readonly to: string;
  readonly container: Container;
  readonly thoughts: ThoughtChoice;
  readonly splits: readonly Split[];
  /** Bytes of rows after which the next file begins. */
  readonly shardBytes: number;
  /**
   * Tokens of a packed row, {@link PACKED_LENGTH} when absent; the most tokens of a tokenised row,
   * without a bound when absent.
   */
  readonly length?: number;
  /** Trained tokens after which the data set ends; no bound when absent. */
  readonly trainedTokens?: number;
  readonly seed: number;
  /** Version of Hindcast. */
  readonly version: string;
}

/** Tokens of a packed row when nobody says. */
export const PACKED_LENGTH = 65_536;

/** A format that is written as a table, a row for each sequence or trajectory. */
export function isTable(format: FormatName): format is keyof typeof TABLE_FORMATS | "tokenised" {
  return format === "tokenised" || Object.hasOwn(TABLE_FORMATS, format);
}

export function isFiles(format: FormatName): format is keyof typeof FILE_FORMATS {
  return Object.hasOwn(FILE_FORMATS, format);
}

/** How tables of a format are stored when nobody says: as its trainers read them. */
export function containerOf(format: FormatName): Container {
  return format === "tokenised" || format === "packed" ? "parquet" : "jsonl";
}

/** An export as `hindcast export` makes it where nobody says otherwise. */
export function defaultOptions(
  given: Pick<ExportOptions, "format" | "to" | "version">,
): ExportOptions {
  return {
    ...given,
    container: containerOf(given.format),
    template: DEFAULT_TEMPLATE,
    thoughts: "final",
    structure: "flat",
    dialect: "trl",
    content: given.format === "raw" ? "repository" : "trajectory",
    order: "path",
    splits: parseSplits("train=1"),
    filters: [],
    without: new Set(),
    shardBytes: 512 * 2 ** 20,
    seed: 1,
  };
}

/** Everything that bears on the bytes of an export, as plain JSON. */
export function recordedOptions(options: ExportOptions): Record<string, unknown> {
  const { format, container, thoughts, structure, dialect, content, order, length } = options;
  const { tokenizer } = options;
  return {
    format,
    container,
    thoughts,
    structure,
    dialect,
    content,
    order,
    ...(format === "packed" ? { length: length ?? PACKED_LENGTH } : {}),
    ...(format === "tokenised" && length !== undefined ? { length } : {}),
    ...(options.trainedTokens === undefined ? {} : { trained_tokens: options.trainedTokens }),
    template: options.template,
    template_sha256: templateHash(options.template),
    ...(tokenizer
      ? { tokenizer_sha256: tokenizer.hash, begin: tokenizer.begin, end: tokenizer.end }
      : {}),
    splits: options.splits,
    filters: options.filters.map(({ text }) => text),
    without: [...options.without].toSorted(),
    ...(options.duplicates ? { near_duplicates: { ...options.duplicates } } : {}),
    ...(options.benchmarks ? { decontaminated: options.benchmarks.described } : {}),
    shard_bytes: options.shardBytes,
    seed: options.seed,
  };
}
