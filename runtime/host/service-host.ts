import {
  HindcastError,
  checkBody,
  isHindcastError,
  random,
  reasonOf,
  replyId,
  type Envelope,
} from "../../protocols/index.ts";
import type { Bus, Delivery, Subscription } from "../bus/index.ts";
import type { ServiceDefinition, ServiceReply, ServiceTools } from "../define/index.ts";

/** Milliseconds for which a request belongs to one host without a sign of life. */
const LEASE = 30_000;
/** First pause before a request is tried again, in milliseconds; doubles with every attempt. */
const BACKOFF = 250;

export interface ServiceHostOptions {
  readonly tools: ServiceTools;
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
  readonly #inHand = new Map<Delivery, Promise<void>>();
  #subscription: Subscription | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

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
    return this.#inHand.size;
  }

  async start(): Promise<void> {
    // Outside of any handler: a handler that computes for long must not lose its request.
    this.#heartbeat = setInterval(() => {
      for (const delivery of this.#inHand.keys()) delivery.working();
    }, LEASE / 3).unref();
    this.#subscription = await this.#bus.requests(
      this.#definition.role,
      { concurrency: this.#definition.concurrency, lease: LEASE },
      (delivery) => {
        const work = this.#work(delivery)
          .catch(this.#options.onError)
          .finally(() => this.#inHand.delete(delivery));
        this.#inHand.set(delivery, work);
      },
    );
  }

  /** Takes no more requests, waits for those in hand, frees what the service holds. */
  async close(): Promise<void> {
    await this.#subscription?.close();
    clearInterval(this.#heartbeat);
    await Promise.all(this.#inHand.values());
    await this.#definition.close();
  }

  async #work(delivery: Delivery): Promise<void> {
    const { envelope } = delivery;
    const { tools } = this.#options;
    try {
      await this.#reply(envelope, await this.#handle(envelope));
      delivery.ack();
    } catch (error) {
      // What was interrupted is answered by whoever resumes the run.
      if (tools.signal.aborted) return;
      if (
        isHindcastError(error) &&
        error.class === "retry" &&
        delivery.attempt < this.#definition.attempts
      ) {
        const delay = error.retryAfter ?? this.#pause(envelope.id, delivery.attempt);
        tools.note("info", "request goes back", { id: envelope.id, code: error.code, delay });
        return delivery.nak(delay);
      }
      await this.#reply(envelope, failureOf(error));
      delivery.ack();
    }
  }

  #pause(id: string, attempt: number): number {
    const base = (this.#options.backoff ?? BACKOFF) * 2 ** (attempt - 1);
    return Math.round(base * (1 + random(attempt, id)));
  }

  async #handle(envelope: Envelope): Promise<ServiceReply> {
    const { id, session, from, kind } = envelope;
    const { accepts, role } = this.#definition;
    const body = checkBody(accepts, kind, envelope.body, `service ${role}`);
    return this.#definition.handle({ id, session, from, kind, body }, this.#options.tools);
  }

  async #reply(request: Envelope, reply: ServiceReply): Promise<void> {
    const { role, sends } = this.#definition;
    const failed = reply.kind === "service.failed";
    const body = failed ? reply.body : checkBody(sends, reply.kind, reply.body, `service ${role}`);
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
