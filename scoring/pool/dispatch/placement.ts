import { type Endpoint, WORTH_WAITING } from "../endpoints/index.ts";
import type { ScoreJob } from "../jobs/index.ts";

/** Tokens a second of an endpoint that has computed nothing yet, when none has. */
const GUESS = 10_000;
/** A job goes elsewhere when it would be answered later here than there by this factor ... */
const SPILL = 1.25;
/**
 * ... and this many times what computing its context there once more takes: everybody there waits
 * for that, and what the cache held in its place is gone.
 */
const WORTH = 4;
/** An endpoint holds work for at most this many times as long as the fastest one does. */
const PACE = 2;
/** Seconds that a throttled endpoint is expected to rest. */
const REST = 1;

/** Tokens a second that an endpoint computes; the others' mean when nothing is known of it. */
function speedOf(endpoint: Endpoint, endpoints: Iterable<Endpoint>): number {
  const { rate } = endpoint.rate;
  if (rate !== undefined && rate > 0) return rate;
  const known: number[] = [];
  for (const other of endpoints) if (other.rate.rate) known.push(other.rate.rate);
  if (known.length === 0) return GUESS;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Tokens that a job costs at an endpoint, after everything that comes before it there. */
export function costAt(endpoint: Endpoint, job: ScoreJob): number {
  return job.tokens - endpoint.held.coming(job.context);
}

/**
 * Where a job should wait. Contents decide: the endpoint that has most of its context, or the
 * first of a rendezvous hash of the beginning that it shares (Thaler and Ravishankar 1998), so
 * that pools which know nothing of each other prefer the same endpoint. Load bounds that: when
 * another would be done with it much earlier, computing the context again included, it goes
 * there. Undefined when no endpoint can take it now.
 */
export function chooseEndpoint(job: ScoreJob, endpoints: Iterable<Endpoint>): Endpoint | undefined {
  const able = [...endpoints].filter((endpoint) => endpoint.assignable && endpoint.takes(job));
  const fresh = able.filter(({ name }) => !job.failedAt(name));
  const candidates = fresh.length > 0 ? fresh : able;
  if (candidates.length < 2) return candidates[0];
  const finish = (endpoint: Endpoint) => finishOf(endpoint, costAt(endpoint, job), endpoints);
  const quickest = least(candidates, finish);
  const preferred = preferenceOf(job, candidates, quickest);
  const bound = SPILL * finish(quickest) + penaltyOf(job, preferred, quickest, endpoints);
  return finish(preferred) <= bound ? preferred : quickest;
}

function preferenceOf(
  job: ScoreJob,
  candidates: readonly Endpoint[],
  quickest: Endpoint,
): Endpoint {
  if (!candidates.some(({ client }) => client.traits.reusesPrefixes)) return quickest;
  const coming = (endpoint: Endpoint) => endpoint.held.coming(job.context);
  const most = least(candidates, (endpoint) => -coming(endpoint));
  const next = least(
    candidates.filter((endpoint) => endpoint !== most),
    (endpoint) => -coming(endpoint),
  );
  if (coming(most) - coming(next) >= WORTH_WAITING) return most;
  return least(candidates, (endpoint) => -weight(job.route, endpoint.name));
}

/** Seconds by which a job must be earlier at another endpoint, which has less of its context. */
function penaltyOf(
  job: ScoreJob,
  here: Endpoint,
  there: Endpoint,
  all: Iterable<Endpoint>,
): number {
  const more = Math.max(0, costAt(there, job) - costAt(here, job));
  return (WORTH * more) / speedOf(there, all);
}

/** Seconds until an endpoint has answered everything that it has, and this many tokens more. */
function finishOf(endpoint: Endpoint, tokens: number, endpoints: Iterable<Endpoint>): number {
  const rest = endpoint.state === "throttled" ? REST : 0;
  return rest + (endpoint.load + tokens) / speedOf(endpoint, endpoints);
}

/** Of the endpoints for which work waits, the one that will be done last. */
export function lastToFinish(endpoints: readonly Endpoint[]): Endpoint | undefined {
  const loaded = endpoints.filter(({ queue }) => queue.length > 0);
  if (loaded.length === 0) return undefined;
  return least(loaded, (endpoint) => -finishOf(endpoint, 0, endpoints));
}

/**
 * Where jobs that begin alike, the last in an endpoint's queue, would be answered much earlier:
 * it was slower than was known when they came, or others are done sooner. Undefined when they
 * may as well stay.
 *
 * @param jobs out of the queue
 * @param here where they were
 */
export function betterPlace(
  jobs: readonly ScoreJob[],
  here: Endpoint,
  endpoints: readonly Endpoint[],
): Endpoint | undefined {
  const [first, ...rest] = jobs;
  if (!first) return undefined;
  const ends = rest.reduce((sum, { cost }) => sum + cost, 0);
  const finish = (endpoint: Endpoint) =>
    finishOf(endpoint, costAt(endpoint, first) + ends, endpoints);
  const others = endpoints.filter(
    (other) =>
      other !== here &&
      other.assignable &&
      jobs.every((job) => other.takes(job) && !job.failedAt(other.name)),
  );
  if (others.length === 0) return undefined;
  const place = least(others, finish);
  const bound = SPILL * finish(place) + penaltyOf(first, here, place, endpoints);
  return finish(here) > bound ? place : undefined;
}

/**
 * Tokens that an endpoint may have in flight: its own limit, and no more than it computes in a
 * small multiple of the time in which the fastest one computes its own. A slow endpoint holds
 * less, and what it holds is not late by its slowness times the limit.
 */
export function allowance(endpoint: Endpoint, endpoints: readonly Endpoint[]): number {
  const { tokens } = endpoint.limit;
  const { rate } = endpoint.rate;
  const open = endpoints.filter((other) => other.open && other.rate.rate);
  if (!rate || open.length < 2) return tokens;
  const fastest = least(open, (other) => -(other.rate.rate ?? 0));
  const horizon = fastest.limit.tokens / (fastest.rate.rate ?? GUESS);
  return Math.min(tokens, PACE * rate * horizon);
}

function least<T>(items: readonly T[], measure: (item: T) => number): T {
  let best = items[0]!;
  let lowest = measure(best);
  for (let i = 1; i < items.length; i += 1) {
    const value = measure(items[i]!);
    if (value < lowest) [best, lowest] = [items[i]!, value];
  }
  return best;
}

/** FNV-1a over both, mixed, as a number from 0 up. */
function weight(key: string, name: string): number {
  let hash = 0x811c9dc5;
  for (const text of [key, name]) {
    for (let i = 0; i < text.length; i += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
