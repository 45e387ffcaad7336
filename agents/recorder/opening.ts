import { HindcastError, RUN_SESSION, type Body, type Envelope } from "../../protocols/index.ts";
import type { ServiceTools } from "../../runtime/define/index.ts";
import { acceptedIn, type Adapted } from "../trajectory/index.ts";

/** How a run was opened, and what changed since. */
interface Opening {
  readonly opened: Body<"run.opened">;
  readonly adapted: Adapted[];
}

/**
 * How a run was opened, by the messages about the run itself. Sessions are recorded by the
 * thousand, and the list of them is a part of these messages, so that each reading goes on behind
 * what an earlier one must have seen.
 */
export class RunOpening {
  #opened: Body<"run.opened"> | undefined;
  readonly #adapted: Adapted[] = [];
  /** Seq of the last message about the run that was read. */
  #read = 0;
  /** A message of this seq was in the log: a reading that begins now sees all up to it. */
  #seen = 0;
  /** All messages up to this one were looked at. */
  #covered = 0;
  #reading: Promise<unknown> = Promise.resolve();

  /** Throws LOG_INVALID. */
  read(tools: Pick<ServiceTools, "log">): Promise<Opening> {
    const reading = this.#reading.then(() => this.#more(tools));
    this.#reading = reading.catch(() => {});
    return reading;
  }

  /** The same messages; that they were there is remembered. */
  async *noted(log: AsyncIterable<Envelope>): AsyncGenerator<Envelope, void, undefined> {
    for await (const envelope of log) {
      this.#seen = Math.max(this.#seen, envelope.seq);
      yield envelope;
    }
  }

  async #more({ log }: Pick<ServiceTools, "log">): Promise<Opening> {
    const seen = this.#seen;
    for await (const { kind, body, seq } of log(RUN_SESSION, this.#covered + 1)) {
      if (seq <= this.#read) continue;
      this.#read = seq;
      if (kind === "run.opened") this.#opened = body as Body<"run.opened">;
      if (kind === "run.accepted") {
        this.#opened &&= acceptedIn(this.#opened, body as Body<"run.accepted">);
      }
      if (kind === "run.adapted") {
        this.#adapted.push({ seq, settings: (body as Body<"run.adapted">).settings });
      }
    }
    this.#covered = Math.max(this.#covered, seen, this.#read);
    if (this.#opened) return { opened: this.#opened, adapted: [...this.#adapted] };
    throw new HindcastError("LOG_INVALID", "its first record does not open a run");
  }
}
