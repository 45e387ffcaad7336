import { random, sha256, type BlobRef, type Draft, type Envelope } from "../../protocols/index.ts";
import type { Fault } from "./faults.ts";
import { blobsIn, frozen, requestedRole } from "./messages.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** Milliseconds without a sign of life after which what a worker holds goes to another. */
export const LEASE = 400;
/** Milliseconds that one way between a worker and the server takes at most, without faults. */
const LATENCY = 20;
/** Milliseconds after which a reader hears where its mailbox ends, if nothing else came. */
const HEARTBEAT = 100;

/** Who holds a request, and since when it does not. */
export interface Held {
  readonly request: Envelope;
  readonly attempt: number;
  expired: boolean;
  over: boolean;
}

/** A worker as the server sees it: a connection that may be slow, silent or gone. */
export interface Connection {
  readonly name: string;
  /** Whether nothing that it sends or gets can matter any more. */
  readonly gone: boolean;
  /** Runs something in the worker, once it is not frozen. */
  receive(run: () => void): void;
}

interface Reader {
  readonly connection: Connection;
  readonly address: string;
  readonly arrive: (envelope: Envelope, count: number) => void;
  readonly end: (count: number) => void;
  closed: boolean;
  /** When the last delivery arrives: a mailbox keeps its order. */
  due: number;
}

interface Consumer {
  readonly connection: Connection;
  readonly role: string;
  readonly concurrency: number;
  readonly handle: (held: Held) => void;
  readonly held: Set<Held>;
  closed: boolean;
}

/**
 * A message server in virtual time: a log without doubles, mailboxes in order, requests that are
 * delivered at least once until they are acked or answered, and blobs. What it does late or twice
 * follows from the seed and the faults.
 */
export class SimulatedServer {
  readonly log: Envelope[] = [];
  readonly blobs = new Map<string, Uint8Array>();
  /** What the run must not do, in words. */
  readonly violations: string[] = [];
  readonly time: VirtualTime;
  readonly #seed: number;
  readonly #faults: readonly Fault[];
  readonly #ids = new Set<string>();
  readonly #mailboxes = new Map<string, Envelope[]>();
  readonly #readers = new Set<Reader>();
  readonly #consumers: Consumer[] = [];
  readonly #waiting = new Map<string, { request: Envelope; attempt: number }[]>();
  readonly #acked = new Set<string>();
  readonly #ended = new Set<string>();
  #deliveries = 0;
  #turn = 0;

  constructor(time: VirtualTime, seed: number, faults: readonly Fault[]) {
    this.time = time;
    this.#seed = seed;
    this.#faults = faults;
  }

  /** Deliveries to mailboxes so far. */
  get deliveries(): number {
    return this.#deliveries;
  }

  /** Sessions whose end the log holds. */
  get ended(): ReadonlySet<string> {
    return this.#ended;
  }

