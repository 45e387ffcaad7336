import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  createParserPool,
  indexSnapshot,
  recordCache,
  surveyRepository,
} from "../../graph/index.ts";
import type { BenchRow } from "../row.ts";

const limits = { max_bytes: 1 << 20, max_count: 100_000, exclude: [] };

/**
 * A tree of many small files: indexing it with an empty cache against doing so again after one
 * file was touched, and the memory that it takes at most, against that of its texts.
 *
 * @param count files of the tree
 */
export async function benchLargeTree(count: number): Promise<BenchRow[]> {
  const root = mkdtempSync(path.join(tmpdir(), "hindcast-bench-"));
  try {
    const bytes = fillTree(path.join(root, "tree"), count);
    const cache = recordCache(path.join(root, "cache"), 1 << 30);
    const pool = createParserPool(2);
    let parsed = 0;
    let peak = 0;
    const indexOnce = async (): Promise<number> => {
      const start = performance.now();
      parsed = 0;
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
      const { snapshot } = await surveyRepository(path.join(root, "tree"), limits);
      await indexSnapshot(snapshot, { pool, cache, onProgress: ({ total }) => (parsed = total) });
      clearInterval(watch);
      peak = Math.max(peak, process.memoryUsage().rss);
      return performance.now() - start;
    };
    const cold = await indexOnce();
    writeFileSync(path.join(root, "tree", "d0", "f0.ts"), "export const touched = 1;\n");
    const again = await indexOnce();
    await pool.close();
    const megabyte = 1 << 20;
    return [
      {
        name: `${count} files again after one was touched (${parsed} parsed) / first time`,
        ours: again,
        baseline: cold,
        ratio: again / cold,
        unit: "ms",
      },
      {
        name: `${count} files, most memory / size of the texts`,
        ours: peak / megabyte,
        baseline: bytes / megabyte,
        ratio: peak / bytes,
        unit: "MiB",
      },
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Writes modules that import some of those before them; returns their size in bytes. */
function fillTree(root: string, count: number): number {
  let bytes = 0;
  for (let at = 0; at < count; at++) {
    const directory = path.join(root, `d${Math.floor(at / 100)}`);
    if (at % 100 === 0) mkdirSync(directory, { recursive: true });
    const others = [at - 1, Math.floor(at / 2), Math.floor(at / 7)].filter(
      (other) => other >= 0 && other < at,
    );
    const imports = [...new Set(others)].map(
      (other) => `import { value${other} } from "../d${Math.floor(other / 100)}/f${other}.ts";\n`,
    );
    const uses = [...new Set(others)].map((other) => ` + value${other}(x)`).join("");
    const functions = Array.from(
      { length: 8 },
      (_, n) =>
        `/** Step ${n}. */\nexport function step${at}_${n}(x: number): number {\n  return x > ${n} ? x * ${n} : x;\n}\n`,
    );
    const text = `${imports.join("")}export function value${at}(x: number): number {\n  return x${uses};\n}\n${functions.join("")}`;
    writeFileSync(path.join(directory, `f${at}.ts`), text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}
