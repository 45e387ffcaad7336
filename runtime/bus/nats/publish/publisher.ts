import {
  countOfSender,
  HindcastError,
  RUN_SESSION,
  encodeDraft,
  isHindcastError,
  parseAddress,
  reasonOf,
  requestOfReply,
  type Draft,
} from "../../../../protocols/index.ts";
import { linkSubject, messageSubject } from "../../../nats/index.ts";
import { sessionOf } from "../../routing/index.ts";
import type { AnsweredIds } from "../requests/index.ts";
import { internalHeaders, messageHeaders } from "../records/index.ts";
import { Sender, type NumberedRecord, type SenderHost } from "./sender.ts";

/** Unacknowledged bytes above which no messages are delivered to the actors of this process. */
const BYTES = 32 * 1024 * 1024;
/**
 * Milliseconds for which a request that was found unanswered need not be looked up again: less
 * than the server remembers ids.
 */
const TRUSTED = 60_000;

/** A request that this process has leased. */
export interface HeldRequest {
  readonly seq: number;
  /** When it was known to be unanswered, by the steady clock. */
  readonly checked: number;
}

export interface PublisherHost extends SenderHost {
  readonly answered: AnsweredIds;
  /** Makes sure that all is known that was said of the run. */
  readControl(): Promise<void>;
  heldRequest(request: string): HeldRequest | undefined;
  /** There is room again. */
  resumed(): void;
  /** What a message published now has to wait for, if anything. */
  barrier(): Promise<unknown> | undefined;
}

/** Everything that this process publishes. */
export class Publisher {
  readonly #host: PublisherHost;
  readonly #senders = new Map<string, Sender>();
  readonly #links = new Map<string, Promise<unknown>>();
  readonly #pending = new Set<Promise<unknown>>();
  #bytes = 0;

  constructor(host: PublisherHost) {
    this.#host = host;
  }

  get full(): boolean {
    return this.#bytes > BYTES;
  }

  /** Throws as `Bus.publish` does, synchronously for a message that cannot be sent. */
  publish(draft: Draft): Promise<boolean> {
    const { run, control } = this.#host;
    parseAddress(draft.from);
    const subject = messageSubject(run, draft.to, draft.from);
    const data = encodeDraft(draft);
    const generation = control.generation(draft.session);
    const headers = messageHeaders(draft, generation);
    const count = countOfSender(draft.id, draft.from);
    this.#bytes += data.length;
    const before = both(this.#link(draft), this.#host.barrier());
    const done =
      count === undefined
        ? this.#other(draft, generation, { subject, headers, data, before })
        : this.#numbered(draft.from, { count, subject, headers, data, before });
    const settled = done.finally(() => {
      const full = this.full;
      this.#bytes -= data.length;
      this.#pending.delete(settled);
      if (full && !this.full) this.#host.resumed();
    });
    this.#pending.add(settled);
    return settled;
  }

  sent(address: string): Promise<number> {
    parseAddress(address);
    return this.#sender(address).sent();
  }

  /** Resolves when what was published until now has been taken, or refused. */
  async flush(): Promise<void> {
    await Promise.allSettled(this.#pending);
  }

  /** Forgets the messages of an agent that starts here again: they may be out of date. */
  begin(address: string): void {
    this.#senders.get(address)?.markLost();
    this.#senders.delete(address);
  }

  /** Nothing that was known of a session holds any more. */
  forget(session: string): void {
    for (const address of this.#senders.keys()) {
      if (sessionOf(address) === session) this.#senders.delete(address);
    }
  }

  async #numbered(from: string, outgoing: NumberedRecord): Promise<boolean> {
    const sender = this.#sender(from);
    try {
      return await sender.publish(outgoing);
    } catch (error) {
      // The next sender with this address starts from the beginning.
      const lost = isHindcastError(error) && error.code === "LEASE_LOST";
      if (lost && this.#senders.get(from) === sender) this.#senders.delete(from);
      throw error;
    } finally {
      const over = this.#host.control.isOver(sessionOf(from));
      if (over && sender.idle && this.#senders.get(from) === sender) this.#senders.delete(from);
    }
  }

  /** AnsweredIds: several processes may share an address, so there is nothing to expect. */
  async #other(
    draft: Draft,
    generation: number,
    outgoing: Omit<NumberedRecord, "count">,
  ): Promise<boolean> {
    const { answered, writer, control } = this.#host;
    const { id, session } = draft;
    if (answered.knows(id)) return false;
    await outgoing.before;
    const request = requestOfReply(id);
    const known = request === undefined ? undefined : this.#host.heldRequest(request);
    if (!known || performance.now() - known.checked > TRUSTED) {
      if (await answered.holds(id, session, outgoing.subject, known?.seq ?? 0)) return false;
    }
    let { result } = await writer.write(outgoing);
    if (result === "duplicate") {
      // What the server remembers may have become void, which is not known here yet.
      await this.#host.readControl();
      const current = control.generation(session);
      if (current !== generation) {
        const headers = messageHeaders(draft, current);
        ({ result } = await writer.write({ ...outgoing, headers }));
      }
    }
    answered.note(id, session);
    return result === "stored";
  }

  /** A reader of one session has to know where else something of it was said. */
  #link({ session, to }: Draft): Promise<unknown> | undefined {
    const other = sessionOf(to, session);
    if (other === session || other === RUN_SESSION) return undefined;
    const { run, writer } = this.#host;
    const subject = linkSubject(run, session, other);
    let link = this.#links.get(subject);
    if (!link) {
      const headers = internalHeaders(subject, { record: "link", session: other, sent: 0 });
      // The first writer has written the same message.
      link = writer.write({ subject, headers, data: new Uint8Array(), after: 0 });
      link.catch(() => this.#links.delete(subject));
      this.#links.set(subject, link);
    }
    return link;
  }

  #sender(address: string): Sender {
    let sender = this.#senders.get(address);
    if (!sender) {
      sender = new Sender(this.#host, address);
      this.#senders.set(address, sender);
    }
    return sender;
  }
}

/** Errors of the encoder as ours: a body that refers to itself, for example. */
export function asInvalid(error: unknown, { kind, from }: Draft): unknown {
  if (isHindcastError(error)) return error;
  return new HindcastError("MESSAGE_INVALID", `${kind} ${from}: ${reasonOf(error)}`);
}

function both(
  one: Promise<unknown> | undefined,
  other: Promise<unknown> | undefined,
): Promise<unknown> | undefined {
  return one && other ? Promise.all([one, other]) : (one ?? other);
}
