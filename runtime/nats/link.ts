import type { JetStreamManager } from "@nats-io/jetstream";
import { createInbox, type NatsConnection } from "@nats-io/transport-node";
import { HindcastError } from "../../protocols/index.ts";
import { supports, type NatsFeature } from "./features.ts";

/** Lines for people, in the way of pino. */
export interface NatsLogger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Milliseconds that closing may take when the server does not answer. */
const CLOSING = 1000;

/** Bytes; the default of nats-server. */
const DEFAULT_MAX_PAYLOAD = 1024 * 1024;

/** Changes of a connection. */
export interface LinkEvents {
  /** The connection is gone; it will come back. */
  down?(): void;
  /** The connection is back, with its subscriptions. */
  up?(): void;
  /** The server refused an operation, and no request carries the error. */
  refused?(error: Error): void;
}

/** A connection to NATS that is restored after a failure, with listeners for its state. */
export class NatsLink {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly logger: NatsLogger | undefined;
  readonly #inboxPrefix: string | undefined;
  readonly #listeners = new Set<LinkEvents>();
  #waiting: (() => void)[] = [];
  #connected = true;
  #closed = false;
  #closing: Promise<void> | undefined;
  /** What the server said last, to report a reason once and not at every attempt. */
  #reported: string | undefined;

  constructor(
    connection: NatsConnection,
    manager: JetStreamManager,
    options: { readonly logger?: NatsLogger; readonly inboxPrefix?: string } = {},
  ) {
    this.connection = connection;
    this.manager = manager;
    this.logger = options.logger;
    this.#inboxPrefix = options.inboxPrefix;
    void this.#watch();
  }

  get connected(): boolean {
    return this.#connected && !this.#closed;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** The version of the server that this process talks to now. */
  get version(): string {
    return this.connection.info?.version ?? "";
  }

  /** The most bytes of one message with its headers, as the server says. */
  get maxPayload(): number {
    return this.connection.info?.max_payload ?? DEFAULT_MAX_PAYLOAD;
  }

  supports(feature: NatsFeature): boolean {
    return supports(this.version, feature);
  }

  /** A subject for replies that only this client subscribes to. */
  inbox(): string {
    return createInbox(this.#inboxPrefix);
  }

  /** Returns what ends the listening. */
  listen(events: LinkEvents): () => void {
    this.#listeners.add(events);
    return () => this.#listeners.delete(events);
  }

  /** Resolves when there is a connection. Throws INTERRUPTED once closed. */
  async up(): Promise<void> {
    while (!this.#connected && !this.#closed) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#closed) throw new HindcastError("INTERRUPTED", "the connection to NATS is closed");
  }

  /**
   * Watches for an outage: `lasted` resolves when the connection has been down without a break.
   *
   * @param milliseconds how long
   */
  outage(milliseconds: number): { readonly lasted: Promise<void>; readonly stop: () => void } {
    let timer: NodeJS.Timeout | undefined;
    let unlisten = (): void => {};
    const up = (): void => clearTimeout(timer);
    const lasted = new Promise<void>((resolve) => {
      const down = (): void => {
        timer = setTimeout(resolve, milliseconds);
      };
      unlisten = this.listen({ down, up });
      if (!this.#connected) down();
    });
    const stop = (): void => {
      unlisten();
      up();
    };
    return { lasted, stop };
  }

  /** Flushes, unless the server does not respond, and closes the connection. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (this.#connected) await Promise.race([this.connection.flush().catch(() => {}), pause()]);
    this.#closed = true;
    this.#wake();
    await Promise.race([this.connection.close().catch(() => {}), pause()]);
  }

  async #watch(): Promise<void> {
    for await (const status of this.connection.status()) {
      switch (status.type) {
        case "disconnect":
          if (this.#connected) this.#down();
          break;
        case "reconnect":
          this.#connected = true;
          this.#reported = undefined;
          this.logger?.info({ server: status.server }, "connected to NATS again");
          this.#wake();
          for (const listener of this.#listeners) listener.up?.();
          break;
        case "error":
          this.#report(status.error);
          for (const listener of this.#listeners) listener.refused?.(status.error);
          break;
        case "close":
          this.#closed = true;
          this.#wake();
          break;
        case "staleConnection":
        case "slowConsumer":
        case "ldm":
          this.logger?.warn({ status: status.type }, "the connection to NATS is in trouble");
          break;
        case "ping":
        case "update":
        case "reconnecting":
        case "forceReconnect":
          break;
      }
    }
    this.#closed = true;
    this.#wake();
  }

  /** A server that refuses the password refuses it at every attempt to connect. */
  #report(error: Error): void {
    if (error.message === this.#reported) return;
    this.#reported = error.message;
    const what = this.#connected
      ? "the NATS server refused an operation"
      : "the NATS server refuses the connection; trying again until it accepts";
    this.logger?.error({ error: error.message }, what);
  }

  #down(): void {
    this.#connected = false;
    if (!this.#closing) this.logger?.warn({}, "the connection to NATS is gone; trying again");
    for (const listener of this.#listeners) listener.down?.();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, CLOSING).unref();
  });
}
