import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { HindcastError, errorTable } from "../../../protocols/index.ts";
import type { Agreement, EndpointReport, PoolReport } from "../../../scoring/pool/index.ts";
import { createScorerPool } from "../../../scoring/scorer/index.ts";
import { EXIT } from "../../errors/index.ts";
import {
  addScorerOptions,
  loadScorerConfig,
  repeatable,
  type ScorerChoice,
} from "../../options/index.ts";
import { onInterrupt } from "../../interrupt/index.ts";
import {
  formatTable,
  paintFor,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../../output/index.ts";
import { scorerOptions } from "../../../app/actors/index.ts";
import { changePool, poolOfRun } from "../../../app/live-pool/index.ts";
import { ENDPOINT_FORMS, formatSpec, parseSpec } from "../../../model-servers/index.ts";

interface ScorePoolOptions extends ScorerChoice {
  readonly watch?: boolean;
  readonly json?: boolean;
  readonly add?: readonly string[];
  readonly drain?: readonly string[];
}

/** Milliseconds between two looks. */
const PAUSE = 2_000;
/** Looks within such a pause whether a run has followed. */
const LOOKS = 10;

type Pool = ReturnType<typeof createScorerPool>;

/**
 * `hindcast score-pool`: which scoring servers can be used; exit code 4 when none can. `score-pool OUT`:
 * those of a run under way, which `--add` and `--drain` change.
 */
export function scorePoolCommand(io: CommandIo): Command {
  return addScorerOptions(new Command("score-pool"))
    .argument("[out]", "the output directory of a run under way, to see or change its servers")
    .option("--add <spec>", "a server that the run shall have as well; repeatable", repeatable)
    .option("--drain <spec>", "a server to finish what it has and leave; repeatable", repeatable)
    .option("--watch", "go on looking until interrupted")
    .option("--json", "print one JSON value on stdout, with --watch one a line")
    .action(async (out: string | undefined, options: ScorePoolOptions) => {
      if (out !== undefined) return ofRun(path.resolve(io.cwd, out), options, io);
      if (options.add ?? options.drain) {
        throw new HindcastError("USAGE", "--add and --drain go with OUT, a run under way");
      }
      const { scorers, scorer_options } = loadScorerConfig(options, io);
      if (scorers.includes("offline")) {
        throw new HindcastError(
          "USAGE",
          "scorers: offline needs no server; name servers by --scorer or in the configuration",
        );
      }
      // What is kept from earlier says nothing about the servers of now.
      const { cache: _cache, ...settings } = scorerOptions({ scorer_options }, io.env);
      const pool = createScorerPool(scorers, settings);
      const stop = new AbortController();
      const interrupt = onInterrupt(() => stop.abort());
      try {
        await watch(pool, options, io, stop.signal);
      } finally {
        interrupt.close();
        await pool.close();
      }
    });
}

/** The servers of a run under way, after what was asked of them. */
async function ofRun(
  directory: string,
  { add = [], drain = [], scorer, watch: again, json }: ScorePoolOptions,
  io: CommandIo,
): Promise<void> {
  if (scorer) throw new HindcastError("USAGE", "--scorer goes without OUT; use --add");
  const named = (specs: readonly string[]): string[] =>
    specs.map((spec) => formatSpec(parseSpec(spec, ENDPOINT_FORMS)));
  if (add.length > 0 || drain.length > 0) {
    const wanted = await changePool(directory, { add: named(add), drain: named(drain) });
    await writeText(io.stderr, `asked the run for ${wanted.join(", ")}\n`);
    await taken(directory, wanted);
  }
  const stop = new AbortController();
  const interrupt = onInterrupt(() => stop.abort());
  try {
    for (;;) {
      const { report } = await poolOfRun(directory);
      if (json) await writeJson(io.stdout, report);
      else await writeText(io.stdout, poolTable(report, io));
      if (!again) return;
      await sleep(PAUSE, undefined, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
    }
  } finally {
    interrupt.close();
  }
}

/** Waits until the run has the servers that it was asked for, or says no longer that it will. */
async function taken(directory: string, wanted: readonly string[]): Promise<void> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const { endpoints } = (await poolOfRun(directory)).report;
    const there = endpoints.filter(({ state }) => state !== "draining" && state !== "removed");
    const names = new Set(there.map(({ name }) => name));
    if (names.size === wanted.length && wanted.every((name) => names.has(name))) return;
    await sleep(PAUSE / LOOKS);
  }
}

