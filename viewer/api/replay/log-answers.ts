import { isUtf8 } from "node:buffer";
import { readBlob } from "../../../app/log/index.ts";
import { HindcastError } from "../../../protocols/index.ts";
import type {
  BlobAnswer,
  MessageAnswer,
  MessageHeadAnswer,
  MessagesAnswer,
  PoolAnswer,
  ReplayAnswer,
} from "../../contracts/index.ts";
import { ServiceFacts } from "../pool/index.ts";
import { MessageColumns } from "./message-columns.ts";
import { positionOf } from "./position.ts";

type Query = Readonly<Record<string, string>>;

/** Heads in one window, at most. */
const WINDOW = 1000;
/** Causes and effects of a message that are listed. */
const LINKS = 100;
/** Failures and ends of sessions that the scrubber marks. */
const NOTABLE = 500;
/** Addresses that are offered to choose from. */
const ADDRESSES = 1000;
/** Milliseconds that a question waits for a log that is being read. */
const READ_WAIT = 400;

/** What a log alone answers: its messages, the texts that they name, and its services. */
export class LogAnswers {
  readonly #log: string;
  readonly #services = new ServiceFacts();
  readonly #table: MessageColumns;
  /** The filter that was asked for last, and what passes it. */
  #passing: { readonly key: string; readonly positions: Uint32Array } | undefined;

  /** @param log path of a `log.hlog`, which may be growing */
  constructor(log: string) {
    this.#log = log;
    this.#table = new MessageColumns(log, (envelope) => this.#services.add(envelope));
  }

  /** The answer to a question, or undefined when it is none about a log. Rejects with HindcastError. */
  ask(name: string, query: Query): Promise<unknown> | undefined {
    switch (name) {
      case "replay":
        return this.#overview();
      case "messages":
        return this.#messages(query);
      case "message":
        return this.#message(query);
      case "blob":
        return this.#blob(query);
      case "pool":
        return this.#pool();
      default:
        return undefined;
    }
  }

  /** Takes in what the log has got since; a large log is read on while questions are answered. */
  async #upToDate(): Promise<void> {
    const read = this.#table.read();
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, READ_WAIT);
    });
    await Promise.race([read, waited]).finally(() => clearTimeout(timer));
    // A failure after the question was answered is the failure of the next one.
    read.catch(() => {});
  }

  async #overview(): Promise<ReplayAnswer> {
    await this.#upToDate();
    const { last, reading, addresses, kinds } = this.#table;
    return {
      last,
      reading,
      first_time: this.#table.row(1)?.time ?? 0,
      last_time: this.#table.row(last)?.time ?? 0,
      addresses: addresses.slice(0, ADDRESSES),
      kinds: kinds.toSorted(),
      notable: this.#heads(this.#table.notable(NOTABLE)),
    };
  }

  async #pool(): Promise<PoolAnswer> {
    await this.#upToDate();
    return this.#services.answer(this.#table.last, this.#table.reading);
  }

  async #messages({ from = "0", count = "200", agent, kind }: Query): Promise<MessagesAnswer> {
    const start = positionOf("from", from);
    const wanted = Math.min(WINDOW, positionOf("count", count));
    if (start + wanted > this.#table.last) await this.#upToDate();
    if (agent === undefined && kind === undefined) {
      const seqs = Array.from({ length: wanted }, (_none, index) => start + index + 1);
      return { total: this.#table.last, from: start, messages: this.#heads(seqs) };
    }
    const key = JSON.stringify([agent, kind, this.#table.last]);
    if (this.#passing?.key !== key) {
      this.#passing = { key, positions: this.#table.positions({ agent, kind }) };
    }
    const { positions } = this.#passing;
    const messages = this.#heads([...positions.subarray(start, start + wanted)]);
    return { total: positions.length, from: start, messages };
  }

  async #message({ seq = "" }: Query): Promise<MessageAnswer> {
    const position = positionOf("seq", seq);
    if (position > this.#table.last) await this.#upToDate();
    const head = this.#table.row(position);
    const envelope = await this.#table.message(position);
    if (!head || !envelope) {
      const known = `the log has ${this.#table.last} so far`;
      throw new HindcastError("USAGE", `there is no message ${position}: ${known}`);
    }
    const causes: number[] = [];
    for (let at = head.cause; at !== null && causes.length < LINKS;) {
      causes.unshift(at);
      at = this.#table.row(at)?.cause ?? null;
    }
    return {
      head,
      id: envelope.id,
      session: envelope.session,
      body: envelope.body,
      causes: this.#heads(causes),
      effects: this.#heads(this.#table.effectsOf(position, LINKS)),
    };
  }

  /** A text that messages name by its hash, out of the folder of blobs alone. */
  async #blob({ sha256 = "" }: Query): Promise<BlobAnswer> {
    const blob = await readBlob(this.#log, sha256);
    const text = isUtf8(blob.bytes) ? blob.bytes.toString("utf8") : null;
    return { sha256: blob.sha256, bytes: blob.bytes.length, text };
  }

  #heads(seqs: readonly number[]): MessageHeadAnswer[] {
    return seqs.flatMap((seq) => this.#table.row(seq) ?? []);
  }
}
