import { copyEnvelope, type Envelope } from "../../../protocols/index.ts";
import type { Subscription } from "../bus.ts";
import type { TaskQueue, Task } from "../task-queue.ts";
import { sessionOf } from "../routing/index.ts";

/** The messages of a mailbox from its first on, some at a time. */
export interface MailboxHistory {
  /** The next messages; undefined when the log has no more of them at present. */
  next(): AsyncIterable<Envelope> | undefined;
}

/** One subscription to a mailbox. */
class MailboxReader {
  readonly receive: (envelope: Envelope) => void;
  /** Whether it has caught up; until then its messages come from the log, not the publisher. */
  live = false;
  closed = false;

  constructor(receive: (envelope: Envelope) => void) {
    this.receive = receive;
  }
}

/** One message on its way to one subscription. */
class Arrival implements Task {
  readonly #reader: MailboxReader;
  readonly #envelope: Envelope;

  constructor(reader: MailboxReader, envelope: Envelope) {
    this.#reader = reader;
    this.#envelope = envelope;
  }

  run(): void {
    if (!this.#reader.closed) this.#reader.receive(this.#envelope);
  }
}

/** The subscriptions to mailboxes, by address. */
export class EmbeddedMailboxes {
  readonly #tasks: TaskQueue;
  readonly #fail: (error: unknown) => void;
  readonly #readers = new Map<string, Set<MailboxReader>>();

  constructor(tasks: TaskQueue, fail: (error: unknown) => void) {
    this.#tasks = tasks;
    this.#fail = fail;
  }

  get size(): number {
    return this.#readers.size;
  }

  /** Queues a new message for the subscriptions that have caught up, a copy for each. */
  arrive(envelope: Envelope, bytes: Buffer): void {
    const readers = this.#readers.get(envelope.to);
    if (!readers) return;
    for (const reader of readers) {
      if (reader.live) this.#tasks.add(new Arrival(reader, copyEnvelope(envelope, bytes)));
    }
  }

  subscribe(
    address: string,
    history: MailboxHistory,
    receive: (envelope: Envelope) => void,
  ): Subscription {
    const reader = new MailboxReader(receive);
    const readers = this.#readers.get(address) ?? new Set();
    this.#readers.set(address, readers.add(reader));
    void this.#feed(reader, history);
    return {
      close: () => {
        reader.closed = true;
        readers.delete(reader);
        if (readers.size === 0 && this.#readers.get(address) === readers) {
          this.#readers.delete(address);
        }
        return Promise.resolve();
      },
    };
  }

  release(session: string): void {
    for (const [address, readers] of this.#readers) {
      if (sessionOf(address) !== session) continue;
      for (const reader of readers) reader.closed = true;
      this.#readers.delete(address);
    }
  }

  close(): void {
    for (const readers of this.#readers.values()) {
      for (const reader of readers) reader.closed = true;
    }
    this.#readers.clear();
  }

  async #feed(reader: MailboxReader, history: MailboxHistory): Promise<void> {
    try {
      // Nothing may be awaited between the last check and `live`: a message would be missed.
      for (let batch = history.next(); batch; batch = history.next()) {
        for await (const envelope of batch) {
          if (reader.closed) return;
          hand(reader, envelope);
        }
      }
      reader.live = true;
    } catch (error) {
      if (!reader.closed) this.#fail(error);
    }
  }
}

/** A receiver's own error is not the log's: it ends the process as any uncaught error. */
function hand(reader: MailboxReader, envelope: Envelope): void {
  try {
    reader.receive(envelope);
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}
