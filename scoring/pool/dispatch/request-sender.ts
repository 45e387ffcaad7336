import { HindcastError } from "../../../protocols/index.ts";
import { costOf, type Batch } from "./batch.ts";
import type { Endpoint, EndpointRegistry } from "../endpoints/index.ts";
import { Hedging } from "./hedging.ts";
import type { ScoreJob, JobOutcome, Strike } from "../jobs/index.ts";
import { allowance, chooseEndpoint } from "./placement.ts";
import { InFlightRequest } from "./request.ts";
import { quarantineError, causeOf } from "./failure.ts";

/** What fails after so many milliseconds was too much for an endpoint, not cut by chance. */
const LONG = 10_000;

export interface SenderListener {
  /** A job has its answer, or never will. */
  finished(job: ScoreJob, outcome: JobOutcome): void;
  /** Jobs without an outcome came back, and must be sent again. */
  returned(jobs: readonly ScoreJob[]): void;
  /** An endpoint may take more than before. */
  free(): void;
}

/** Sends batches to their endpoints, and acts on the cause when one fails. */
export class RequestSender {
  readonly #registry: EndpointRegistry;
  readonly #listener: SenderListener;
  readonly #hedging: Hedging;
  readonly #probes = new Map<Endpoint, Promise<boolean>>();
  #tick = 0;
  hedged = 0;
  quarantined = 0;

  constructor(fleet: EndpointRegistry, listener: SenderListener) {
    this.#registry = fleet;
    this.#listener = listener;
    this.#hedging = new Hedging(fleet.settings.clock, (request) => this.#hedge(request));
  }

  /** An endpoint has shown that it is well. */
  markHealthy(endpoint: Endpoint): void {
    this.#tick += 1;
    endpoint.provenAt = this.#tick;
    endpoint.failures = 0;
  }

  send(endpoint: Endpoint, { jobs, cost }: Batch, twin?: InFlightRequest): void {
    this.#tick += 1;
    const at = { now: this.#now(), tick: this.#tick };
    const request = new InFlightRequest(endpoint, jobs, cost, at);
    if (twin) [request.copy, twin.copy] = [twin, request];
    endpoint.begin(request);
    if (this.#registry.settings.hedge) this.#hedging.sent(request);
    void this.#exchange(request);
  }

  /** Takes back what carries a job that nobody wants, unless somebody wants what goes with it. */
  withdraw(job: ScoreJob): void {
    if (job.copies === 0) return;
    for (const { requests } of this.#registry.all) {
      for (const request of requests) {
        if (!request.wanted && request.jobs.includes(job)) request.withdraw();
      }
    }
  }

  /** Whether an endpoint is there; one that is not, or fails all the time, counts as broken. */
  probe(endpoint: Endpoint): Promise<boolean> {
    let examination = this.#probes.get(endpoint);
    if (!examination) {
      examination = this.#probe(endpoint).finally(() => this.#probes.delete(endpoint));
      this.#probes.set(endpoint, examination);
    }
    return examination;
  }

  async #probe(endpoint: Endpoint): Promise<boolean> {
    endpoint.doubted = true;
    this.#tick += 1;
    const tick = this.#tick;
    const alive = await endpoint.alive();
    endpoint.doubted = false;
    if (alive && endpoint.healthy) endpoint.provenAt = Math.max(endpoint.provenAt, tick);
    else endpoint.send({ type: "failed" });
    this.#listener.free();
    return alive;
  }

  /** Never rejects: whatever happens becomes an outcome of the jobs, or brings them back. */
  async #exchange(request: InFlightRequest): Promise<void> {
    try {
      const values = await request.endpoint.client.score(request.items(), request.signal);
      checkShape(request, values);
      this.#answered(request, values);
    } catch (error) {
      await this.#failed(request, error);
    }
    this.#listener.free();
  }

