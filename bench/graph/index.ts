import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  createParserPool,
  indexSnapshot,
  surveyRepository,
  type ParserPool,
} from "../../graph/index.ts";
import { languages } from "../../graph/languages/index.ts";
import type { BenchRow } from "../row.ts";
import { barePool, warm } from "./bare-pool.ts";
import type { BareFile } from "./baseline.ts";
import { benchInstalledPeers } from "./installed-peers.ts";
import { benchLargeTree } from "./large-tree.ts";
import { cruiseOnce } from "./peer.ts";

const limits = { max_bytes: 1 << 20, max_count: 100_000, exclude: [] };
const rounds = 3;

/**
 * Indexing (walk, snapshot, parse, facts, imports, order) against reading and parsing alone over
 * the same files with as many threads, best of three each; then against dependency-cruiser, the
 * peer among the development packages, and those that are installed elsewhere; then a tree of
 * 20,000 files. The tree is the zod package, in TypeScript and JavaScript.
 *
 * @param peers directory in which {@link benchInstalledPeers} finds others
 */
export async function benchGraph(peers?: string): Promise<BenchRow[]> {
  const root = corpus();
  const { files, count } = await parsedFiles(root);
  const wasm = new Map(
    languages.flatMap((language) => language.grammars.map(({ name, wasm: file }) => [name, file])),
  );
  const used = new Set(files.map(({ grammar }) => grammar));
  const needed = new Map([...wasm].filter(([name]) => used.has(name)));
  warm(files);
  const rows: BenchRow[] = [];
  let fastest = Infinity;
  for (const threads of [1, 2]) {
    const bare = barePool(threads);
    const baseline = await best(() => bare.run(files, needed));
    await bare.close();
    const pool = createParserPool(threads);
    await indexOnce(root, pool);
    const ours = await best(() => indexOnce(root, pool));
    await pool.close();
    fastest = Math.min(fastest, ours);
    const plural = threads === 1 ? "" : "s";
    const speed = perSecond(count, ours);
    const name = `index ${count} files (${speed}) / read and parse them, ${threads} thread${plural} each`;
    rows.push({ name, ours, baseline, ratio: ours / baseline, unit: "ms" });
  }
  const peer = await cruiseOnce(root);
  const speeds = `${perSecond(count, fastest)} / ${perSecond(count, peer)}`;
  const name = `index ${count} files, 2 threads / dependency-cruiser (${speeds})`;
  rows.push({ name, ours: fastest, baseline: peer, ratio: fastest / peer, unit: "ms" });
  const others = peers === undefined ? [] : await benchInstalledPeers(root, peers);
  return [...rows, ...others, ...(await benchLargeTree(20_000))];
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
    files.push({ location: path.join(root, file), grammar: language.grammarFor(file, "") });
  }
  return { files, count: included };
}

function perSecond(count: number, ms: number): string {
  return `${Math.round((1000 * count) / ms).toLocaleString("en")} files/s`;
}

async function indexOnce(root: string, pool: ParserPool): Promise<number> {
  const start = performance.now();
  const { snapshot } = await surveyRepository(root, limits);
  await indexSnapshot(snapshot, { pool });
  return performance.now() - start;
}

async function best(measure: () => Promise<number>): Promise<number> {
  let lowest = Infinity;
  for (let round = 0; round < rounds; round++) lowest = Math.min(lowest, await measure());
  return lowest;
}
