import type { Endpoint } from "../endpoints/index.ts";
import type { ScoreJob } from "../jobs/index.ts";

/** Jobs of a queue that are considered for the next request. */
const WINDOW = 256;
/** Times that the first of a queue may be passed over by one whose context is computed. */
const MAX_PASSED_OVER = 256;
/** Tokens to compute in one request of several jobs: a prefill step of common servers. */
const REQUEST_TOKENS = 8_192;

/** What goes into one request, out of the queue and marked as being computed. */
export interface Batch {
  readonly jobs: readonly ScoreJob[];
  /** Tokens that the endpoint is expected to compute. */
  readonly cost: number;
}

/**
 * The next request for an endpoint, undefined when nothing may go now. The first of several that
 * begin alike goes alone, and the others wait until the beginning is computed; then they go
 * together. What came first goes first, unless the cache is crowded: then the longest computed
 * context does, so that an endpoint is done with a prefix before its cache needs the room.
 *
 * @param room tokens that the endpoint may still take
 * @param items jobs that it may still take
 */
export function nextBatch(endpoint: Endpoint, room: number, items: number): Batch | undefined {
  const first = firstOf(endpoint);
  if (!first || items < 1) return undefined;
  const cost = costOf(endpoint, first);
  if (endpoint.requests.size > 0 && cost > room) return undefined;
  const batch = { jobs: [first], cost };
  const most = Math.min(endpoint.client.traits.itemsPerRequest, items);
  const shared = heldHash(endpoint, first);
  take(endpoint, first);
  if (first.alone) return batch;
  let seen = 0;
  for (const job of endpoint.queue) {
    if (batch.jobs.length >= most || (seen += 1) > WINDOW) break;
    if (job.alone || !mayGo(endpoint, job) || heldHash(endpoint, job) !== shared) continue;
    const more = costOf(endpoint, job);
    if (batch.cost + more > Math.min(REQUEST_TOKENS, room)) break;
    take(endpoint, job);
    batch.jobs.push(job);
    batch.cost += more;
  }
  return batch;
}

function firstOf(endpoint: Endpoint): ScoreJob | undefined {
  let oldest: ScoreJob | undefined;
  let best: ScoreJob | undefined;
  let longest = -1;
  let seen = 0;
  for (const job of endpoint.queue) {
    if ((seen += 1) > WINDOW) break;
    if (!mayGo(endpoint, job)) continue;
    oldest ??= job;
    if (!endpoint.held.crowded || oldest.passedOver >= MAX_PASSED_OVER) return oldest;
    const held = endpoint.held.held(job.context);
    if (held > longest) [best, longest] = [job, held];
    // Nothing much is left to be found.
    if (2 * held > job.context.tokens) break;
  }
  if (oldest && oldest !== best) oldest.passedOver += 1;
  return best;
}

/** Whether nothing speaks against sending a job to an endpoint right now. */
function mayGo(endpoint: Endpoint, job: ScoreJob): boolean {
  if (job.suspect) {
    // It goes where something else was answered since, and no two of them go together: when the
    // endpoint goes down, it is clear with whom.
    if (endpoint.provenAt <= job.struckAt) return false;
    for (const { jobs } of endpoint.requests) if (jobs.some(({ suspect }) => suspect)) return false;
  }
  const { held } = endpoint;
  return !held.worthWaiting(job.context) && held.fits(job.context, job.target.ids.length);
}

function take(endpoint: Endpoint, job: ScoreJob): void {
  endpoint.dequeue(job);
  endpoint.held.begin(job.context, job.target.ids.length);
}

/** Tokens that an endpoint would compute for a job right now. */
export function costOf(endpoint: Endpoint, job: ScoreJob): number {
  return job.tokens - endpoint.held.held(job.context);
}

/** The deepest computed node of a job's context; jobs with the same one share that much. */
function heldHash(endpoint: Endpoint, job: ScoreJob): string | undefined {
  const held = endpoint.held.held(job.context);
  let node: ScoreJob["context"] | undefined = job.context;
  while (node && node.tokens > held) node = node.parent;
  return held === 0 ? undefined : node?.hash;
}
