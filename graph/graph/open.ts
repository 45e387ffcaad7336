import type { RecordCache } from "../cache/record-cache.ts";
import { unpackSnapshot, type Snapshot } from "../snapshot/snapshot.ts";
import { cppHeaders } from "../languages/cpp/header.ts";
import { languageNamed } from "../languages/index.ts";
import { languageOf } from "../languages/names.ts";
import { hasHeadings } from "../facts/headings.ts";
import type { ParseInput } from "../parse/parser.ts";
import { createParserPool, type ParserPool } from "../parse/pool.ts";
import { emptyRecord, type FileRecord } from "../parse/record.ts";
import { inTurns, pauses } from "../../runtime/threads/index.ts";
import { assemble } from "./assemble.ts";
import type { IndexedFile, RepositoryIndex } from "./repository-index.ts";
import type { ResolvableFile, Resolved } from "./resolution.ts";

/** How an index is made. */
export interface OpenOptions {
  /** Threads that parse and resolve; 0 does it in the calling thread. Default 2. */
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
  const pause = pauses();
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
      headings: [],
    };
    files.set(entry.path, file);
    await pause();
    const grammar = known?.grammarFor(entry.path, text);
    if (grammar === undefined && !hasHeadings(language)) continue;
    const kind = grammar ?? `headings of ${language ?? ""}`;
    waiting.push({ file, grammar, key: options.cache?.key(entry.sha256 ?? "", kind) ?? "" });
  }
  const pool = options.pool ?? createParserPool(options.threads ?? 2);
  try {
    await readAll(waiting, pool, options);
    const resolved = await resolveImports(snapshot, files, pool, options.signal);
    return await inTurns(assemble(snapshot, files, resolved));
  } finally {
    if (options.pool === undefined) await pool.close();
  }
}

interface Waiting {
  file: IndexedFile;
  /** Undefined for a language without one. */
  grammar: string | undefined;
  /** Of its record in the cache, when there is one. */
  key: string;
}

/** Gives each file what is known of it: from the cache, or read by the pool. */
async function readAll(
  waiting: readonly Waiting[],
  pool: ParserPool,
  { cache, signal, onProgress }: OpenOptions,
): Promise<void> {
  const cached = cache && (await inTurns(cache.load(new Set(waiting.map(({ key }) => key)))));
  const unknown: Waiting[] = [];
  for (const item of waiting) {
    const record = cached?.get(item.key);
    if (record === undefined) unknown.push(item);
    else describe(item, record);
  }
  if (unknown.length === 0) return;
  const inputs = unknown.map(({ file: { text, language }, grammar }): ParseInput => {
    if (grammar === undefined) return { language: language ?? "", text };
    const isOld = languageNamed(language)?.returnEndsLine === true;
    return { grammar, text: isOld ? withNewlines(text) : text };
  });
  const records = await pool.parse(inputs, {
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  });
  const fresh = new Map<string, FileRecord>();
  for (const [index, item] of unknown.entries()) {
    const record = records[index] ?? emptyRecord("failed");
    describe(item, record);
    fresh.set(item.key, record);
  }
  if (cache) await inTurns(cache.save(fresh));
}

function describe({ file, grammar }: Waiting, record: FileRecord): void {
  file.headings = record.headings ?? [];
  // Without a grammar there is nothing else to say, unless reading the file was given up.
  if (grammar !== undefined || record.failure !== undefined) file.record = record;
}

/** Where the imports of all files lead; nothing is asked for when there are none. */
async function resolveImports(
  { manifest }: Snapshot,
  files: ReadonlyMap<string, IndexedFile>,
  pool: ParserPool,
  signal: AbortSignal | undefined,
): Promise<Resolved> {
  const known = new Map<string, ResolvableFile>();
  let imports = 0;
  for (const [path, { text, language, record }] of files) {
    known.set(path, { text, language, record });
    imports += record?.imports.length ?? 0;
  }
  if (imports === 0) return { imports: [], external: [], unresolved: [] };
  return pool.resolve({ manifest, files: known }, { ...(signal && { signal }) });
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