  /** Milliseconds that a way takes, by the seed and what travels. */
  latency(...names: readonly (string | number)[]): number {
    return 1 + LATENCY * random(this.#seed, "latency", ...names.map(String));
  }

  isAnswered(request: string): boolean {
    return this.#ids.has(`${request}.reply`);
  }

  /** Takes a message into the log; false when the log holds it already. */
  append(draft: Draft): boolean {
    if (this.isKnown(draft.id)) return false;
    for (const { sha256: hash } of blobsIn(draft.body)) {
      if (this.blobs.has(hash)) continue;
      this.violations.push(`${draft.kind} (${draft.id}) names a blob that is not stored`);
    }
    const seq = this.log.length + 1;
    // Everybody gets the same object, which nobody can change.
    const envelope = frozen({ ...structuredClone(draft), seq, time: this.time.now });
    this.log.push(envelope);
    this.#ids.add(draft.id);
    if (draft.kind === "session.finished" || draft.kind === "session.failed") {
      this.#ended.add(draft.session);
    }
    const box = this.#mailboxes.get(draft.to) ?? [];
    this.#mailboxes.set(draft.to, box);
    box.push(envelope);
    for (const reader of this.#readers) {
      if (reader.address === draft.to) this.#send(reader, envelope, box.length);
    }
    const role = requestedRole(draft);
    if (role !== undefined) this.#offer(role, { request: envelope, attempt: 0 });
    return true;
  }

  /** Messages of a mailbox, from one count up to another, both counted from 1. */
  fetch(address: string, first: number, last: number): readonly Envelope[] {
    return (this.#mailboxes.get(address) ?? []).slice(first - 1, last);
  }

  read(
    connection: Connection,
    address: string,
    listener: Pick<Reader, "arrive" | "end">,
  ): { close(): void } {
    const reader: Reader = { connection, address, ...listener, closed: false, due: 0 };
    this.#readers.add(reader);
    const box = this.#mailboxes.get(address) ?? [];
    for (const [index, envelope] of box.entries()) this.#send(reader, envelope, index + 1);
    return { close: () => this.#drop(reader) };
  }

  consume(
    connection: Connection,
    role: string,
    concurrency: number,
    handle: (held: Held) => void,
  ): { close(): void } {
    const consumer = {
      connection,
      role,
      concurrency,
      handle,
      held: new Set<Held>(),
      closed: false,
    };
    this.#consumers.push(consumer);
    this.#assign(role);
    return { close: () => void (consumer.closed = true) };
  }

  ack(held: Held): void {
    held.over = true;
    this.#acked.add(held.request.id);
    this.#free(held);
  }

  nak(held: Held, delay: number): void {
    held.over = true;
    this.#free(held);
    this.time.after(delay, () => this.#again(held));
  }

  /** A worker was silent for a lease: what it holds may go to others. */
  expire(connection: Connection): void {
    for (const consumer of this.#consumers) {
      if (consumer.connection !== connection) continue;
      for (const held of consumer.held) {
        held.expired = true;
        consumer.held.delete(held);
        this.#again(held);
      }
    }
  }

  putBlob(bytes: Uint8Array): BlobRef {
    const hash = sha256(bytes);
    this.blobs.set(hash, Uint8Array.from(bytes));
    return { sha256: hash, bytes: bytes.length };
  }

  /** Whether the log holds a message. */
  protected isKnown(id: string): boolean {
    return this.#ids.has(id);
  }

  #send(reader: Reader, envelope: Envelope, count: number): void {
    const delivery = this.#deliveries;
    this.#deliveries += 1;
    const faults = this.#faults.filter(
      (fault) => "delivery" in fault && fault.delivery === delivery,
    );
    const extra = faults.reduce((sum, fault) => sum + (fault.kind === "delay" ? fault.for : 0), 0);
    // The order within a mailbox is kept; between mailboxes there is none.
    const { connection, address } = reader;
    const latency = this.latency(connection.name, address, count) + extra;
    reader.due = Math.max(reader.due, this.time.now + latency);
    const isLost = faults.some(({ kind }) => kind === "drop");
    const isDouble = faults.some(({ kind }) => kind === "duplicate");
    const copies = isLost ? 0 : isDouble ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      this.time.after(reader.due - this.time.now, () =>
        connection.receive(() => {
          if (!reader.closed) reader.arrive(envelope, count);
        }),
      );
    }
    if (!isLost) return;
    this.time.after(reader.due - this.time.now + HEARTBEAT, () =>
      connection.receive(() => {
        if (!reader.closed) reader.end(this.#mailboxes.get(address)?.length ?? 0);
      }),
    );
  }

  #drop(reader: Reader): void {
    reader.closed = true;
    this.#readers.delete(reader);
  }

  #offer(role: string, item: { request: Envelope; attempt: number }): void {
    const queue = this.#waiting.get(role) ?? [];
    this.#waiting.set(role, queue);
    queue.push(item);
    this.#assign(role);
  }

  #again({ request, attempt }: Held): void {
    const role = requestedRole(request);
    if (role === undefined || this.#isOver(request)) return;
    this.#offer(role, { request, attempt });
  }

  #isOver({ id, session }: Envelope): boolean {
    return this.#acked.has(id) || this.isAnswered(id) || this.#ended.has(session);
  }

  #free(held: Held): void {
    for (const consumer of this.#consumers) {
      if (consumer.held.delete(held)) this.#assign(consumer.role);
    }
  }

  #assign(role: string): void {
    const queue = this.#waiting.get(role) ?? [];
    while (queue.length > 0) {
      const consumers = this.#consumers.filter(
        (each) =>
          each.role === role &&
          !each.closed &&
          !each.connection.gone &&
          each.held.size < each.concurrency,
      );
      const consumer = consumers[this.#turn % Math.max(1, consumers.length)];
      if (!consumer) return;
      this.#turn += 1;
      const { request, attempt } = queue.shift()!;
      if (this.#isOver(request)) continue;
      const held: Held = { request, attempt: attempt + 1, expired: false, over: false };
      consumer.held.add(held);
      const latency = this.latency(consumer.connection.name, request.id, attempt);
      this.time.after(latency, () =>
        consumer.connection.receive(() => {
          if (!held.expired) consumer.handle(held);
        }),
      );
    }
  }
}
