import type { MsgHdrs } from "@nats-io/transport-node";
import { HindcastError, messageId } from "../../../../protocols/index.ts";
import { senderFilter } from "../../../nats/index.ts";
import type { Control } from "../control/index.ts";
import {
  type StreamRecord,
  type RecordLookup,
  epochOf,
  internalHeaders,
  sentAfter,
  setEpoch,
} from "../records/index.ts";
import type { RecordWriter } from "./writer.ts";

/** What a sender needs from the bus. */
export interface SenderHost {
  readonly run: string;
  /** Names this process among all that ever publish. */
  readonly process: string;
  readonly lookup: RecordLookup;
  readonly writer: RecordWriter;
  readonly control: Control;
  /** Whether the agent of this address was hosted here, and its lease is over. */
  expired(address: string): boolean;
}

/** A numbered message that is ready to go. */
export interface NumberedRecord {
  readonly count: number;
  readonly subject: string;
  readonly headers: MsgHdrs;
  readonly data: Uint8Array;
  /** Messages that must be in the log first. */
  readonly before: Promise<unknown> | undefined;
}

/** The last record on one subject, and how many messages of its sender the log held with it. */
interface Last {
  readonly seq: number;
  readonly sent: number;
}

const NOTHING: Last = { seq: 0, sent: 0 };

/**
 * One sender as this process knows it. Its messages go out one after the other, so that the log
 * holds them in the order of their numbers and without a gap. A sender is the only writer of its
 * subjects: the server accepts a message only after the last one that the sender knows.
 *
 * One that takes over sends again what the log holds; that is dropped here. Before its first new
 * message it writes a fence to every subject that it knows, so that the server rejects its
 * predecessor, should that one still live.
 */
export class Sender {
  readonly #host: SenderHost;
  readonly #from: string;
  readonly #subjects = new Map<string, Last>();
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  /** The number of the next message. */
  #next = 0;
  /** Whether the log may hold the next message already. */
  #catchingUp = true;
  /** Whether the log held messages of this sender before. */
  #resumed = false;
  /** Where this takeover began, 0 for the first host of an agent; a later one is a successor. */
  #epoch = 0;
  #leaseLost: HindcastError | undefined;

  constructor(host: SenderHost, from: string) {
    this.#host = host;
    this.#from = from;
  }

  get idle(): boolean {
    return this.#waiting === 0;
  }

  /**
   * Resolves true when the log took the message, false when it held it. Throws MESSAGE_INVALID
   * for a number that leaves a gap, LEASE_LOST, and what the writer throws.
   */
  publish(outgoing: NumberedRecord): Promise<boolean> {
    return this.#enqueue(() => this.#publish(outgoing));
  }

  /** How many messages the log holds. */
  sent(): Promise<number> {
    return this.#enqueue(() => (this.#catchingUp ? this.#count() : Promise.resolve(this.#next)));
  }

  /** Somebody else speaks for this address from now on. */
  markLost(): HindcastError {
    this.#leaseLost ??= new HindcastError("LEASE_LOST", this.#from);
    return this.#leaseLost;
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const done = this.#tail.then(work).finally(() => {
      this.#waiting -= 1;
    });
    this.#tail = done.catch(() => {});
    return done;
  }

  async #publish(outgoing: NumberedRecord): Promise<boolean> {
    const { count, subject, before } = outgoing;
    if (before) await before;
    this.#throwIfLost();
    if (count > this.#next && this.#catchingUp && !this.#resumed) await this.#start(count);
    if (count < this.#next) return false;
    if (count > this.#next) {
      const missing = messageId(this.#from, this.#next);
      const id = messageId(this.#from, count);
      throw new HindcastError("MESSAGE_INVALID", `${id} was sent before ${missing}`);
    }
    if (await this.#isInLog(outgoing)) {
      this.#resumed = true;
      this.#next += 1;
      return false;
    }
    if (this.#catchingUp && this.#resumed) {
      await this.#fence();
      if (await this.#isInLog(outgoing)) return this.#advance(false);
    }
    for (;;) {
      const after = this.#subjects.get(subject) ?? NOTHING;
      setEpoch(outgoing.headers, this.#epoch);
      const written = await this.#host.writer.write({ ...outgoing, after: after.seq });
      this.#throwIfLost();
      if (written.result === "stored") {
        this.#subjects.set(subject, { seq: written.seq, sent: count + 1 });
        this.#catchingUp = false;
        return this.#advance(true);
      }
      // The log knows the id, or more than this process: its own lost attempt, or somebody else.
      const last = await this.#readLast(subject);
      if (last.sent > count) {
        if (this.#catchingUp) this.#resumed = true;
        // Some servers look at the subject before they look at the id.
        return this.#advance(written.result === "conflict" && written.again);
      }
      // Purged: the server remembers an id for a while although the message is gone.
      if (written.result === "duplicate" && last.seq <= after.seq) return this.#advance(false);
    }
  }

  /** Begins in the middle: with a number that the log must have led to. */
  async #start(count: number): Promise<void> {
    const sent = await this.#count();
    if (sent > 0) this.#resumed = true;
    if (count <= sent) this.#next = count;
    else this.#next = sent;
  }

  /** Whether the log holds this message, as far as that is not already known. */
  async #isInLog({ count, subject }: NumberedRecord): Promise<boolean> {
    const known = this.#subjects.get(subject);
    if (known) return known.sent > count;
    // A first message is most often new: the server itself says when it is not.
    if (!this.#catchingUp || count === 0) return false;
    return (await this.#readLast(subject)).sent > count;
  }

  /** Reads the last record of a subject. Throws LEASE_LOST when a successor wrote it. */
  async #readLast(subject: string): Promise<Last> {
    const record = await this.#host.lookup.last(subject);
    if (record && epochOf(record) > this.#epoch) {
      if (!this.#catchingUp) throw this.markLost();
      this.#epoch = epochOf(record);
    }
    const last = await this.#lastOf(record);
    this.#subjects.set(subject, last);
    return last;
  }

  async #lastOf(record: StreamRecord | undefined): Promise<Last> {
    if (!record) return NOTHING;
    const first = await this.#host.control.voidFrom(this.#from, record.seq);
    return { seq: record.seq, sent: Math.min(sentAfter(record, this.#from), first) };
  }

  /** Writes a fence on every known subject; then this process is the only one that may write. */
  async #fence(): Promise<void> {
    const { process, writer } = this.#host;
    this.#catchingUp = false;
    let epoch = 0;
    for (const [subject, known] of this.#subjects) {
      for (let last = known; last.seq > 0; last = await this.#readLast(subject)) {
        const id = `${messageId(this.#from, this.#next)}.fence.${process}.${last.seq}`;
        const sent = Math.max(this.#next, last.sent);
        const headers = internalHeaders(id, { record: "fence", sent });
        setEpoch(headers, epoch);
        const data = new Uint8Array();
        const written = await writer.write({ subject, headers, data, after: last.seq });
        this.#throwIfLost();
        if (written.result === "conflict") continue;
        epoch ||= written.seq;
        this.#subjects.set(subject, { seq: written.seq, sent });
        break;
      }
    }
    this.#epoch = Math.max(this.#epoch, epoch);
  }

  async #count(): Promise<number> {
    const { lookup, run } = this.#host;
    return (await this.#lastOf(await lookup.last(senderFilter(run, this.#from)))).sent;
  }

  #advance(taken: boolean): boolean {
    this.#next += 1;
    return taken;
  }

  #throwIfLost(): void {
    if (this.#leaseLost) throw this.#leaseLost;
    if (this.#host.expired(this.#from)) throw this.markLost();
  }
}
