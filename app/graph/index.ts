import path from "node:path";
import {
  createParserPool,
  indexSnapshot,
  surveyRepository,
  type RepositoryIndex,
} from "../../graph/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { graphOptions } from "../actors/index.ts";

export interface IndexOptions {
  /** A directory with source code. */
  readonly repository: string;
  readonly config: Pick<Config, "files" | "graph_options">;
  /** Names the cache directory (XDG_CACHE_HOME); the environment of the process when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Called as files are read, then as they are parsed. */
  readonly onProgress?: (stage: "reading" | "parsing", done: number, total: number) => void;
}

/** `files.max_count` limits what one session reconstructs; an index has room for more. */
const MAX_FILES = 200_000;

/**
 * Indexes a repository: its files, symbols, imports, and the order in which they can be written.
 *
 * @throws HindcastError REPOSITORY_MISSING, REPOSITORY_* for one that cannot be read
 */
export async function indexRepository(options: IndexOptions): Promise<RepositoryIndex> {
  const { repository, config, env = process.env, signal, onProgress } = options;
  const { threads = 2, cache } = graphOptions(config, env);
  const limits = { ...config.files, max_count: MAX_FILES };
  const { snapshot } = await surveyRepository(path.resolve(repository), limits, {
    ...(signal && { signal }),
    onProgress: ({ done, total }) => onProgress?.("reading", done, total),
  });
  const pool = createParserPool(threads);
  try {
    return await indexSnapshot(snapshot, {
      pool,
      ...(cache && { cache }),
      onProgress: ({ done, total }) => onProgress?.("parsing", done, total),
    });
  } finally {
    await pool.close();
  }
}
