import type { BasicType } from "hyparquet-writer";

/** A row of a table; values are plain JSON or typed arrays of numbers. */
export type Row = Readonly<Record<string, unknown>>;

/** A column of a table, with its type in Parquet. Lists hold no nulls. */
export interface RowColumn {
  readonly name: string;
  readonly type: BasicType | "LIST_INT32" | "LIST_INT8";
  readonly nullable?: boolean;
}

/** Writes rows to one file. */
export interface RowWriter {
  /** Bytes that rows have taken so far, before compression. */
  readonly bytes: number;
  write(row: Row): Promise<void>;
  /** Ends the file; says what it holds. */
  finish(): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** Gives the file up. */
  discard(): Promise<void>;
}
