import { nuid } from "@nats-io/transport-node";
import {
  HindcastError,
  RUN_SESSION,
  parseAddress,
  type BlobRef,
  type Draft,
  type Envelope,
} from "../../../protocols/index.ts";
import {
  asHindcastError,
  blobFilter,
  blobStream,
  logStream,
  sessionFilter,
  type NatsLink,
} from "../../nats/index.ts";
import type { Bus, Delivery, LogFilter, RequestOptions, Subscription } from "../bus.ts";
import { homesOf } from "../embedded/homes.ts";
import { Released } from "../embedded/released.ts";
import { Admissions } from "./admission.ts";
import { Answers } from "./answers.ts";
import { NatsBlobs } from "./blobs.ts";
import { CatchUp } from "./catch-up.ts";
import { followControl } from "./control-feed.ts";
import { Control, retryOf, type SessionEnd } from "./control.ts";
import { Hands } from "./hands.ts";
import { Live } from "./live.ts";
import { Lookup } from "./lookup.ts";
import { Mailboxes } from "./mailboxes.ts";
import { offerAgain, positionOf } from "./offers.ts";
import { Life, patiently, pause } from "./patience.ts";
import { Publisher, asInvalid } from "./publisher.ts";
import { readLog, type ReadingHost } from "./reading.ts";
import { RoleConsumers } from "./role-consumers.ts";
import { createStreams, runInfo, type RunInfo, type RunStreams } from "./streams.ts";
import { Turns } from "./turns.ts";
import { Writer } from "./writer.ts";

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
  readonly #reading: ReadingHost;
  readonly #life: Life;
  readonly #lookup: Lookup;
  readonly #writer: Writer;
  readonly #control: Control;
  readonly #answers: Answers;
  readonly #turns: Turns;
  readonly #publisher: Publisher;
  readonly #live: Live;
  readonly #mailboxes: Mailboxes;
  readonly #consumers: RoleConsumers;
  readonly #blobs: NatsBlobs;
  readonly #hands = new Hands();
  readonly #released = new Released();
  /** Requests behind this position were not handled before the connection came up. */
  #fresh = Infinity;
  #failure: HindcastError | undefined;
  #unlisten: () => void = () => {};
  #closing: Promise<void> | undefined;

  private constructor(link: NatsLink, run: string, info: RunInfo) {
    const stream = logStream(run);
    const life = new Life(link);
    const lone = info.replicas === 1;
    const lookup = new Lookup(life, stream, lone);
    const writer = new Writer(life);
    const control = new Control(lookup, (session) => this.#reopen(session));
    const answers = new Answers(life, stream, lookup, control);
    const hands = this.#hands;
    this.run = run;
    this.#life = life;
    this.#lookup = lookup;
    this.#writer = writer;
    this.#control = control;
    this.#answers = answers;
    this.#reading = { life, run, stream, lookup };
    this.#turns = new Turns(() => this.#publisher.full);
    this.#publisher = new Publisher({
      run,
      incarnation: nuid.next(),
      lookup,
      writer,
      control,
      answers,
      expired: (address) => hands.expired(address),
      inHand: (request) => hands.request(request),
      resumed: () => this.#turns.resume(),
    });
    const fail = (error: unknown): void => this.#fail(error);
    this.#live = new Live(life, new CatchUp(life, run, stream, lookup, fail));
    this.#mailboxes = new Mailboxes({
      run,
      live: this.#live,
      turns: this.#turns,
      control,
      damaged: ({ seq, subject }, { detail }) => {
        link.logger?.error({ seq, subject, error: detail }, "a record is no message; left out");
      },
    });
    const admissions = new Admissions({
      run,
      lookup,
      control,
      answers,
      isReleased: (session) => this.#released.has(session),
      fresh: () => this.#fresh,
    });
    this.#consumers = new RoleConsumers(life, run, info.lease, {
      link,
      turns: this.#turns,
      admit: (message) => admissions.admit(message),
      has: (id) => hands.has(id),
      taken: (delivery) => {
        const agent = hands.take(delivery);
        if (agent !== undefined) this.#publisher.begin(agent);
      },
      left: (delivery) => hands.leave(delivery),
      failed: fail,
    });
    const blobs = blobStream(run);
    const leader = new Lookup(life, blobs, false);
    this.#blobs = new NatsBlobs(run, writer, new Lookup(life, blobs, true), leader);
  }

  /**
   * Makes the streams of a run, or finds that they are there, and opens it. Throws RUN_EXISTS,
   * NATS_UNSUPPORTED, NATS_REFUSED and what {@link open} throws.
   */
  static async create(link: NatsLink, options: RunStreams): Promise<NatsBus> {
    await createStreams(link, options);
    return NatsBus.open(link, { run: options.run });
  }

  /**
   * Opens the run of streams that are there. The connection stays the caller's to close, after
   * the bus. Throws RUN_MISSING and NATS_REFUSED.
   */
  static async open(link: NatsLink, { run }: { readonly run: string }): Promise<NatsBus> {
    const bus = new NatsBus(link, run, await runInfo(link, run));
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
      const { to, from } = homesOf(draft);
      if (this.#released.has(to) || this.#released.has(from)) return false;
      const retry = draft.kind === "run.retried" ? retryOf(draft) : undefined;
      const publishing = this.#publisher.publish(draft);
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
    // To look from the first message on, an old server walks over the whole log.
    const all = this.#life.link.supports("subject-index");
    const from = all ? 1 : (this.#hands.start(address) ?? 1);
    return this.#mailboxes.subscribe(address, from, receive, lost);
  }

  async requests(
    role: string,
    options: RequestOptions,
    handle: (delivery: Delivery) => void,
  ): Promise<Subscription> {
    this.#refuse();
    return this.#consumers.subscribe(role, options, handle);
  }

  async sent(address: string): Promise<number> {
    this.#refuse();
    return this.#publisher.sent(address);
  }

  async putBlob(session: string, bytes: Uint8Array): Promise<BlobRef> {
    this.#refuse();
    return this.#blobs.put(session, bytes);
  }

  async getBlob(session: string, ref: BlobRef): Promise<Uint8Array> {
    this.#refuse();
    return this.#blobs.get(session, ref);
  }

  read(filter: LogFilter = {}): AsyncIterable<Envelope> {
    // Asked for now: the server answers in the order in which it is asked.
    const end = this.#lookup.end();
    end.catch(() => {});
    const reading = this.#reading;
    return {
      async *[Symbol.asyncIterator]() {
        yield* readLog(reading, filter, await end);
      },
    };
  }

  release(session: string): void {
    if (session === RUN_SESSION) return;
    this.#released.add(session);
    this.#mailboxes.release(session);
    this.#hands.release(session);
  }

  /** Calls `listener` whenever a session ends from now on; returns what ends that. */
  onSessionEnd(listener: (end: SessionEnd) => void): () => void {
    return this.#control.onEnd(listener);
  }

  /** Whether a session has ended, as far as is known here. */
  isOver(session: string): boolean {
    return this.#control.isOver(session);
  }

  /**
   * Removes what was sent to a session's mailboxes, and its blobs; what it told the run stays.
   * Throws NATS_REFUSED for an account that may not.
   */
  async drop(session: string): Promise<void> {
    this.#refuse();
    const { streams } = this.#life.link.manager;
    const targets = [
      [logStream(this.run), sessionFilter(this.run, session)],
      [blobStream(this.run), blobFilter(this.run, session)],
    ] as const;
    for (const [stream, filter] of targets) {
      await patiently(this.#life, `dropping ${session}`, () => streams.purge(stream, { filter }));
    }
    this.#publisher.forget(session);
    this.#answers.forget(session);
  }

  async flush(): Promise<void> {
    await this.#publisher.flush();
  }

  /** Gives back what is in hand; waits for the server no longer than some seconds. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #begin(): Promise<void> {
    const { end } = await followControl({
      ...this.#reading,
      control: this.#control,
      live: this.#live,
    });
    this.#fresh = end;
    this.#control.onEnd(({ session }) => this.#mailboxes.release(session));
    this.#unlisten = this.#life.link.listen({
      down: () => {
        this.#fresh = Infinity;
      },
      up: () => {
        this.#lookup.end().then(
          (last) => {
            this.#fresh = last;
          },
          () => {},
        );
      },
    });
  }

  async #retried(draft: Draft, publishing: Promise<boolean>): Promise<boolean> {
    const taken = await publishing;
    const { session } = retryOf(draft);
    const seq = await positionOf(this.#reading, draft);
    if (seq === undefined) return taken;
    this.#control.retried(seq, retryOf(draft));
    const { control, writer, answers } = {
      control: this.#control,
      writer: this.#writer,
      answers: this.#answers,
    };
    await offerAgain({ ...this.#reading, control, writer, answers }, draft, seq, session);
    return taken;
  }

  #reopen(session: string): void {
    this.#released.delete(session);
    this.#publisher.forget(session);
    this.#answers.forget(session);
    this.#hands.release(session);
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
    this.#life.link.logger?.error({ run: this.run, error: detail }, "the log cannot be read");
  }

  async #close(): Promise<void> {
    const { link } = this.#life;
    this.#unlisten();
    this.#turns.close();
    this.#live.close();
    if (link.connected) {
      const words = this.#consumers.giveBack();
      await Promise.race([Promise.all([words, this.#publisher.flush()]), pause(CLOSING)]);
    } else {
      void this.#consumers.giveBack();
    }
    this.#life.close();
    this.#writer.close();
    if (link.connected) {
      await Promise.race([link.connection.flush().catch(() => {}), pause(LAST_WORDS)]);
    }
  }
}
