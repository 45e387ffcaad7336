import {
  SERVICE_KEY,
  parseAddress,
  replyId,
  requestOfReply,
  type Envelope,
} from "../../../protocols/index.ts";

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
