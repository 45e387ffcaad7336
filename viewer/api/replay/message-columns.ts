import {
  countOf,
  isSessionEnd,
  requestOfReply,
  type Body,
  type Envelope,
} from "../../../protocols/index.ts";
import { readMessagesAt, readRecords, type LogRecord } from "../../../runtime/log/index.ts";
import { Names } from "./names.ts";

const VOID = 1;
const REPLY = 2;
const FAILURE = 4;
const END = 8;

/** What is known of a message without its body. */
interface MessageRow {
  readonly seq: number;
  readonly time: number;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  /** Position of the message that was being handled when it was sent; null for none. */
  readonly cause: number | null;
  /** Bytes of its frame in the log. */
  readonly bytes: number;
  readonly void: boolean;
  readonly reply: boolean;
  readonly failure: boolean;
}

/**
 * The heads of all messages of a log in columns, about 40 bytes each; bodies stay in the file. The
 * log may be growing: {@link read} takes in what is new.
 */
export class MessageColumns {
  readonly #log: string;
  readonly #observe: (envelope: Envelope) => void;
  readonly #addresses = new Names();
  readonly #kinds = new Names();
  /** Positions by the count in an id, for each sender; and of answers, by those of the requests. */
  readonly #sent: number[][] = [];
  readonly #answers: number[][] = [];
  #capacity = 4096;
  #offset = new Float64Array(this.#capacity);
  #time = new Float64Array(this.#capacity);
  #length = new Uint32Array(this.#capacity);
  #from = new Uint32Array(this.#capacity);
  #to = new Uint32Array(this.#capacity);
  #cause = new Uint32Array(this.#capacity);
  #kind = new Uint16Array(this.#capacity);
  #flags = new Uint8Array(this.#capacity);
  #count = 0;
  #end: number | undefined;
  #reading: Promise<void> | undefined;

  /** @param observe called with every message once, in the order of the log */
  constructor(log: string, observe: (envelope: Envelope) => void = () => {}) {
    this.#log = log;
    this.#observe = observe;
  }

  /** Messages that are known so far; the position of the last of them. */
  get last(): number {
    return this.#count;
  }

  /** Addresses in the order in which they first appear. */
  get addresses(): readonly string[] {
    return this.#addresses.all;
  }

  get kinds(): readonly string[] {
    return this.#kinds.all;
  }

  /** Whether messages are being read at this moment. */
  get reading(): boolean {
    return this.#reading !== undefined;
  }

  /** Reads what the log holds by now. Throws LOG_INVALID, LOG_DAMAGED, OUTPUT_INVALID. */
  read(): Promise<void> {
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readOn(): Promise<void> {
    const place = this.#end === undefined ? undefined : { offset: this.#end, seq: this.#count };
    for await (const records of readRecords(this.#log, place)) {
      for (const record of records) this.#add(record);
      // Questions are answered between two batches of a large log.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #add({ envelope, offset, length }: LogRecord): void {
    const { id, from, to, kind, cause, time, body } = envelope;
    if (this.#count === this.#capacity) this.#grow();
    const at = this.#count;
    const seq = at + 1;
    this.#offset[at] = offset;
    this.#length[at] = length;
    this.#time[at] = time;
    this.#from[at] = this.#addresses.numberOf(from);
    this.#to[at] = this.#addresses.numberOf(to);
    this.#kind[at] = this.#kinds.numberOf(kind);
    this.#cause[at] = cause === null ? 0 : this.#positionOf(cause);
    this.#flags[at] =
      (requestOfReply(id) === undefined ? 0 : REPLY) |
      (kind.endsWith(".failed") ? FAILURE : 0) |
      (isSessionEnd(kind) ? END : 0);
    this.#count = seq;
    this.#end = offset + length;
    this.#remember(id, seq);
    if (kind === "run.retried") {
      for (const gone of (body as Body<"run.retried">).voids) {
        if (gone <= seq) this.#flags[gone - 1] = (this.#flags[gone - 1] ?? 0) | VOID;
      }
    }
    this.#observe(envelope);
  }

  /** The lists of positions that an id belongs to, and its place in them. */
  #listOf(id: string): { list: number[]; count: number } | undefined {
    const request = requestOfReply(id);
    const own = request ?? id;
    const count = countOf(own);
    if (count === undefined) return undefined;
    const sender = this.#addresses.numberOf(own.slice(0, own.lastIndexOf("#")));
    const lists = request === undefined ? this.#sent : this.#answers;
    return { list: (lists[sender] ??= []), count };
  }

  #remember(id: string, seq: number): void {
    const found = this.#listOf(id);
    if (found) found.list[found.count] = seq;
  }

  /** The last message so far with an id; 0 for none. */
  #positionOf(id: string): number {
    const found = this.#listOf(id);
    return found?.list[found.count] ?? 0;
  }

  #grow(): void {
    this.#capacity *= 2;
    const larger = <T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
      column: T,
    ): T => {
      const next = new (column.constructor as new (length: number) => T)(this.#capacity);
      next.set(column);
      return next;
    };
    this.#offset = larger(this.#offset);
    this.#time = larger(this.#time);
    this.#length = larger(this.#length);
    this.#from = larger(this.#from);
    this.#to = larger(this.#to);
    this.#cause = larger(this.#cause);
    this.#kind = larger(this.#kind);
    this.#flags = larger(this.#flags);
  }

