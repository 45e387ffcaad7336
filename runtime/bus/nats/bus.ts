import {
  HindcastError,
  RUN_SESSION,
  parseAddress,
  type BlobRef,
  type Draft,
  type Envelope,
  type SessionEnd,
} from "../../../protocols/index.ts";
import {
  type NatsLink,
  asHindcastError,
  blobFilter,
  blobStream,
  logStream,
  withRetry,
  pause,
  sessionFilter,
} from "../../nats/index.ts";
import type { Bus, Delivery, LogFilter, RequestOptions, Subscription } from "../bus.ts";
import { ReleasedSessions, readRetry, sessionsOfMessage } from "../routing/index.ts";
import { firstPositionOf } from "./mailboxes/index.ts";
import { followControl } from "./control/index.ts";
import { offerAgain, positionOf } from "./requests/index.ts";
import { assemble, type BusParts, type BusPartsHost } from "./parts.ts";
import { type WhenFull, asInvalid } from "./publish/index.ts";
import { readLog } from "./records/index.ts";
import { type RunInfo, type RunStreams, addRole, createStreams, runInfo } from "./streams/index.ts";

/** Milliseconds that closing waits for what was published. */
const CLOSING = 5000;
/** Milliseconds that closing waits for the server to read the last words. */
const LAST_WORDS = 1000;

/**
 * The bus of a cluster: the log of a run is a stream of a NATS server, and any number of processes
 * publish to it and share out its requests. A message exists when the server has acknowledged it.
 */
export class NatsBus implements Bus {
  readonly run: string;
  readonly #parts: BusParts;
  readonly #released = new ReleasedSessions();
  /** Ends of readings that are being asked for. */
  readonly #ends = new Set<Promise<unknown>>();
  #fresh = Infinity;
  #failure: HindcastError | undefined;
  #unlisten: () => void = () => {};
  #closing: Promise<void> | undefined;

