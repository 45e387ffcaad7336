import { jetstream, type JetStreamClient } from "@nats-io/jetstream";
import { headers } from "@nats-io/transport-node";
import { Packr } from "msgpackr";
import { type NatsLink, liveSubject } from "../../runtime/nats/index.ts";

const packr = new Packr({ useRecords: false, variableMapSize: true });

/** The same guarantees in a program that uses the client directly. */
export class BareClient {
  readonly #link: NatsLink;
  readonly #client: JetStreamClient;
  readonly #last = new Map<string, number>();

  constructor(link: NatsLink) {
    this.#link = link;
    this.#client = jetstream(link.connection);
  }

  /** Publishes with a message id, after the last message of the subject, and waits for the ack. */
  async publish(subject: string, id: string, body: unknown): Promise<void> {
    const all = headers();
    all.set("Nats-Msg-Id", id);
    const after = this.#last.get(subject) ?? 0;
    const ack = await this.#client.publish(subject, packr.pack(body), {
      headers: all,
      expect: { lastSubjectSequence: after },
    });
    this.#last.set(subject, ack.seq);
  }

  /** Calls back with every message that the stream stores below a subject. */
  receive(filter: string, callback: (body: unknown) => void): void {
    this.#link.connection.subscribe(liveSubject(filter), {
      callback: (_error, message) => callback(packr.unpack(message.data)),
    });
  }
}
