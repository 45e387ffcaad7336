import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Decompress } from "fzstd";
import * as z from "zod";
import { HindcastError, problemOf, reasonOf } from "../../protocols/index.ts";
import type { GivenRepository } from "./given.ts";

const text = z.string().nullish();

/** A row with a repository: the names that Stack v2, Stack v3 and their derivatives give its columns. */
const RepositoryRow = z.looseObject({
  repo_name: text,
  repo: text,
  repository: text,
  name: text,
  commit: text,
  commit_id: text,
  revision_id: text,
  revision: text,
  license: z.union([z.string(), z.array(z.string())]).nullish(),
  licenses: z.array(z.string()).nullish(),
  detected_licenses: z.array(z.string()).nullish(),
  files: z.array(
    z.looseObject({ path: text, file_path: text, name: text, content: text, text: text }),
  ),
});

const TABLE = /\.(?:jsonl(?:\.gz|\.zst)?|parquet)$/;

/** Whether the name of a file is that of a table. */
export function isTable(file: string): boolean {
  return TABLE.test(file);
}

/** A row as a repository, or why it is none. */
export type ReadRow = { readonly given: GivenRepository } | { readonly problem: string };

/**
 * The rows of a table with one repository each and the contents of its files inline: JSON lines,
 * plain, gzip or Zstandard, or Parquet, of which one row group is in memory.
 *
 * @throws HindcastError REPOSITORY_UNREADABLE
 */
export async function* readRows(file: string): AsyncGenerator<ReadRow> {
  try {
    for await (const value of tableRows(file)) yield rowOf(value);
  } catch (error) {
    if (error instanceof HindcastError) throw error;
    const detail = `${file}: ${reasonOf(error)}`;
    throw new HindcastError("REPOSITORY_UNREADABLE", detail, { cause: error });
  }
}

/** The rows of a table, one row group or line in memory; an `Error` where a line is not JSON. */
export async function* tableRows(file: string): AsyncGenerator {
  yield* file.endsWith(".parquet") ? parquetRows(file) : jsonRows(file);
}

async function* jsonRows(file: string): AsyncGenerator {
  const bytes = createReadStream(file);
  const input = textOf(file, bytes);
  bytes.on("error", (error) => input.destroy(error));
  // An error of a stream without an iterator would end the process; readline does not pass it on.
  let failure: Error | undefined;
  input.on("error", (error) => (failure = error));
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    try {
      yield JSON.parse(line) as unknown;
    } catch (error) {
      yield error;
    }
  }
  if (failure) throw failure;
}

function textOf(file: string, bytes: Readable): Readable {
  if (file.endsWith(".gz")) return bytes.pipe(createGunzip());
  return file.endsWith(".zst") ? Readable.from(zstdContent(bytes)) : bytes;
}

/** The content of Zstandard frames, a block in memory at a time. */
async function* zstdContent(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let content: Uint8Array[] = [];
  const frames = new Decompress((block) => void content.push(block));
  for await (const chunk of chunks) {
    frames.push(chunk);
    yield* content;
    content = [];
  }
  frames.push(new Uint8Array(), true);
  yield* content;
}

async function* parquetRows(file: string): AsyncGenerator {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } =
    await import("hyparquet");
  const { loadZstd, zstdDecompress } = await import("../../export/index.ts");
  await loadZstd();
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  let rowStart = 0;
  for (const { num_rows: count } of metadata.row_groups) {
    const rowEnd = rowStart + Number(count);
    const compressors = { ZSTD: (input: Uint8Array) => zstdDecompress(input) };
    yield* await parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd, compressors });
    rowStart = rowEnd;
  }
}

function rowOf(value: unknown): ReadRow {
  if (value instanceof Error) return { problem: `it is not JSON: ${value.message}` };
  const parsed = RepositoryRow.safeParse(value);
  if (!parsed.success) return { problem: `it is no repository: ${problemOf(parsed.error)}` };
  const row = parsed.data;
  const given = row.license ?? row.licenses ?? row.detected_licenses;
  const licence = Array.isArray(given) ? given.join(" OR ") : given;
  const files = [];
  for (const { path, file_path: filePath, name, content, text: body } of row.files) {
    const place = path ?? filePath ?? name;
    const contents = content ?? body;
    if (!place || contents === null || contents === undefined) {
      return { problem: "a file has no path or no content" };
    }
    files.push({ path: place.replace(/^\.?\//, ""), bytes: Buffer.from(contents, "utf8") });
  }
  return {
    given: {
      name: row.repo_name ?? row.repo ?? row.repository ?? row.name ?? undefined,
      commit: row.commit ?? row.commit_id ?? row.revision_id ?? row.revision ?? undefined,
      licence: licence === "" ? undefined : (licence ?? undefined),
      files,
    },
  };
}