  /** The head of a message; undefined for a position that is not known. */
  row(seq: number): MessageRow | undefined {
    const at = seq - 1;
    if (!Number.isInteger(seq) || at < 0 || at >= this.#count) return undefined;
    const cause = this.#cause[at] ?? 0;
    const flags = this.#flags[at] ?? 0;
    return {
      seq,
      time: this.#time[at] ?? 0,
      from: this.#addresses.nameOf(this.#from[at] ?? 0),
      to: this.#addresses.nameOf(this.#to[at] ?? 0),
      kind: this.#kinds.nameOf(this.#kind[at] ?? 0),
      cause: cause === 0 ? null : cause,
      bytes: this.#length[at] ?? 0,
      void: (flags & VOID) !== 0,
      reply: (flags & REPLY) !== 0,
      failure: (flags & FAILURE) !== 0,
    };
  }

  /** Positions of the messages that pass, in order. */
  positions(passes: {
    readonly agent: string | undefined;
    readonly kind: string | undefined;
  }): Uint32Array {
    const agent = passes.agent === undefined ? undefined : this.#addresses.find(passes.agent);
    const kind = passes.kind === undefined ? undefined : this.#kinds.find(passes.kind);
    const found = new Uint32Array(this.#count);
    let count = 0;
    for (let at = 0; at < this.#count; at += 1) {
      if (passes.agent !== undefined && this.#from[at] !== agent && this.#to[at] !== agent)
        continue;
      if (passes.kind !== undefined && this.#kind[at] !== kind) continue;
      found[count] = at + 1;
      count += 1;
    }
    return found.slice(0, count);
  }

  /** Positions of what was sent when a message was handled, the first of them. */
  effectsOf(seq: number, limit: number): number[] {
    const found: number[] = [];
    for (let at = seq; at < this.#count && found.length < limit; at += 1) {
      if (this.#cause[at] === seq) found.push(at + 1);
    }
    return found;
  }

  /** Positions of failures and of ends of sessions, the first of them. */
  notable(limit: number): number[] {
    const found: number[] = [];
    for (let at = 0; at < this.#count && found.length < limit; at += 1) {
      if (((this.#flags[at] ?? 0) & (FAILURE | END)) !== 0) found.push(at + 1);
    }
    return found;
  }

  /** A whole message. Undefined for a position that is not known. Throws LOG_DAMAGED. */
  async message(seq: number): Promise<Envelope | undefined> {
    const at = seq - 1;
    if (!this.row(seq)) return undefined;
    const place = { offset: this.#offset[at] ?? 0, length: this.#length[at] ?? 0 };
    return (await readMessagesAt(this.#log, [place]))[0];
  }
}
