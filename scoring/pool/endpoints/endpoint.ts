import { createActor, fromPromise } from "xstate";
import { HindcastError, isHindcastError, reasonOf } from "../../../protocols/index.ts";
import { withDeadline } from "../../../model-servers/index.ts";
import type { EndpointClient, EndpointDescription } from "../../endpoints/index.ts";
import { endpointMachine, type EndpointEvent, type EndpointState } from "./endpoint-machine.ts";
import { HeldPrefixes } from "./held-prefixes.ts";
import { identify, type Identity } from "./identity.ts";
import { type ScoreJob, JobQueue } from "../jobs/index.ts";
import { RateMeter } from "./meters.ts";
import type { PoolSettings } from "../options.ts";
import { TokenLimit } from "./token-limit.ts";

/** Milliseconds in which an endpoint that is alive says who it is. */
const PROBE_TIMEOUT = 5_000;
/** Failed requests in a row at an endpoint that says it is well, before it counts as broken. */
const MOST_FAILURES = 5;

/** A request in flight, as far as its endpoint knows it. */
export interface SentRequest {
  readonly jobs: readonly ScoreJob[];
  /** Tokens that the endpoint is expected to compute. */
  readonly cost: number;
  /** By the pool's clock, in milliseconds. */
  readonly sentAt: number;
  /** The pool's counter of requests when it was sent. */
  readonly tick: number;
  /** Whether an answer would still be of use. */
  readonly wanted: boolean;
  /** Cancels it. */
  withdraw(): void;
}

export interface EndpointOwner {
  readonly settings: PoolSettings;
  /** Throws when the endpoint is not like the others. */
  accept(endpoint: Endpoint, identity: Identity): void;
  changed(endpoint: Endpoint, before: EndpointState): void;
}

/** One endpoint: its state, what it is doing, what waits for it, and what is known of it. */
export class Endpoint {
  readonly client: EndpointClient;
  readonly held: HeldPrefixes;
  readonly limit: TokenLimit;
  readonly rate = new RateMeter();
  readonly queue = new JobQueue();
  readonly requests = new Set<SentRequest>();
  readonly errors = new Map<string, number>();
  description: EndpointDescription | undefined;
  /** Tick of the last request that it answered. */
  provenAt = 0;
  /** Whether a request failed, and it has not yet shown that it is alive. */
  doubted = false;
  /** Failed requests since an answer, with the endpoint alive. */
  failures = 0;
  lastError: string | undefined;
  tokensInFlight = 0;
  itemsInFlight = 0;
  answered = 0;
  contextTokens = 0;
  heldTokens = 0;
  #state: EndpointState = "probing";
  readonly #owner: EndpointOwner;
  readonly #actor: ReturnType<typeof start>;
  readonly #closing = new AbortController();

  constructor(client: EndpointClient, owner: EndpointOwner) {
    const { cacheTokens, tokensInFlight } = owner.settings;
    this.client = client;
    this.#owner = owner;
    // What is sent now is begun after what is in flight, which pushes out that much before.
    const kept = Math.max(cacheTokens - tokensInFlight, cacheTokens / 2);
    this.held = new HeldPrefixes(client.traits.reusesPrefixes ? kept : 0);
    this.limit = new TokenLimit(tokensInFlight);
    this.#actor = start(this, (signal) => this.#check(signal), owner);
  }

  get name(): string {
    return this.client.name;
  }

  get state(): EndpointState {
    return this.#state;
  }

  /** Whether work may be sent now. */
  get open(): boolean {
    return this.#state === "ready" && !this.doubted;
  }

  /** Whether work may wait for it. */
  get assignable(): boolean {
    return this.#state === "ready" || this.#state === "throttled";
  }

  /** Tokens that it has to compute before what comes next. */
  get load(): number {
    return this.tokensInFlight + this.queue.cost;
  }

  /** Whether the model's context holds this job and the token that servers generate after it. */
  takes(job: ScoreJob): boolean {
    const length = this.description?.contextLength;
    return length === undefined || job.tokens < length;
  }

  /** Begins with the first check. */
  start(): void {
    this.#actor.start();
  }

