import {
  HindcastError,
  checkBody,
  isHindcastError,
  messages,
  random,
  reasonOf,
  replyId,
  type Envelope,
} from "../../protocols/index.ts";
import { blobAccess, type Bus, type Delivery, type Subscription } from "../bus/index.ts";
import type { ServiceDefinition, ServiceReply, ServiceTools } from "../define/index.ts";
import { LEASE, renewals } from "./lease.ts";

/** First pause before a request is tried again, in milliseconds; doubles with every attempt. */
const BACKOFF = 250;

export interface ServiceHostOptions {
  /** Aborted when requests in progress should not be finished. */
  readonly signal: AbortSignal;
  readonly note: ServiceTools["note"];
  /** Milliseconds for which a request belongs to this host without a sign of life. */
  readonly lease?: number;
  /** Called when an answer cannot be published: the host cannot go on. */
  readonly onError: (error: unknown) => void;
  /** First pause before a request is tried again, in milliseconds. */
  readonly backoff?: number;
}

/**
 * Hosts one service: takes requests up to its concurrency, answers each once, and brings back
 * what failed but may succeed later.
 */
export class ServiceHost {
  readonly #bus: Bus;
  readonly #definition: ServiceDefinition;
  readonly #options: ServiceHostOptions;
  readonly #held = new Map<Delivery, Promise<void>>();
  #subscription: Subscription | undefined;
  #renewals: { close(): void } | undefined;

  constructor(bus: Bus, definition: ServiceDefinition, options: ServiceHostOptions) {
    this.#bus = bus;
    this.#definition = definition;
    this.#options = options;
  }

  get role(): string {
    return this.#definition.role;
  }

  /** Requests that are being worked on. */
  get inFlight(): number {
    return this.#held.size;
  }

  async start(): Promise<void> {
    const lease = this.#options.lease ?? LEASE;
    this.#renewals = renewals(lease, () => this.#held.keys());
    this.#subscription = await this.#bus.requests(
      this.#definition.role,
      { concurrency: this.#definition.concurrency, lease },
      (delivery) => {
        const work = this.#work(delivery)
          .catch(this.#options.onError)
          .finally(() => this.#held.delete(delivery));
        this.#held.set(delivery, work);
      },
    );
  }

  /** Accepts no more requests, waits for those in progress, and releases the service's resources. */
  async close(): Promise<void> {
    await this.#subscription?.close();
    await Promise.all(this.#held.values());
    this.#renewals?.close();
    await this.#definition.close();
  }

  async #work(delivery: Delivery): Promise<void> {
    const { envelope } = delivery;
    const { signal, note } = this.#options;
    try {
      const reply = await this.#bounded(envelope);
      // The host that has the request now will answer it.
      if (delivery.expired) return;
      await this.#reply(envelope, reply);
      delivery.ack();
    } catch (error) {
      // An interrupted request is answered when the run is resumed.
      if (signal.aborted) return delivery.nak(0);
      if (delivery.expired) return;
      if (
        isHindcastError(error) &&
        error.class === "retry" &&
        delivery.attempt < this.#definition.attempts
      ) {
        const delay = error.retryAfter ?? this.#retryDelay(envelope.id, delivery.attempt);
        note("info", "request goes back", { id: envelope.id, code: error.code, delay });
        return delivery.nak(delay);
      }
      await this.#reply(envelope, failureOf(error));
      delivery.ack();
    }
  }

  #retryDelay(id: string, attempt: number): number {
    const base = (this.#options.backoff ?? BACKOFF) * 2 ** (attempt - 1);
    return Math.round(base * (1 + random(attempt, id)));
  }

  /**
   * As `#handle`, but SERVICE_TIMEOUT when that takes longer than the service may, and INTERRUPTED
   * as soon as requests should not be finished, whether or not the service looks at its signal.
   */
  async #bounded(envelope: Envelope): Promise<ServiceReply> {
    const { timeout, role } = this.#definition;
    const { signal: stopped } = this.#options;
    // Not `AbortSignal.any`: the signal of the run would remember every request that there was.
    const ended = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    let abandon = (): void => {};
    const over = new Promise<never>((_, reject) => {
      abandon = () => {
        reject(new HindcastError("INTERRUPTED", `${role} had ${envelope.id} in hand`));
        ended.abort(stopped.reason);
      };
      if (stopped.aborted) ended.abort(stopped.reason);
      stopped.addEventListener("abort", abandon, { once: true });
      if (timeout === Infinity) return;
      timer = setTimeout(() => {
        const detail = `${role} did not answer ${envelope.kind} (${envelope.id}) in ${timeout} ms`;
        reject(new HindcastError("SERVICE_TIMEOUT", detail));
        ended.abort();
      }, timeout);
    });
    try {
      return await Promise.race([this.#handle(envelope, ended.signal), over]);
    } finally {
      clearTimeout(timer);
      stopped.removeEventListener("abort", abandon);
    }
  }

  async #handle(envelope: Envelope, signal: AbortSignal): Promise<ServiceReply> {
    const { id, session, from, kind } = envelope;
    const { accepts, role } = this.#definition;
    const body = checkBody(accepts, kind, envelope.body, `service ${role}`);
    const { note } = this.#options;
    const tools: ServiceTools = {
      blobs: blobAccess(this.#bus, session),
      log: (of, first = 1) => this.#bus.read({ session: of, from: first }),
      signal,
      note,
    };
    return this.#definition.handle({ id, session, from, kind, body }, tools);
  }

  async #reply(request: Envelope, reply: ServiceReply): Promise<void> {
    const { role, sends } = this.#definition;
    const table = reply.kind === "service.failed" ? messages : sends;
    const body = checkBody(table, reply.kind, reply.body, `service ${role}`);
    await this.#bus.publish({
      id: replyId(request.id),
      run: request.run,
      session: request.session,
      from: request.to,
      to: request.from,
      kind: reply.kind,
      cause: request.id,
      body,
    });
  }
}

function failureOf(error: unknown): ServiceReply {
  const known = isHindcastError(error)
    ? error
    : new HindcastError("SERVICE_FAILED", reasonOf(error), { cause: error });
  return { kind: "service.failed", body: known.toRecord() };
}