  #answered(request: InFlightRequest, values: readonly Float64Array[]): void {
    const { endpoint, jobs, copy: twin } = request;
    this.#hedging.answered(request);
    endpoint.answer(request);
    for (const [index, job] of jobs.entries()) {
      this.#listener.finished(job, { ok: true, values: values[index]! });
    }
    if (twin && !twin.wanted) twin.withdraw();
  }

  async #failed(request: InFlightRequest, error: unknown): Promise<void> {
    const { endpoint, jobs } = request;
    this.#hedging.ended(request);
    endpoint.fail(request);
    if (request.withdrawn || !this.#registry.has(endpoint)) return this.#listener.returned(jobs);
    endpoint.recordError(error);
    const verdict = causeOf(error);
    switch (verdict.blame) {
      case "load":
        endpoint.limit.refused(request.epoch);
        endpoint.send({ type: "busy", rest: verdict.rest });
        break;
      case "items":
        return this.#split(request, error);
      case "endpoint":
        endpoint.send({ type: "failed" });
        break;
      case "answer":
        endpoint.send({ type: "doubted" });
        this.#strike(jobs, error, { endpoint: endpoint.name, how: "wrong" });
        break;
      case "unknown": {
        const long = this.#now() - request.sentAt >= LONG;
        endpoint.failures += 1;
        const how = (await this.probe(endpoint)) ? "cut" : "down";
        if (long || how === "down") endpoint.limit.refused(request.epoch);
        this.#strike(jobs, error, { endpoint: endpoint.name, how });
        break;
      }
    }
    this.#listener.returned(jobs);
  }

  /** Halves what was refused until each refused item is alone. */
  #split({ endpoint, jobs }: InFlightRequest, error: unknown): void {
    const [first] = jobs;
    if (jobs.length === 1 && first) return this.#listener.finished(first, { ok: false, error });
    const open = jobs.filter((job) => !job.settled && job.wanted);
    const middle = Math.ceil(open.length / 2);
    for (const half of [open.slice(0, middle), open.slice(middle)]) {
      if (half.length > 0) this.send(endpoint, begun(endpoint, half));
    }
  }

  #strike(jobs: readonly ScoreJob[], error: unknown, strike: Strike): void {
    for (const job of jobs) {
      // In company nobody knows whose fault it is, unless nothing is left of the endpoint.
      if (jobs.length === 1 || strike.how === "down") {
        job.strikes = [...job.strikes, strike];
        job.struckAt = this.#tick;
      }
      job.alone = true;
      const reason = quarantineError(job, error);
      if (!reason || job.settled) continue;
      this.quarantined += 1;
      this.#listener.finished(job, { ok: false, error: reason });
    }
  }

  /** Sends a second copy of what is late; false when no endpoint has room for it. */
  #hedge(request: InFlightRequest): boolean {
    const { endpoint, jobs } = request;
    const open = jobs.filter((job) => !job.settled && job.wanted && !job.alone);
    const [first] = open;
    if (!first || request.copy) return true;
    const others = this.#registry.all.filter(
      (other) => other !== endpoint && other.open && open.every((job) => other.takes(job)),
    );
    const place = chooseEndpoint(first, others);
    if (!place) return false;
    const cost = open.reduce((sum, job) => sum + costOf(place, job), 0);
    const room = allowance(place, this.#registry.all) - place.tokensInFlight;
    if (place.requests.size > 0 && cost > room) return false;
    this.hedged += open.length;
    this.send(place, begun(place, open), request);
    return true;
  }

  #now(): number {
    return this.#registry.settings.clock.now();
  }
}

/** Jobs marked as being computed, outside of the queue. */
function begun(endpoint: Endpoint, jobs: readonly ScoreJob[]): Batch {
  const cost = jobs.reduce((sum, job) => sum + costOf(endpoint, job), 0);
  for (const { context, target } of jobs) endpoint.held.begin(context, target.ids.length);
  return { jobs, cost };
}

function checkShape({ endpoint, jobs }: InFlightRequest, values: readonly Float64Array[]): void {
  const right = jobs.every((job, index) => values[index]?.length === job.target.ids.length);
  if (right && values.length === jobs.length) return;
  throw new HindcastError(
    "ENDPOINT_WRONG",
    `${endpoint.name}: answers do not match what was asked`,
  );
}
