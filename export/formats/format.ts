import type { RowColumn, Row } from "../files/index.ts";
import type { TrajectoryRecord } from "../record/index.ts";
import type { ExportTokenizer } from "../tokens/index.ts";
import {
  flatten,
  flattenRepository,
  type FileOrder,
  type TextSpan,
  type TextTemplate,
} from "../text/index.ts";

/** What a format may use. */
export interface FormatContext {
  readonly template: TextTemplate;
  /** Present when the format needs one. */
  readonly tokenizer?: ExportTokenizer;
  /** Whether the coders' steps are inside of the main agent's, or rows of their own. */
  readonly structure: Structure;
  /** Whether tokens are those of the trajectory or of the repository alone. */
  readonly content: Content;
  /** Order of the files where the repository alone is written. */
  readonly order: FileOrder;
  /** Which chat format is written. */
  readonly dialect: Dialect;
}

/** One row for a trajectory, or one for each agent of it. */
export const STRUCTURES = ["flat", "nested"] as const;
export type Structure = (typeof STRUCTURES)[number];

/** What a text is made of: the trajectory, or the repository's files alone. */
export const CONTENTS = ["trajectory", "repository"] as const;
export type Content = (typeof CONTENTS)[number];

/** Whose chat format: they mark what is trained on in different ways. */
export const DIALECTS = ["trl", "axolotl", "ms-swift", "llama-factory"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** A format whose data set is a table. */
export interface TableFormat {
  readonly columns: (context: FormatContext) => readonly RowColumn[];
  readonly rows: (
    record: TrajectoryRecord,
    context: FormatContext,
  ) => Iterable<Row> | AsyncIterable<Row>;
}

/** A file of a format that writes one or several for each trajectory. */
export interface TextFile {
  /** Relative to the export's directory, `/` between parts. */
  readonly path: string;
  readonly text: string;
}

/** A format whose data set is a directory of files. */
export interface FileFormat {
  readonly files: (record: TrajectoryRecord, context: FormatContext) => Iterable<TextFile>;
}

/** Columns that say where a row comes from. The same in every table that may have more columns. */
export const SOURCE_COLUMNS: readonly RowColumn[] = [
  { name: "id", type: "STRING" },
  { name: "repo", type: "STRING" },
  { name: "commit", type: "STRING", nullable: true },
  { name: "license", type: "STRING", nullable: true },
];

/** Values of {@link SOURCE_COLUMNS}. */
export function sourceOf({ id, repo, commit, license }: TrajectoryRecord): Row {
  return { id, repo, commit, license };
}

/** The text of a record in pieces, of the trajectory or of the repository alone. */
export function spansOf(record: TrajectoryRecord, context: FormatContext): Iterable<TextSpan> {
  return context.content === "repository"
    ? flattenRepository(record, context.order)
    : flatten(record, context.template);
}
