import type { StreamRecord } from "../records/index.ts";

/** A record that the stream has just sent out. */
export interface LiveRecord extends StreamRecord {
  /** The position of the record before it on the same subject, or 0. */
  readonly before: number;
}

export interface FollowerOptions {
  /** The part of the log that is followed. */
  readonly filter: string;
  /** First position that counts. */
  readonly from: number;
  readonly receive: (record: StreamRecord) => void;
  /** Asks for the records from {@link Follower.start} on. */
  readonly catchUp: (follower: Follower) => void;
  /** A record came too late to be handed over in order: this follower is of no use any more. */
  readonly broken: () => void;
}

/**
 * Puts together what the stream sends out and what is read from it: every record of a filter once,
 * in log order. What arrives while the log is being read waits; what does not follow the last
 * record of its subject shows that something was missed, and the log is read again.
 */
export class Follower {
  readonly filter: string;
  readonly #options: FollowerOptions;
  readonly #subjects = new Map<string, number>();
  /** Everything up to here has been seen, by reading the log. */
  #complete: number;
  /** The last position that was handed over, or read past. */
  #position: number;
  #state: "behind" | "live" | "closed" = "behind";
  #early: LiveRecord[] = [];
  #epoch = 0;

  constructor(options: FollowerOptions) {
    this.filter = options.filter;
    this.#options = options;
    this.#complete = options.from - 1;
    this.#position = options.from - 1;
  }

  get closed(): boolean {
    return this.#state === "closed";
  }

  /** Counts how often something may have been missed. */
  get epoch(): number {
    return this.#epoch;
  }

  /** From where on the log has to be read. */
  get start(): number {
    return this.#complete + 1;
  }

  /** Takes a record that the stream sent out. */
  arrive(record: LiveRecord): void {
    if (this.#state === "behind") this.#early.push(record);
    else if (this.#state === "live") this.#take(record);
  }

  /** Takes a record that was read from the log. */
  history(record: StreamRecord): void {
    if (this.closed || record.seq <= this.#complete || this.#knows(record)) return;
    if (record.seq < this.#position) return this.#break();
    this.#hand(record);
  }

  /** The log was read up to here; `epoch` is what it was when the reading began. */
  caughtUp(end: number, epoch: number): void {
    if (this.closed) return;
    this.#complete = Math.max(this.#complete, end);
    this.#position = Math.max(this.#position, end);
    if (epoch !== this.#epoch) return;
    this.#state = "live";
    const early = this.#early;
    this.#early = [];
    for (const record of early) this.arrive(record);
  }

  /** Something may have been missed. `complete`: nothing up to there has. */
  suspect(complete = 0): void {
    if (this.closed) return;
    if (this.#state === "live") this.#complete = Math.max(this.#complete, complete);
    this.#state = "behind";
    this.#epoch += 1;
    this.#options.catchUp(this);
  }

  close(): void {
    this.#state = "closed";
    this.#early = [];
  }

  #take(record: LiveRecord): void {
    const { seq, subject, before } = record;
    if (seq <= this.#complete || this.#knows(record)) return;
    if (seq < this.#position) return this.#break();
    const known = this.#subjects.get(subject) ?? 0;
    if (before > Math.max(known, this.#complete)) {
      if (before < this.#position) return this.#break();
      this.#early.push(record);
      return this.suspect();
    }
    this.#hand(record);
  }

  #knows({ seq, subject }: StreamRecord): boolean {
    return (this.#subjects.get(subject) ?? 0) >= seq;
  }

  #hand(record: StreamRecord): void {
    this.#subjects.set(record.subject, record.seq);
    this.#position = record.seq;
    this.#options.receive(record);
  }

  #break(): void {
    this.close();
    this.#options.broken();
  }
}
