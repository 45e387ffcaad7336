import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  createParserPool,
  openIndex,
  surveyRepository,
  type ParserPool,
} from "../../agents/graph/index.ts";
import { languages } from "../../agents/graph/languages/index.ts";
import type { BenchRow } from "../row.ts";
import { readAndParse, type BareFile } from "./baseline.ts";

const limits = { max_bytes: 1 << 20, max_count: 100_000, exclude: [] };
const rounds = 3;

/**
 * Indexing (walk, snapshot, parse, facts, imports, order) against reading and parsing alone over
 * the same files on one thread, best of three each.
 *
 * @param root directory to index; by default the zod package, in TypeScript and JavaScript
 */
export async function benchGraph(root = corpus()): Promise<BenchRow[]> {
  const { files, count } = await parsedFiles(root);
  const wasm = new Map(
    languages.flatMap((language) => language.grammars.map(({ name, wasm: file }) => [name, file])),
  );
  const bare = await best(() => readAndParse(files, wasm));
  const rows: BenchRow[] = [];
  for (const threads of [1, 2]) {
    const pool = createParserPool(threads);
    await indexOnce(root, pool);
    const ours = await best(() => indexOnce(root, pool));
    await pool.close();
    const name = `index ${count} files, ${threads} parser thread${threads === 1 ? "" : "s"}`;
    rows.push({ name, ours, baseline: bare, ratio: ours / bare, unit: "ms" });
  }
  return rows;
}

function corpus(): string {
  return path.dirname(fileURLToPath(import.meta.resolve("zod/package.json")));
}

async function parsedFiles(root: string): Promise<{ files: BareFile[]; count: number }> {
  const { snapshot, included } = await surveyRepository(root, limits);
  const files: BareFile[] = [];
  for (const file of snapshot.contents.keys()) {
    const extension = path.extname(file);
    const name = /^\.(?:[cm]?ts|tsx)$/.test(extension)
      ? "typescript"
      : /^\.(?:[cm]?js|jsx)$/.test(extension)
        ? "javascript"
        : /^\.pyi?$/.test(extension)
          ? "python"
          : undefined;
    const language = languages.find((known) => known.name === name);
    if (language === undefined) continue;
    files.push({ location: path.join(root, file), grammar: language.grammarFor(file) });
  }
  return { files, count: included };
}

async function indexOnce(root: string, pool: ParserPool): Promise<number> {
  const start = performance.now();
  const { bytes } = await surveyRepository(root, limits);
  await openIndex(bytes, { pool });
  return performance.now() - start;
}

async function best(measure: () => Promise<number>): Promise<number> {
  let lowest = Infinity;
  for (let round = 0; round < rounds; round++) lowest = Math.min(lowest, await measure());
  return lowest;
}
