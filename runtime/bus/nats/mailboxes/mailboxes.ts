import {
  countOfSender,
  HindcastError,
  requestOfReply,
  type Envelope,
} from "../../../../protocols/index.ts";
import { mailboxFilter } from "../../../nats/index.ts";
import type { Subscription } from "../../bus.ts";
import { sessionOf } from "../../routing/index.ts";
import type { Control } from "../control/index.ts";
import type { LiveFeed } from "./live-feed.ts";
import { internalOf, soundEnvelope, type OnDamaged, type StreamRecord } from "../records/index.ts";
import type { TaskQueue } from "../../task-queue.ts";

export interface NatsMailboxesHost {
  readonly run: string;
  readonly live: LiveFeed;
  readonly tasks: TaskQueue;
  readonly control: Control;
  /** A record that is no message is left out. */
  readonly damaged: OnDamaged;
}

/** Who reads which mailbox. */
export class NatsMailboxes {
  readonly #host: NatsMailboxesHost;
  readonly #open = new Map<string, Set<() => void>>();

  constructor(host: NatsMailboxesHost) {
    this.#host = host;
  }

  /** @param from the position before which nothing was sent to this address */
  subscribe(
    address: string,
    from: number,
    receive: (envelope: Envelope) => void,
    lost: (error: unknown) => void = () => {},
  ): Subscription {
    const { run, live, tasks } = this.#host;
    const seen = new DeliveredIds();
    let closed = false;
    const hand = (record: StreamRecord): void => {
      const envelope = closed ? undefined : this.#read(record);
      if (envelope && seen.isNew(envelope)) receive(envelope);
    };
    const unfollow = live.follow({
      filter: mailboxFilter(run, address),
      from,
      receive: (record) => {
        if (!internalOf(record)) tasks.add({ run: () => hand(record) });
      },
      broken: () => {
        if (closed) return;
        end();
        const error = new HindcastError("LEASE_LOST", `${address}: a message came too late`);
        tasks.add({ run: () => lost(error) });
      },
    });
    const ends = this.#open.get(address) ?? new Set();
    const end = (): void => {
      closed = true;
      ends.delete(end);
      if (ends.size === 0) this.#open.delete(address);
      unfollow();
    };
    this.#open.set(address, ends.add(end));
    return {
      close: () => {
        end();
        return Promise.resolve();
      },
    };
  }

  release(session: string): void {
    for (const [address, ends] of this.#open) {
      if (sessionOf(address) === session) for (const end of ends) end();
    }
  }

  #read(record: StreamRecord): Envelope | undefined {
    if (this.#host.control.isVoid(record.seq)) return undefined;
    return soundEnvelope(record, this.#host.damaged);
  }
}

/** The ids that one subscription was handed. A sender's numbers only grow. */
class DeliveredIds {
  readonly #counts = new Map<string, number>();
  readonly #others = new Set<string>();

  isNew({ id, from }: Envelope): boolean {
    const count = requestOfReply(id) === undefined ? countOfSender(id, from) : undefined;
    if (count === undefined) {
      if (this.#others.has(id)) return false;
      this.#others.add(id);
      return true;
    }
    if (count <= (this.#counts.get(from) ?? -1)) return false;
    this.#counts.set(from, count);
    return true;
  }
}