  send(event: EndpointEvent): void {
    if (this.#state === "removed") return;
    this.#actor.send(event);
  }

  /** Work that waits comes or goes. */
  enqueue(job: ScoreJob, cost: number, front: boolean): void {
    job.cost = cost;
    if (front) this.queue.unshift(job);
    else this.queue.push(job);
    this.held.expect(job.context, 1);
  }

  dequeue(job: ScoreJob): void {
    if (job.queue !== this.queue) return;
    this.queue.remove(job);
    this.held.expect(job.context, -1);
  }

  begin(request: SentRequest): void {
    this.requests.add(request);
    this.tokensInFlight += request.cost;
    this.itemsInFlight += request.jobs.length;
    this.rate.begin(request.sentAt);
    for (const job of request.jobs) {
      job.copies += 1;
      this.contextTokens += job.context.tokens;
      this.heldTokens += this.held.held(job.context);
    }
  }

  /** A request was answered rightly. */
  answer(request: SentRequest): void {
    const { cost, jobs, sentAt, tick } = request;
    const now = this.#now();
    this.limit.answered(cost, now - sentAt, this.queue.length > 0);
    this.provenAt = Math.max(this.provenAt, tick);
    this.failures = 0;
    this.answered += jobs.length;
    this.rate.answered(cost, now, this.requests.size === 1);
    for (const { context, target } of jobs) this.held.keep(context, target.ids.length);
    this.send({ type: "answered" });
    this.#end(request);
  }

  /** A request came to nothing. */
  fail(request: SentRequest): void {
    this.rate.pass(this.#now(), this.requests.size === 1);
    this.#end(request);
  }

  /** Whether requests that fail are the exception. */
  get healthy(): boolean {
    return this.failures < MOST_FAILURES;
  }

  recordError(error: unknown): void {
    const code = isHindcastError(error) ? error.code : "SERVICE_FAILED";
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1);
    // The caller adds the name of the endpoint.
    const reason = reasonOf(error);
    const named = `${this.name}: `;
    this.lastError = `${code}: ${reason.startsWith(named) ? reason.slice(named.length) : reason}`;
  }

  /** Whether it is there at all; a request failed and somebody must be blamed. */
  async alive(): Promise<boolean> {
    try {
      await this.#within(PROBE_TIMEOUT, this.#closing.signal, (signal) =>
        this.client.describe(signal),
      );
      return true;
    } catch {
      return false;
    }
  }

  /** Stops everything that was begun here. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.send({ type: "remove" });
    for (const request of this.requests) request.withdraw();
    await this.client.close();
  }

  /** Called by the actor. */
  enter(state: EndpointState): void {
    const before = this.#state;
    if (state === before) return;
    this.#state = state;
    // A restart may have emptied its cache and changed its size.
    if (state === "probing") {
      this.held.clear();
      this.limit.reset();
    }
    this.#owner.changed(this, before);
  }

  #end(request: SentRequest): void {
    this.requests.delete(request);
    this.tokensInFlight -= request.cost;
    this.itemsInFlight -= request.jobs.length;
    for (const job of request.jobs) {
      job.copies -= 1;
      this.held.end(job.context, job.target.ids.length);
    }
    if (this.requests.size === 0) this.send({ type: "idle" });
  }

  #within<T>(
    after: number,
    outer: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { clock } = this.#owner.settings;
    const detail = `${this.name}: no answer within ${after / 1000} s`;
    const error = new HindcastError("ENDPOINT_UNREACHABLE", detail);
    return withDeadline({ clock, after, error }, outer, work);
  }

  #now(): number {
    return this.#owner.settings.clock.now();
  }

  async #check(signal: AbortSignal): Promise<void> {
    const { checkTimeout, check } = this.#owner.settings;
    try {
      await this.#within(checkTimeout, signal, async (inner) => {
        const { identity, description } = await identify(this.client, inner);
        const opinion = await check(this.client, inner);
        inner.throwIfAborted();
        this.#owner.accept(this, { ...identity, opinion });
        this.description = description;
      });
      this.doubted = false;
      this.failures = 0;
    } catch (error) {
      if (!signal.aborted) this.recordError(error);
      throw error;
    }
  }
}

function start(
  endpoint: Endpoint,
  check: (signal: AbortSignal) => Promise<void>,
  { settings }: EndpointOwner,
) {
  const { clock } = settings;
  const machine = endpointMachine.provide({
    actors: { check: fromPromise<void>(({ signal }) => check(signal)) },
  });
  const actor = createActor(machine, { clock });
  actor.subscribe((snapshot) => endpoint.enter(snapshot.value));
  return actor;
}
