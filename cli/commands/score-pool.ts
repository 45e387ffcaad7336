import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { HindcastError, errorTable } from "../../protocols/index.ts";
import type { Agreement, EndpointReport, PoolReport } from "../../scoring/pool/index.ts";
import { createScorerPool } from "../../scoring/scorer/index.ts";
import { EXIT } from "../errors/index.ts";
import { addScorerOptions, loadScorerConfig, type ScorerChoice } from "../options/index.ts";
import { onInterrupt } from "../interrupt/index.ts";
import {
  formatTable,
  paintFor,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../output/index.ts";
import { scorerOptions } from "../../app/actors/index.ts";

interface ScorePoolOptions extends ScorerChoice {
  readonly watch?: boolean;
  readonly json?: boolean;
}

/** Milliseconds between two looks. */
const PAUSE = 2_000;

type Pool = ReturnType<typeof createScorerPool>;

/** `hindcast score-pool`: which scoring servers can be used; exit code 4 when none can. */
export function scorePoolCommand(io: CommandIo): Command {
  return addScorerOptions(new Command("score-pool"))
    .description("check scoring servers and show what each of them is doing")
    .option("--watch", "go on looking until interrupted")
    .option("--json", "print one JSON value on stdout, with --watch one a line")
    .action(async (options: ScorePoolOptions) => {
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
  { model, endpoints }: PoolReport,
  { opinions, spread, agrees }: Agreement,
  io: CommandIo,
): string {
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
  const found = [...failures, ...silent].join("");
  return `${table}${found}${verdict(model, opinions.length, spread, agrees)}\n`;
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
