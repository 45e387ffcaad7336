import { ScorerPool } from "../../scoring/pool/index.ts";
import type { ScoreQuestion } from "../../scoring/scorer/index.ts";
import type { BenchRow } from "../row.ts";
import { leastOutstanding, roundRobin, SimpleRouter, type Choice } from "./routing.ts";
import { SimulatedServer, type ServerOptions } from "./simulated-server.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { leastTokens, workload, type SearchRun } from "./workload.ts";

const SPEED = 20_000;
const CACHE = 262_144;
/** Part of the questions after which searches run out, and servers with them. */
const STEADY = 0.95;
const never = new AbortController().signal;

/** What a way of routing made of a workload. */
interface Result {
  /** Virtual seconds until all but the last twentieth of the questions were answered. */
  readonly seconds: number;
  /** Tokens that all servers computed. */
  readonly computed: number;
  /** Items that servers answered. */
  readonly answers: number;
  /** Items that were answered more than once. */
  readonly twice: number;
  /** Milliseconds that 99 of 100 questions took at most. */
  readonly p99: number;
}

interface FleetOf {
  readonly servers: readonly Partial<ServerOptions>[];
  /** Tokens that each server keeps. */
  readonly cache?: number;
}

type Scorer = (question: ScoreQuestion) => Promise<unknown>;
type Way = (clients: SimulatedServer[], clock: VirtualClock, cache: number) => Scorer;

async function measure(
  { servers, cache = CACHE }: FleetOf,
  runs: readonly SearchRun[],
  scorerOf: Way,
): Promise<Result> {
  const clock = new VirtualClock();
  const clients = servers.map(
    (server, index) =>
      new SimulatedServer(clock, {
        name: `server ${index}`,
        speed: SPEED,
        cacheTokens: cache,
        seed: index,
        ...server,
      }),
  );
  const score = scorerOf(clients, clock, cache);
  const times: number[] = [];
  const ends: number[] = [];
  await clock.until(
    Promise.all(
      runs.map(async (questions) => {
        for (const question of questions) {
          const asked = clock.now();
          await score(question);
          times.push(clock.now() - asked);
          ends.push(clock.now());
        }
      }),
    ),
  );
  const counts = new Map<string, number>();
  for (const { answers } of clients) {
    for (const [key, count] of answers) counts.set(key, (counts.get(key) ?? 0) + count);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return {
    seconds: (ends[Math.floor(STEADY * ends.length)] ?? 0) / 1000,
    computed: clients.reduce((sum, { computed }) => sum + computed, 0),
    answers: counts.size,
    twice: [...counts.values()].filter((count) => count > 1).length,
    p99: sorted[Math.floor(0.99 * sorted.length)] ?? 0,
  };
}

const pool: Way = (clients, clock, cacheTokens) => {
  const made = new ScorerPool(clients, {
    check: () => Promise.resolve(undefined),
    clock,
    cacheTokens,
  });
  return (question) => made.score(question, never);
};

const simple =
  (choose: Choice): Way =>
  (clients) => {
    const router = new SimpleRouter(clients, choose);
    return (question) => router.score(question);
  };

const ways = {
  pool,
  "round robin": simple(roundRobin),
  "least outstanding": simple(leastOutstanding),
} as const;

const fleets: Readonly<Record<string, FleetOf>> = {
  "4 equal": { servers: [{}, {}, {}, {}] },
  "4, caches too small": { servers: [{}, {}, {}, {}], cache: 100_000 },
  "4, one ten times slower": { servers: [{}, {}, {}, { speed: SPEED / 10 }] },
  "4, one cuts a fifth": { servers: [{}, {}, {}, { cut: 0.2 }] },
};

/** Items a second when no server waits, every beginning is computed once and nothing is cut. */
function bestRate({ servers }: FleetOf, items: number, least: number): number {
  const speed = servers.reduce((sum, { speed: own = SPEED, cut = 0 }) => sum + own * (1 - cut), 0);
  return (items * speed) / least;
}

/**
 * The pool before simulated servers, beside two simple ways of routing: items a second against
 * what the fleet can give at the most, tokens computed against the least possible, and the time
 * below which 99 of 100 questions stay against that of each simple way. The servers'
 * costs are those of `SimulatedServer`: 20,000 tokens a second, 262,144 tokens of cache, steps of
 * 8,192 tokens with 2 ms beside them, 5 ms for each request. Time is virtual, so rates do not
 * depend on the machine.
 */
export async function benchScoring(): Promise<BenchRow[]> {
  const runs = workload({ searches: 64, rounds: 12, variants: 4, seed: 1 });
  const items = runs.flat().reduce((sum, { variants }) => sum + variants.length, 0);
  const least = leastTokens(runs);
  const rows: BenchRow[] = [];
  for (const [name, fleet] of Object.entries(fleets)) {
    const best = bestRate(fleet, items, least);
    const p99 = new Map<string, number>();
    for (const [way, scorerOf] of Object.entries(ways)) {
      const result = await measure(fleet, runs, scorerOf);
      const rate = (STEADY * items) / result.seconds;
      rows.push(
        row(`${name}: ${way}, against the fleet's own maximum`, rate, best, "items/s"),
        row(`${name}: ${way}, against the least tokens`, result.computed, least, "tokens"),
      );
      p99.set(way, result.p99);
      if (way !== "pool") continue;
      rows.push(
        row(`${name}: items answered, of those asked`, result.answers, items, "items"),
        row(`${name}: items computed twice, of all`, result.twice, items, "items"),
      );
    }
    const { pool: ours = 0, ...others } = Object.fromEntries(p99);
    for (const [way, theirs] of Object.entries(others)) {
      rows.push(row(`${name}: p99 of a question, pool against ${way}`, ours, theirs, "ms"));
    }
  }
  return rows;
}

function row(name: string, ours: number, baseline: number, unit: string): BenchRow {
  return { name, ours, baseline, ratio: ours / baseline, unit };
}
