import {
  SERVICE_KEY,
  parseAddress,
  replyId,
  requestOfReply,
  type Envelope,
} from "../../../protocols/index.ts";

/** Positions of messages, made when they are first asked for: a fold alone needs none of them. */
interface Groups {
  readonly messages: number;
  /** By address of the sender or the receiver. */
  readonly actors: Map<string, number[]>;
  readonly sessions: Map<string, number[]>;
  readonly kinds: Map<string, number[]>;
}

/**
 * The messages of a log by position, id, cause, session and request. An id that a retry used again
 * names the last message before the position from which it is looked at.
 */
export class MessageIndex {
  /** In the order of the log; message `seq` is at `seq - 1`. */
  readonly messages: Envelope[] = [];
  readonly #byId = new Map<string, number[]>();
  /** Id of a message to the positions of what was sent when it was handled. */
  readonly #effects = new Map<string, number[]>();
  readonly #voids = new Set<number>();
  #groups: Groups | undefined;

  /** @param voids positions that a later record made void */
  constructor(voids: Iterable<number> = []) {
    for (const seq of voids) this.#voids.add(seq);
  }

  add(envelope: Envelope): void {
    this.messages.push(envelope);
    append(this.#byId, envelope.id, envelope.seq);
    if (envelope.cause !== null) append(this.#effects, envelope.cause, envelope.seq);
  }

  /** Position of the last message. */
  get last(): number {
    return this.messages.length;
  }

  at(seq: number): Envelope | undefined {
    return this.messages[seq - 1];
  }

  isVoid(seq: number): boolean {
    return this.#voids.has(seq);
  }

  /** The last message with an id before a position; the last of all when none is given. */
  byId(id: string, before: number = Infinity): Envelope | undefined {
    const seq = this.#byId.get(id)?.findLast((found) => found < before);
    return seq === undefined ? undefined : this.at(seq);
  }

  /** Addresses of all senders and receivers, in the order in which they come up. */
  get addresses(): string[] {
    return [...this.#grouped().actors.keys()];
  }

  /** Names of the sessions, in the order in which they come up. */
  get sessions(): string[] {
    return [...this.#grouped().sessions.keys()];
  }

  /** Kinds of message, in the order in which they come up. */
  get kinds(): string[] {
    return [...this.#grouped().kinds.keys()];
  }

  /** Positions of what an address sent or was sent, in the order of the log. */
  of(address: string): readonly number[] {
    return this.#grouped().actors.get(address) ?? [];
  }

  /** Positions of the messages of a session, in the order of the log. */
  ofSession(session: string): readonly number[] {
    return this.#grouped().sessions.get(session) ?? [];
  }

  /** Positions of the messages of a kind, in the order of the log. */
  ofKind(kind: string): readonly number[] {
    return this.#grouped().kinds.get(kind) ?? [];
  }

  /** The message that was being handled when this one was sent. */
  causeOf({ cause, seq }: Envelope): Envelope | undefined {
    return cause === null ? undefined : this.byId(cause, seq);
  }

  /** What was sent when a message was handled, in the order of the log. */
  effectsOf({ id, seq }: Envelope): Envelope[] {
    const again = this.#byId.get(id)?.find((other) => other > seq) ?? Infinity;
    const found = (this.#effects.get(id) ?? []).filter((effect) => effect > seq && effect < again);
    return found.flatMap((effect) => this.at(effect) ?? []);
  }

  /** The answer to a request; undefined where there is none, or the message asks nothing. */
  answerOf(request: Envelope): Envelope | undefined {
    if (parseAddress(request.to).key !== SERVICE_KEY) return undefined;
    const id = replyId(request.id);
    const answer = (this.#byId.get(id) ?? []).find((seq) => seq > request.seq);
    return answer === undefined ? undefined : this.at(answer);
  }

  /** The request that a message answers. */
  requestOf(answer: Envelope): Envelope | undefined {
    const id = requestOfReply(answer.id);
    return id === undefined ? undefined : this.byId(id, answer.seq);
  }

  #grouped(): Groups {
    if (this.#groups?.messages === this.messages.length) return this.#groups;
    const made: Groups = {
      messages: this.messages.length,
      actors: new Map(),
      sessions: new Map(),
      kinds: new Map(),
    };
    for (const { seq, session, kind, from, to } of this.messages) {
      append(made.sessions, session, seq);
      append(made.kinds, kind, seq);
      append(made.actors, from, seq);
      if (to !== from) append(made.actors, to, seq);
    }
    this.#groups = made;
    return made;
  }
}

function append(map: Map<string, number[]>, key: string, seq: number): void {
  const list = map.get(key);
  if (list) list.push(seq);
  else map.set(key, [seq]);
}

/** A message on the way from a cause, or to an effect, with how many messages are between. */
export interface Link {
  readonly depth: number;
  readonly envelope: Envelope;
}

/** A message and what caused it, back to the first; the message itself is last. */
export function causesOf(index: MessageIndex, envelope: Envelope): Envelope[] {
  const chain = [envelope];
  for (let cause = index.causeOf(envelope); cause; cause = index.causeOf(cause)) chain.push(cause);
  return chain.reverse();
}

/** A message and all that followed from it, each after its cause. */
export function effectsOf(index: MessageIndex, envelope: Envelope): Link[] {
  const links: Link[] = [];
  const open: Link[] = [{ depth: 0, envelope }];
  for (let link = open.pop(); link; link = open.pop()) {
    links.push(link);
    const { depth, envelope: cause } = link;
    const effects = index
      .effectsOf(cause)
      .map((effect) => ({ depth: depth + 1, envelope: effect }));
    open.push(...effects.reverse());
  }
  return links;
}
