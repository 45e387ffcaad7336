export { JsonlWriter } from "./jsonl.ts";
export { MegatronWriter } from "./megatron.ts";
export { ParquetFileWriter } from "./parquet.ts";
export type { RowColumn, Row, RowWriter } from "./rows.ts";
export { FileSink, type WrittenFile } from "./sink.ts";
export { loadZstd, zstdDecompress } from "./zstd.ts";
