import path from "node:path";
import {
  JsonlWriter,
  ParquetFileWriter,
  type RowColumn,
  type Row,
  type RowWriter,
} from "../../files/index.ts";

/** How tables are stored. */
export const CONTAINERS = ["jsonl", "jsonl.zst", "parquet"] as const;
export type Container = (typeof CONTAINERS)[number];

/** A file of a data set. */
export interface ShardFile {
  /** Relative to the export's directory, `/` between parts. */
  readonly path: string;
  readonly split: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** What is known of a row beside the row itself: a line of the index. */
export interface IndexEntry {
  readonly id: string;
  readonly session: string;
  readonly [key: string]: unknown;
}

export interface ShardOptions {
  readonly directory: string;
  readonly split: string;
  readonly container: Container;
  readonly columns: readonly RowColumn[];
  /** Bytes of rows after which the next file begins. */
  readonly size: number;
  /** Key-value metadata of Parquet files. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Number of the first file. */
  readonly first: number;
  /** End of the names, before the container's own: `.idx` for packed files. */
  readonly suffix?: string;
  /** Called when a file is whole. */
  readonly onFile: (file: ShardFile) => void;
}

interface OpenShard {
  readonly rows: RowWriter;
  readonly index: JsonlWriter;
  readonly name: string;
}

/** Writes the rows of one split to files of a size, each beside an index with a line for each row. */
export class ShardWriter {
  readonly #options: ShardOptions;
  #number: number;
  #rows = 0;
  #open: OpenShard | undefined;

  constructor(options: ShardOptions) {
    this.#options = options;
    this.#number = options.first;
  }

  async write(row: Row, entry: IndexEntry): Promise<void> {
    this.#open ??= await this.#begin();
    await this.#open.rows.write(row);
    await this.#open.index.write({ row: this.#rows, ...entry });
    this.#rows += 1;
  }

  /** Whether the current file has its size. It is asked between records, so that none is cut. */
  get full(): boolean {
    return this.#open !== undefined && this.#open.rows.bytes >= this.#options.size;
  }

  /** Ends the current file, if there is one. */
  async end(): Promise<void> {
    const open = this.#open;
    if (!open) return;
    const { split, onFile } = this.#options;
    await open.index.finish();
    const { bytes, sha256 } = await open.rows.finish();
    const file = { path: open.name, split, rows: this.#rows, bytes, sha256 };
    this.#open = undefined;
    this.#rows = 0;
    this.#number += 1;
    onFile(file);
  }

  /** Gives up the current file. */
  async discard(): Promise<void> {
    await this.#open?.rows.discard();
    await this.#open?.index.discard();
    this.#open = undefined;
  }

  async #begin(): Promise<OpenShard> {
    const { directory, split, container, columns, metadata, suffix = "" } = this.#options;
    const stem = `${split}-${String(this.#number).padStart(5, "0")}`;
    const name = `data/${stem}${suffix}.${container}`;
    const file = path.join(directory, name);
    const rows =
      container === "parquet"
        ? await ParquetFileWriter.open(file, columns, metadata)
        : await JsonlWriter.open(file, container === "jsonl.zst");
    const index = await JsonlWriter.open(path.join(directory, "index", `${stem}.jsonl`), false);
    return { rows, index, name };
  }
}
