import { Tinypool } from "tinypool";
import { threadModule } from "../../runtime/threads/index.ts";
import { ablations } from "../../scoring/strategies/index.ts";
import type { BenchRow } from "../row.ts";
import { sources } from "./corpus.ts";
import type { FileResult, Plan } from "./searches.ts";
import { languagesOf, rowsOf, tableOf } from "./table.ts";
import type { ThreadTask } from "./thread.ts";

/** How much is measured. */
export interface SearchBenchOptions {
  /** Files of each project, at most. */
  readonly files?: number;
  /** Evaluations for each file. */
  readonly budgets?: readonly number[];
  readonly threads?: number;
}

/** Bytes of a file, so that the whole takes minutes. */
const BYTES = [1200, 8000] as const;

/**
 * Searches the same files of real projects with every strategy, through the agents and services of
 * a run: gain in nats per target token on the search's scorer and on the held-out judge, at equal
 * evaluations and at equal tokens. Writes the whole table to stderr; the rows set the tree search
 * against the paper's.
 */
export async function benchSearch(options: SearchBenchOptions = {}): Promise<BenchRow[]> {
  const { files = 6, budgets = [8, 16, 32], threads = 2 } = options;
  const corpus = sources();
  const strategies = ["mcts", "paper", "best-of-n", ...Object.keys(ablations)];
  const plan: Plan = { strategies, budgets, pace: "mcts" };
  const taking = { files, bytes: BYTES };
  const pool = new Tinypool({
    filename: threadModule(import.meta.url, "./thread.ts"),
    minThreads: threads,
    maxThreads: threads,
  });
  try {
    const tasks = corpus
      .flatMap(({ projects }) => projects)
      .map((project): ThreadTask => ({ project, taking, plan }));
    const results = await Promise.all(
      tasks.map((task) => pool.run(task) as Promise<readonly FileResult[]>),
    );
    const measured = results.flat();
    for (const { origin } of corpus) process.stderr.write(`${origin}\n`);
    process.stderr.write(`${tableOf(measured, plan)}\n${languagesOf(measured, plan)}`);
    return rowsOf(measured, plan);
  } finally {
    await pool.destroy();
  }
}
