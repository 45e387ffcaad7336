import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { estimate } from "../../app/estimate/index.ts";
import { run } from "../../app/run/index.ts";
import { ratioCount } from "../../app/estimate/tokens.ts";
import { defaults } from "../../runtime/config/index.ts";
import { startFaultyServer } from "../models/chat-server/index.ts";
import type { BenchRow } from "../row.ts";
import { profileLog } from "../scale/profile/index.ts";

/** Packages of this project's own dependencies. */
const REPOSITORIES = ["on-exit-leak-free", "sonic-boom", "prom-client"].map(
  (name) => `node_modules/${name}`,
);
/** Strategies of the search, and how many evaluations each may take for a file. */
const STRATEGIES = ["mcts", "none", "paper", "best-of-n"];

/**
 * Estimates against the runs that they are of. The author is a server that writes a line for each
 * question, so that prompts are what a server saw; the scorer is the offline one, whose work is
 * read out of the log. Characters count as tokens do on either side; lengths of answers are the
 * server's own, whose mean is given to the estimate, as the guide says.
 *
 * @param repositories directories; three packages of this project's dependencies when absent
 */
export async function benchEstimate(
  repositories = REPOSITORIES,
  strategies = STRATEGIES,
): Promise<BenchRow[]> {
  const place = await mkdtemp(path.join(tmpdir(), "hindcast-bench-estimate-"));
  try {
    const rows: BenchRow[] = [];
    for (const strategy of strategies) {
      for (const repository of repositories) {
        const found = await compared({ repository, strategy, place });
        for (const { name, ratio } of found) {
          process.stderr.write(`${name}: ${ratio.toFixed(3)}\n`);
        }
        rows.push(...found);
      }
    }
    return rows;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

interface Comparison {
  readonly repository: string;
  readonly strategy: string;
  /** A directory for the output. */
  readonly place: string;
}

async function compared({ repository, strategy, place }: Comparison): Promise<BenchRow[]> {
  const name = `${path.basename(repository)}, ${strategy}`;
  const server = await startFaultyServer({ modes: [], share: 0 });
  try {
    const env = { XDG_STATE_HOME: place, XDG_CACHE_HOME: place };
    const repositories = [repository];
    const out = path.join(place, strategy, path.basename(repository));
    const none = strategy === "none" ? { evaluations: 0 } : {};
    const search = { ...defaults.search, strategy, ...none };
    const config = { ...defaults, author: server.spec, search };
    const { summary } = await run({ repositories, config: { ...config, out }, env });
    const [profile] = await profileLog(path.join(out, "log.hlog"));
    if (!profile) throw new Error(`${name} was not reconstructed`);
    const { completion_tokens: completion } = summary.usage;
    const answerTokens = completion / server.exchanges.length;
    const started = performance.now();
    const { total } = await estimate({
      repositories,
      config,
      cwd: process.cwd(),
      env,
      answerTokens,
      signal: new AbortController().signal,
    });
    const took = performance.now() - started;
    let prompts = 0;
    for (const { body } of server.exchanges) {
      for (const { content } of body["messages"] as { content: string }[]) {
        prompts += await ratioCount.of(content);
      }
    }
    const { scoring } = profile;
    const row = (what: string, ours: number, baseline: number, unit: string): BenchRow => ({
      name: `${name}: ${what}`,
      ours,
      baseline,
      ratio: ours / baseline,
      unit,
    });
    const { reusable_share: share = 0 } = summary.author ?? {};
    return [
      row("author requests", total.author.requests, server.exchanges.length, "requests"),
      row("prompt tokens", total.author.prompt_tokens, prompts, "tokens"),
      row(
        "prompt tokens that a prefix cache has",
        total.author.reusable_tokens,
        prompts * share,
        "tokens",
      ),
      row("completion tokens", total.author.completion_tokens, completion, "tokens"),
      row("scorings", total.scorer.requests, scoring.items, "scorings"),
      row("tokens to score", total.scorer.tokens, scoring.before + scoring.targets, "bytes"),
      row(
        "tokens to score with prefix reuse",
        total.scorer.tokens - total.scorer.reusable_tokens,
        scoring.fresh + scoring.targets,
        "bytes",
      ),
      row("time of the estimate against the run", took, summary.elapsed_ms, "ms"),
    ];
  } finally {
    await server.close();
  }
}
