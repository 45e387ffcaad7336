import { unpackSnapshot, type Snapshot } from "../snapshot/snapshot.ts";
import { languageNamed } from "../languages/index.ts";
import { languageOf } from "../languages/names.ts";
import { headingsOf } from "../facts/headings.ts";
import type { FileRecord } from "../parse/record.ts";
import { createParserPool, type ParserPool } from "../parse/pool.ts";
import { emptyRecord } from "../parse/record.ts";
import { assemble } from "./assemble.ts";
import type { IndexedFile, RepositoryIndex } from "./repository-index.ts";

/** How an index is made. */
export interface OpenOptions {
  /** Parser threads; 0 parses in the calling thread. Default 2. */
  threads?: number;
  /** A pool to use and leave open, instead of one made and closed for this call. */
  pool?: ParserPool;
  signal?: AbortSignal;
  /** Records of files known from before, by {@link recordKey}; new ones are added. */
  records?: Map<string, FileRecord>;
}

/** Changes whenever the same text would give another record. */
const extractorVersion = 1;

/** The key of a file's record: equal texts in equal languages have equal records. */
function recordKey(sha256: string, grammar: string): string {
  return `${extractorVersion}:${grammar}:${sha256}`;
}

/**
 * Reads structure out of a snapshot. The result is a function of the bytes alone, whatever the
 * number of threads.
 *
 * @throws HindcastError SNAPSHOT_INVALID, INTERRUPTED
 */
export async function openIndex(
  bytes: Uint8Array,
  options: OpenOptions = {},
): Promise<RepositoryIndex> {
  return indexSnapshot(unpackSnapshot(bytes), options);
}

/** As {@link openIndex}, from a snapshot that is already unpacked. */
export async function indexSnapshot(
  snapshot: Snapshot,
  options: OpenOptions = {},
): Promise<RepositoryIndex> {
  const files = new Map<string, IndexedFile>();
  const waiting: { file: IndexedFile; grammar: string; key: string }[] = [];
  for (const entry of snapshot.manifest) {
    const content = snapshot.contents.get(entry.path);
    if (content === undefined) continue;
    const encoding = entry.encoding === "latin1" ? "latin1" : "utf8";
    const text = Buffer.from(content.buffer, content.byteOffset, content.length).toString(encoding);
    const language = languageOf(entry.path, text);
    const known = languageNamed(language);
    const file: IndexedFile = {
      entry,
      text,
      language,
      lines: countLines(text),
      record: null,
      headings: known === undefined ? headingsOf(language, text) : [],
    };
    files.set(entry.path, file);
    if (known === undefined) continue;
    const grammar = known.grammarFor(entry.path);
    const key = recordKey(entry.sha256 ?? "", grammar);
    const cached = options.records?.get(key);
    if (cached === undefined) waiting.push({ file, grammar, key });
    else file.record = cached;
  }
  const pool = options.pool ?? createParserPool(options.threads ?? 2);
  try {
    const inputs = waiting.map(({ file, grammar }) => ({ grammar, text: file.text }));
    const records = inputs.length === 0 ? [] : await pool.parse(inputs, options.signal);
    for (const [index, { file, key }] of waiting.entries()) {
      file.record = records[index] ?? emptyRecord("failed");
      options.records?.set(key, file.record);
    }
  } finally {
    if (options.pool === undefined) await pool.close();
  }
  return assemble(snapshot, files);
}

/** Lines as an editor counts them: a last line without a newline counts. */
function countLines(text: string): number {
  let lines = text === "" || text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
