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
const REPOSITORIES = ["on-exit-leak-free", "sonic-boom", "prom-client"];

/**
 * Estimates against the runs that they are of. The author is a server that writes a line for each
 * question, so that prompts are what a server saw; the scorer is the offline one, whose work is
 * read out of the log. Characters count as tokens do on either side; lengths of answers are the
 * server's own and not compared.
 */
export async function benchEstimate(): Promise<BenchRow[]> {
  const place = await mkdtemp(path.join(tmpdir(), "hindcast-bench-estimate-"));
  try {
    const rows: BenchRow[] = [];
    for (const name of REPOSITORIES) rows.push(...(await compared(name, place)));
    return rows;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function compared(name: string, place: string): Promise<BenchRow[]> {
  const server = await startFaultyServer({ modes: [], share: 0 });
  try {
    const env = { XDG_STATE_HOME: place, XDG_CACHE_HOME: place };
    const repositories = [`node_modules/${name}`];
    const out = path.join(place, name);
    const config = { ...defaults, author: server.spec };
    const started = performance.now();
    const { total } = await estimate({
      repositories,
      config,
      cwd: process.cwd(),
      env,
      signal: new AbortController().signal,
    });
    const took = performance.now() - started;
    const { summary } = await run({ repositories, config: { ...config, out }, env });
    const [profile] = await profileLog(path.join(out, "log.hlog"));
    if (!profile) throw new Error(`${name} was not reconstructed`);
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
