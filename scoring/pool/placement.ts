import type { Endpoint } from "./endpoint.ts";
import { WORTH_WAITING } from "./held-prefixes.ts";
import type { Job } from "./job.ts";

/** Tokens a second of an endpoint that has computed nothing yet, when none has. */
const GUESS = 10_000;
/**
 * A job leaves its preferred endpoint when that would answer it later than another by this factor:
 * with nothing computed there, any other is as good; with its context there, the context would be
 * computed twice, and the place for something else in another endpoint's cache is gone.
 */
const SPILL = 1.25;
const SPILL_HELD = 2;
/** An idle endpoint takes a job when it would answer it in this part of the time. */
const STEAL = 0.5;
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
export function costAt(endpoint: Endpoint, job: Job): number {
  return job.tokens - endpoint.held.coming(job.context);
}

/**
 * Where a job should wait. Contents decide: the endpoint that has most of its context, or the
 * first of a rendezvous hash of the beginning that it shares (Thaler and Ravishankar 1998), so
 * that pools which know nothing of each other prefer the same endpoint. Load bounds that: when
 * another would be done with it much earlier, computing the context again included, it goes
 * there. Undefined when no endpoint can take it now.
 */
export function chooseEndpoint(job: Job, endpoints: Iterable<Endpoint>): Endpoint | undefined {
  const able = [...endpoints].filter((endpoint) => endpoint.assignable && endpoint.takes(job));
  const fresh = able.filter(({ name }) => !job.failedAt(name));
  const candidates = fresh.length > 0 ? fresh : able;
  if (candidates.length < 2) return candidates[0];
  const finish = (endpoint: Endpoint) => finishOf(job, endpoint, endpoints);
  const quickest = least(candidates, finish);
  const { preferred, spill } = preferenceOf(job, candidates, quickest);
  return finish(preferred) <= spill * finish(quickest) ? preferred : quickest;
}

function preferenceOf(
  job: Job,
  candidates: readonly Endpoint[],
  quickest: Endpoint,
): { readonly preferred: Endpoint; readonly spill: number } {
  if (!candidates.some(({ client }) => client.traits.reusesPrefixes)) {
    return { preferred: quickest, spill: SPILL };
  }
  const coming = (endpoint: Endpoint) => endpoint.held.coming(job.context);
  const most = least(candidates, (endpoint) => -coming(endpoint));
  const next = least(
    candidates.filter((endpoint) => endpoint !== most),
    (endpoint) => -coming(endpoint),
  );
  if (coming(most) - coming(next) >= WORTH_WAITING) return { preferred: most, spill: SPILL_HELD };
  const ordered = least(candidates, (endpoint) => -weight(job.route, endpoint.name));
  return { preferred: ordered, spill: SPILL };
}

/** Seconds until an endpoint has answered everything before a job, and the job. */
function finishOf(job: Job, endpoint: Endpoint, endpoints: Iterable<Endpoint>): number {
  const rest = endpoint.state === "throttled" ? REST : 0;
  return rest + (endpoint.load + costAt(endpoint, job)) / speedOf(endpoint, endpoints);
}

/**
 * The job that an endpoint with nothing to do takes from another, which has waited least and so
 * shares least with what is being computed there.
 */
export function jobToTake(idle: Endpoint, endpoints: readonly Endpoint[]): Job | undefined {
  const behind = (endpoint: Endpoint) => endpoint.load / speedOf(endpoint, endpoints);
  const loaded = endpoints.filter(({ queue }) => queue.length > 0);
  if (loaded.length === 0) return undefined;
  const slowest = least(loaded, (endpoint) => -behind(endpoint));
  const job = slowest.queue.last;
  if (slowest === idle || !job || !idle.takes(job) || job.failedAt(idle.name)) return undefined;
  return finishOf(job, idle, endpoints) < STEAL * behind(slowest) ? job : undefined;
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