async function watch(
  pool: Pool,
  options: ScorePoolOptions,
  io: CommandIo,
  signal: AbortSignal,
): Promise<void> {
  await pool.checked();
  for (;;) {
    const agreement = await compare(pool, signal);
    const state = pool.state();
    if (signal.aborted) return io.exitCode(EXIT.interrupted);
    if (options.json) await writeJson(io.stdout, { ...state, agreement });
    else await writeText(io.stdout, formatPool(state, agreement, io));
    const usable = state.endpoints.some((endpoint) => endpoint.state === "ready");
    const right = agreement.agrees ? EXIT.done : EXIT.failed;
    io.exitCode(usable ? right : EXIT.missing);
    if (!options.watch) break;
    await sleep(PAUSE, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
  }
  // Endpoints that are not one model are a mistake of the command line.
  if (pool.state().endpoints.some((endpoint) => endpoint.state === "ready")) {
    await pool.model(signal);
  }
}

/** An endpoint that goes away just now shows so in its state. */
async function compare(pool: Pool, signal: AbortSignal): Promise<Agreement> {
  try {
    return await pool.compare(signal);
  } catch {
    return { opinions: [], spread: 0, agrees: true };
  }
}

function formatPool(
  report: PoolReport,
  { opinions, spread, agrees }: Agreement,
  io: CommandIo,
): string {
  return `${poolTable(report, io)}${verdict(report.model, opinions.length, spread, agrees)}\n`;
}

/** What each endpoint is doing, and what is wrong with it. */
function poolTable({ endpoints }: Pick<PoolReport, "endpoints">, io: CommandIo): string {
  const paint = paintFor(useColor(io.stdout, io.env));
  const table = formatTable<EndpointReport>(
    [
      { title: "endpoint", limit: 48, cell: ({ name }) => name },
      { title: "state", cell: ({ state }) => state },
      { title: "model", limit: 32, cell: (endpoint) => endpoint.model ?? "" },
      { title: "context", align: "right", cell: (endpoint) => count(endpoint.context_length) },
      { title: "in flight", align: "right", cell: ({ in_flight }) => count(in_flight.tokens) },
      { title: "tokens/s", align: "right", cell: (endpoint) => count(endpoint.tokens_per_second) },
      { title: "hits", align: "right", cell: (endpoint) => share(endpoint.hit_rate) },
      { title: "errors", align: "right", cell: ({ errors }) => count(sum(Object.values(errors))) },
    ],
    endpoints,
    paint,
  );
  const failures = endpoints.flatMap(({ name, state, last_error }) =>
    state === "ready" || last_error === undefined
      ? []
      : [`  ${name}: ${last_error}\n`, ...todoOf(last_error)],
  );
  const silent = endpoints.flatMap(({ name, state, context_length }) =>
    state === "ready" && context_length === undefined
      ? [`  ${name} does not say its context window: set context_tokens in [scorer_options].\n`]
      : [],
  );
  return `${table}${[...failures, ...silent].join("")}`;
}

/** What to do about an error that begins with its code. */
function todoOf(error: string): string[] {
  const code = Object.entries(errorTable).find(([each]) => error.startsWith(`${each}:`));
  return code === undefined ? [] : [`    To do: ${code[1].todo}\n`];
}

function verdict(
  model: string | undefined,
  asked: number,
  spread: number,
  agrees: boolean,
): string {
  if (asked === 0) return "  No endpoint can be used.";
  const nats = `${spread.toFixed(4)} nats a token`;
  if (!agrees) return `  The endpoints differ by ${nats}: they do not run the same weights.`;
  return asked === 1
    ? `  1 endpoint serves ${model}.`
    : `  ${asked} endpoints serve ${model} and agree within ${nats}.`;
}

function count(value: number | undefined): string {
  return value === undefined ? "" : Math.round(value).toLocaleString("en");
}

function share(value: number | undefined): string {
  return value === undefined ? "" : `${Math.round(100 * value)} %`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
