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

/** What is told of a connection. */
export interface LinkEvents {
  /** The connection is gone; it will come back. */
  down?(): void;
  /** The connection is back, with its subscriptions. */
  up?(): void;
  /** The server refused something that is not told otherwise. */
  refused?(error: Error): void;
}

/** A connection to NATS that comes back, and what hangs on its coming and going. */
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

  supports(feature: NatsFeature): boolean {
    return supports(this.version, feature);
  }

  /** A subject for answered, which only this client listens to. */
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

  /** Says what is still to say, unless the server does not listen, and ends the connection. */
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
          this.logger?.info({ server: status.server }, "connected to NATS again");
          this.#wake();
          for (const listener of this.#listeners) listener.up?.();
          break;
        case "error":
          this.logger?.error({ error: status.error.message }, "NATS refused something");
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
