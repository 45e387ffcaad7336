import type { RecordCache } from "../cache/record-cache.ts";
import { unpackSnapshot, type Snapshot } from "../snapshot/snapshot.ts";
import { cppHeaders } from "../languages/cpp/header.ts";
import { languageNamed } from "../languages/index.ts";
import { languageOf } from "../languages/names.ts";
import { headingsOf } from "../facts/headings.ts";
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
  /** Records of files known from before; new ones are added. */
  cache?: RecordCache;
  /** Called as files are parsed, with counts of those that need it. */
  onProgress?: (progress: { done: number; total: number }) => void;
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
  const waiting: Waiting[] = [];
  const isCpp = cppHeaders([...snapshot.contents.keys()]);
  for (const entry of snapshot.manifest) {
    const content = snapshot.contents.get(entry.path);
    if (content === undefined) continue;
    const encoding = entry.encoding === "latin1" ? "latin1" : "utf8";
    const text = Buffer.from(content.buffer, content.byteOffset, content.length).toString(encoding);
    const said = languageOf(entry.path, text);
    const language = said === "c" && entry.path.endsWith(".h") && isCpp(entry.path) ? "cpp" : said;
    const known = languageNamed(language);
    const file: IndexedFile = {
      entry,
      text,
      language,
      lines: countLines(known?.returnEndsLine === true ? withNewlines(text) : text),
      record: null,
      headings: known === undefined ? headingsOf(language, text) : [],
    };
    files.set(entry.path, file);
    if (known === undefined) continue;
    const grammar = known.grammarFor(entry.path, text);
    waiting.push({ file, grammar, key: options.cache?.key(entry.sha256 ?? "", grammar) ?? "" });
  }
  const cached = options.cache?.load(new Set(waiting.map(({ key }) => key)));
  const unknown = waiting.filter(({ file, key }) => {
    file.record = cached?.get(key) ?? null;
    return file.record === null;
  });
  if (unknown.length > 0) await parseAll(unknown, options);
  return assemble(snapshot, files);
}

interface Waiting {
  file: IndexedFile;
  grammar: string;
  /** Of its record in the cache, when there is one. */
  key: string;
}

async function parseAll(waiting: readonly Waiting[], options: OpenOptions): Promise<void> {
  const { cache, signal, onProgress } = options;
  const pool = options.pool ?? createParserPool(options.threads ?? 2);
  try {
    const inputs = waiting.map(({ file, grammar }) => {
      const { text, language } = file;
      const isOld = languageNamed(language)?.returnEndsLine === true;
      return { grammar, text: isOld ? withNewlines(text) : text };
    });
    const records = await pool.parse(inputs, {
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    });
    for (const [index, { file }] of waiting.entries()) {
      file.record = records[index] ?? emptyRecord("failed");
    }
    cache?.save(
      new Map(waiting.map(({ file, key }) => [key, file.record ?? emptyRecord("failed")])),
    );
  } finally {
    if (options.pool === undefined) await pool.close();
  }
}

/** A text of the same length in which every line ends with a newline, also one that ends with CR. */
function withNewlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
}

/** Lines as an editor counts them: a last line without a newline counts. */
function countLines(text: string): number {
  let lines = text === "" || text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
