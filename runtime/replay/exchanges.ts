import { SERVICE_KEY, parseAddress, requestOfReply, type Envelope } from "../../protocols/index.ts";

/** How an answer does not belong to the request that it answers. */
export interface Mismatch {
  readonly path: string;
  readonly recorded: unknown;
  readonly expected: unknown;
}

/** A request that nobody has answered. */
export type OpenRequest = Pick<Envelope, "from" | "to" | "session" | "kind" | "seq">;

/**
 * The open requests of a log. An answer must come from the receiver of its request, go to its
 * sender, and name it as its cause. This detects logs that were altered or written by hand.
 */
export class Exchanges {
  readonly #open = new Map<string, OpenRequest>();

  /** Requests without an answer. */
  get open(): number {
    return this.#open.size;
  }

  /** The requests of an agent that nobody has answered, oldest first. */
  openOf(agent: string): OpenRequest[] {
    return [...this.#open.values()].filter(({ from }) => from === agent);
  }

  /** Takes note of a message; returns what is wrong with it as an answer. */
  add(envelope: Envelope): Mismatch | undefined {
    const { id, from, to, session, cause, kind, seq } = envelope;
    const answered = requestOfReply(id);
    if (answered === undefined) {
      // Only requests to services are answered.
      if (parseAddress(to).key === SERVICE_KEY)
        this.#open.set(id, { from, to, session, kind, seq });
      return undefined;
    }
    const request = this.#open.get(answered);
    if (!request) return { path: ".id", recorded: id, expected: undefined };
    this.#open.delete(answered);
    const expected = { from: request.to, to: request.from, session: request.session };
    const found = { from, to, session };
    for (const key of ["from", "to", "session"] as const) {
      if (found[key] !== expected[key]) {
        return { path: `.${key}`, recorded: found[key], expected: expected[key] };
      }
    }
    return cause === answered ? undefined : { path: ".cause", recorded: cause, expected: answered };
  }
}
