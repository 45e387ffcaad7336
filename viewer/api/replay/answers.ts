import { isUtf8 } from "node:buffer";
import { readBlob } from "../../../app/log/index.ts";
import { HindcastError } from "../../../protocols/index.ts";
import type {
  ArmsAnswer,
  BlobAnswer,
  DivergencesAnswer,
  MessageAnswer,
  MessageHeadAnswer,
  MessagesAnswer,
  AgentAnswer,
  PoolAnswer,
  ReplayAnswer,
} from "../../contracts/index.ts";
import { ServiceFacts } from "../pool/index.ts";
import type { Target } from "../target.ts";
import { agentAnswer } from "./agent.ts";
import { armsAnswer } from "./arms.ts";
import { FoldedSteps } from "./folded.ts";
import { MessageTable } from "./message-table.ts";

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
const PATIENCE = 400;

/** What the replay page and the page of services ask about the log of a run. */
export class ReplayAnswers {
  readonly #target: Target;
  readonly #services = new ServiceFacts();
  readonly #table: MessageTable;
  readonly #folded: FoldedSteps;
  /** The filter that was asked for last, and what passes it. */
  #passing: { readonly key: string; readonly positions: Uint32Array } | undefined;

  constructor(target: Target) {
    this.#target = target;
    this.#table = new MessageTable(target.log, (envelope) => this.#services.add(envelope));
    this.#folded = new FoldedSteps(target);
  }

  /** Takes in what the log has got since; a large log is read on while questions are answered. */
  async #upToDate(): Promise<void> {
    const read = this.#table.read();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE);
    });
    await Promise.race([read, patience]).finally(() => clearTimeout(timer));
    // What goes wrong after the question was answered is told to the next one.
    read.catch(() => {});
  }

  async overview(): Promise<ReplayAnswer> {
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

  async pool(): Promise<PoolAnswer> {
    await this.#upToDate();
    return this.#services.answer(this.#table.last, this.#table.reading);
  }

  async messages({ from = "0", count = "200", agent, kind }: Query): Promise<MessagesAnswer> {
    await this.#upToDate();
    const start = positionOf("from", from);
    const wanted = Math.min(WINDOW, positionOf("count", count));
    if (agent === undefined && kind === undefined) {
      const { last } = this.#table;
      const seqs = Array.from({ length: wanted }, (_none, index) => start + index + 1);
      return { total: last, from: start, messages: this.#heads(seqs) };
    }
    const key = JSON.stringify([agent, kind, this.#table.last]);
    if (this.#passing?.key !== key) {
      const passes = { ...(agent === undefined ? {} : { agent }), ...(kind === undefined ? {} : { kind }) };
      this.#passing = { key, positions: this.#table.positions(passes) };
    }
    const { positions } = this.#passing;
    const messages = this.#heads([...positions.subarray(start, start + wanted)]);
    return { total: positions.length, from: start, messages };
  }

  async message({ seq = "" }: Query): Promise<MessageAnswer> {
    await this.#upToDate();
    const position = positionOf("seq", seq);
    const head = this.#table.row(position);
    const envelope = await this.#table.message(position);
    if (!head || !envelope) throw this.#noMessage(seq);
    const causes: number[] = [];
    for (let at = head.cause; at !== null && causes.length < LINKS; ) {
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
  async blob({ sha256 = "" }: Query): Promise<BlobAnswer> {
    const blob = await readBlob(this.#target.log, sha256);
    const text = isUtf8(blob.bytes) ? blob.bytes.toString("utf8") : null;
    return { sha256: blob.sha256, bytes: blob.bytes.length, text };
  }

  async agent({ address = "", seq = "" }: Query): Promise<AgentAnswer> {
    const position = positionOf("seq", seq);
    if (position > this.#table.last) await this.#upToDate();
    if (position > this.#table.last) throw this.#noMessage(seq);
    return agentAnswer(await this.#folded.upTo(position), address, position);
  }

  async divergences(): Promise<DivergencesAnswer> {
    const { report, last } = await this.#folded.upTo(1);
    return {
      last,
      count: report.divergences.length + report.more,
      listed: report.divergences.map(({ seq, agent, kind, what, path, likely }) => ({
        ...{ seq, agent, kind, what, path, likely },
      })),
    };
  }

  async arms(session: string, path: string): Promise<ArmsAnswer> {
    return armsAnswer(await this.#folded.upTo(1), this.#target, session, path);
  }

  #heads(seqs: readonly number[]): MessageHeadAnswer[] {
    return seqs.flatMap((seq) => this.#table.row(seq) ?? []);
  }

  #noMessage(seq: string): HindcastError {
    const known = `the log has ${this.#table.last} so far`;
    return new HindcastError("USAGE", `there is no message ${JSON.stringify(seq)}: ${known}`);
  }
}

/** Throws USAGE for what is no position. */
function positionOf(name: string, text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new HindcastError("USAGE", `${name}: found ${JSON.stringify(text)}, expected a number`);
}