  private constructor(link: NatsLink, run: string, info: RunInfo, whenFull: WhenFull) {
    this.run = run;
    const host: BusPartsHost = {
      released: this.#released,
      fresh: () => this.#fresh,
      barrier: () => (this.#ends.size === 0 ? undefined : Promise.all(this.#ends)),
      reopened: (session) => this.#reopen(session),
      failed: (error) => this.#fail(error),
    };
    this.#parts = assemble(link, run, info, host, whenFull);
  }

  /**
   * Makes the streams of a run, or finds that they are there, and opens it. Throws RUN_EXISTS,
   * NATS_UNSUPPORTED, NATS_FULL, NATS_REFUSED and what {@link open} throws.
   */
  static async create(
    link: NatsLink,
    options: RunStreams & { readonly whenFull?: WhenFull },
  ): Promise<NatsBus> {
    await createStreams(link, options);
    return NatsBus.open(link, options);
  }

  /**
   * Opens the run of streams that are there. The connection stays the caller's to close, after
   * the bus. Throws RUN_MISSING and NATS_REFUSED.
   *
   * @param whenFull to `wait` for room, as workers do, or to `fail` with NATS_FULL
   */
  static async open(
    link: NatsLink,
    { run, whenFull = "wait" }: { readonly run: string; readonly whenFull?: WhenFull },
  ): Promise<NatsBus> {
    const bus = new NatsBus(link, run, await runInfo(link, run), whenFull);
    try {
      await bus.#begin();
      return bus;
    } catch (error) {
      await bus.close();
      throw asHindcastError(error, `run ${run}`);
    }
  }

  async publish(draft: Draft): Promise<boolean> {
    this.#refuse();
    if (draft.run !== this.run) {
      throw new HindcastError("MESSAGE_INVALID", `${draft.id} is of the run ${draft.run}`);
    }
    try {
      const { to, from } = sessionsOfMessage(draft);
      if (this.#released.has(to) || this.#released.has(from)) return false;
      const retry = draft.kind === "run.retried" ? readRetry(draft) : undefined;
      const publishing = this.#parts.publisher.publish(draft);
      return await (retry ? this.#retried(draft, publishing) : publishing);
    } catch (error) {
      throw asInvalid(error, draft);
    }
  }

  async mailbox(
    address: string,
    receive: (envelope: Envelope) => void,
    lost?: (error: unknown) => void,
  ): Promise<Subscription> {
    this.#refuse();
    parseAddress(address);
    const spawn = this.#parts.held.spawnPosition(address);
    const walks = spawn !== undefined && !this.#parts.scope.link.supports("subject-index");
    const from = walks ? await firstPositionOf(this.#parts, address, spawn) : 1;
    return this.#parts.mailboxes.subscribe(address, from, receive, lost);
  }

  async requests(
    role: string,
    options: RequestOptions,
    handle: (delivery: Delivery) => void,
  ): Promise<Subscription> {
    this.#refuse();
    return this.#parts.consumers.subscribe(role, options, handle);
  }

  async sent(address: string): Promise<number> {
    this.#refuse();
    return this.#parts.publisher.sent(address);
  }

  async putBlob(session: string, bytes: Uint8Array): Promise<BlobRef> {
    this.#refuse();
    return this.#parts.blobs.put(session, bytes);
  }

  async getBlob(session: string, ref: BlobRef): Promise<Uint8Array> {
    this.#refuse();
    return this.#parts.blobs.get(session, ref);
  }

  read(filter: LogFilter = {}): AsyncIterable<Envelope> {
    const end = this.#parts.lookup.end();
    // Messages published later are after the end; a server may do both at the same time.
    const asked = Promise.allSettled([end]);
    this.#ends.add(asked);
    void asked.then(() => this.#ends.delete(asked));
    const reading = this.#parts;
    return {
      async *[Symbol.asyncIterator]() {
        yield* readLog(reading, filter, await end);
      },
    };
  }

  release(session: string): void {
    if (session === RUN_SESSION) return;
    this.#released.add(session);
    this.#parts.mailboxes.release(session);
    this.#parts.held.release(session);
  }

  /** Calls `listener` whenever a session ends from now on; returns what ends that. */
  onSessionEnd(listener: (end: SessionEnd) => void): () => void {
    return this.#parts.control.onEnd(listener);
  }

  /**
   * Makes the consumer of a role that the run was made without; `limit` bounds its requests in
   * hand in the whole cluster. Throws RUN_EXISTS when it was made otherwise, and NATS_REFUSED.
   */
  async addRole(role: string, limit?: number): Promise<void> {
    this.#refuse();
    const { lease } = await runInfo(this.#parts.scope.link, this.run);
    await addRole(this.#parts.scope.link, { run: this.run, role, lease, limit });
  }

  /** Whether a session has ended, as far as is known here. */
  isOver(session: string): boolean {
    return this.#parts.control.isOver(session);
  }

  /**
   * Removes what was sent to a session's mailboxes, and its blobs; what it told the run stays.
   * Throws NATS_REFUSED for an account that may not.
   */
  async drop(session: string): Promise<void> {
    this.#refuse();
    const { streams } = this.#parts.scope.link.manager;
    const targets = [
      [logStream(this.run), sessionFilter(this.run, session)],
      [blobStream(this.run), blobFilter(this.run, session)],
    ] as const;
    for (const [stream, filter] of targets) {
      await withRetry(this.#parts.scope, `dropping ${session}`, () =>
        streams.purge(stream, { filter }),
      );
    }
    this.#parts.publisher.forget(session);
    this.#parts.answered.forget(session);
  }

  async flush(): Promise<void> {
    await this.#parts.publisher.flush();
  }

  /** Returns the held requests; waits for the server for a few seconds at most. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #begin(): Promise<void> {
    const { end } = await followControl(this.#parts);
    this.#parts.reader.markRead(end);
    this.#fresh = end;
    this.#parts.control.onEnd(({ session }) => this.#parts.mailboxes.release(session));
    this.#unlisten = this.#parts.scope.link.listen({
      down: () => {
        this.#fresh = Infinity;
      },
      up: () => {
        void this.#learnEnd();
      },
    });
  }

  async #learnEnd(): Promise<void> {
    try {
      this.#fresh = await this.#parts.lookup.end();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #retried(draft: Draft, publishing: Promise<boolean>): Promise<boolean> {
    const taken = await publishing;
    const { session } = readRetry(draft);
    const seq = await positionOf(this.#parts, draft);
    if (seq === undefined) return taken;
    this.#parts.control.retried(seq, readRetry(draft));
    await offerAgain(this.#parts, draft, seq, session);
    return taken;
  }

  #reopen(session: string): void {
    this.#released.delete(session);
    this.#parts.publisher.forget(session);
    this.#parts.answered.forget(session);
    this.#parts.held.release(session);
  }

  #refuse(): void {
    if (this.#closing) throw new HindcastError("INTERRUPTED", "the bus is closed");
    if (this.#failure) throw this.#failure;
  }

  /** What the log says cannot be known any more: nothing may go on as if it were. */
  #fail(error: unknown): void {
    if (this.#closing) return;
    this.#failure ??= asHindcastError(error, `run ${this.run}`);
    const { detail } = this.#failure;
    this.#parts.scope.link.logger?.error(
      { run: this.run, error: detail },
      "the log cannot be read",
    );
  }

  async #close(): Promise<void> {
    const { link } = this.#parts.scope;
    this.#unlisten();
    this.#parts.tasks.close();
    this.#parts.live.close();
    if (link.connected) {
      const words = this.#parts.consumers.releaseHeld();
      await Promise.race([Promise.all([words, this.#parts.publisher.flush()]), pause(CLOSING)]);
    } else {
      void this.#parts.consumers.releaseHeld();
    }
    this.#parts.scope.close();
    this.#parts.writer.close();
    if (link.connected) {
      await Promise.race([link.connection.flush().catch(() => {}), pause(LAST_WORDS)]);
    }
  }
}
