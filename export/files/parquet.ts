import type * as Hyparquet from "hyparquet-writer";
import type { BasicType, ColumnSource, ParquetWriter, Writer } from "hyparquet-writer";
import type { SchemaElement } from "hyparquet";
import type { RowColumn, Row, RowWriter } from "./rows.ts";
import { FileSink, type WrittenFile } from "./sink.ts";
import { loadZstd, zstdCompress } from "./zstd.ts";

/** Rows of one row group at the most; Megatron-Bridge reads groups of 500. */
const GROUP_ROWS = 500;
/** Bytes of one row group at the most, as estimated from its values. */
const GROUP_BYTES = 64 * 1024 * 1024;

/** A Parquet file, ZSTD, with at most one row group in memory. */
export class ParquetFileWriter implements RowWriter {
  readonly #sink: FileSink;
  readonly #columns: readonly RowColumn[];
  readonly #writer: ParquetWriter;
  readonly #buffer: DrainedWriter;
  #rows: Row[] = [];
  #pending = 0;
  #bytes = 0;

  private constructor(
    library: typeof Hyparquet,
    sink: FileSink,
    columns: readonly RowColumn[],
    metadata: Metadata,
  ) {
    this.#sink = sink;
    this.#columns = columns;
    this.#buffer = drained(library);
    this.#writer = new library.ParquetWriter({
      writer: this.#buffer,
      schema: schemaOf(library, columns),
      codec: "ZSTD",
      compressors: { ZSTD: zstdCompress },
      createdBy: "hindcast",
      kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    });
  }

  static async open(
    file: string,
    columns: readonly RowColumn[],
    metadata: Metadata,
  ): Promise<ParquetFileWriter> {
    await loadZstd();
    const library = await import("hyparquet-writer");
    return new ParquetFileWriter(library, await FileSink.open(file), columns, metadata);
  }

  get bytes(): number {
    return this.#bytes;
  }

  async write(row: Row): Promise<void> {
    this.#rows.push(row);
    const size = sizeOf(row);
    this.#pending += size;
    this.#bytes += size;
    if (this.#rows.length >= GROUP_ROWS || this.#pending >= GROUP_BYTES) await this.#flush();
  }

  async finish(): Promise<WrittenFile> {
    await this.#flush();
    await this.#writer.finish();
    await this.#drain();
    return this.#sink.finish();
  }

  async discard(): Promise<void> {
    await this.#sink.discard();
  }

  async #flush(): Promise<void> {
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    this.#rows = [];
    this.#pending = 0;
    const columnData: ColumnSource[] = this.#columns.map(({ name, type, nullable = false }) => ({
      name,
      data: rows.map((row) => listed(row[name] ?? null)),
      ...(type === "LIST_INT32" || type === "LIST_INT8" ? {} : { type }),
      nullable,
    }));
    await this.#writer.write({ columnData, rowGroupSize: rows.length });
    await this.#drain();
  }

  async #drain(): Promise<void> {
    await this.#sink.write(this.#buffer.take());
  }
}

type Metadata = Readonly<Record<string, string>>;
type DrainedWriter = Writer & { take(): Uint8Array };

/** A writer whose bytes are taken away as they come, while offsets count on. */
function drained({ ByteWriter }: typeof Hyparquet): DrainedWriter {
  const writer = new ByteWriter() as Hyparquet.ByteWriter & { take(): Uint8Array };
  writer.take = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  return writer;
}

function schemaOf(
  { schemaFromColumnData }: typeof Hyparquet,
  columns: readonly RowColumn[],
): SchemaElement[] {
  const scalars = columns.filter(({ type }) => type !== "LIST_INT32" && type !== "LIST_INT8");
  const known = new Map(
    schemaFromColumnData({
      columnData: scalars.map(({ name, type, nullable = false }) => ({
        name,
        data: [],
        type: type as BasicType,
        nullable,
      })),
    })
      .slice(1)
      .map((element) => [element.name, element]),
  );
  const elements = columns.flatMap(({ name, type }): SchemaElement[] => {
    const scalar = known.get(name);
    return scalar ? [scalar] : listOf(name, type === "LIST_INT8");
  });
  return [{ name: "root", num_children: columns.length }, ...elements];
}

/** The three levels of a list that every reader of Parquet agrees on. */
function listOf(name: string, small: boolean): SchemaElement[] {
  return [
    { name, repetition_type: "REQUIRED", num_children: 1, converted_type: "LIST" },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    {
      name: "element",
      repetition_type: "REQUIRED",
      type: "INT32",
      ...(small ? { converted_type: "INT_8" as const } : {}),
    },
  ];
}

function listed(value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Int32Array) : value;
}

function sizeOf(row: Row): number {
  let size = 0;
  for (const value of Object.values(row)) {
    if (typeof value === "string") size += value.length;
    else if (ArrayBuffer.isView(value)) size += value.byteLength;
    else size += 8;
  }
  return size;
}
