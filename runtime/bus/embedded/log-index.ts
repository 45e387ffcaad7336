import {
  RUN_SESSION,
  requestOfReply,
  type Draft,
  type Envelope,
} from "../../../protocols/index.ts";
import { sessionOf } from "../route.ts";
import { Ids } from "./ids.ts";
import { Landmarks } from "./landmarks.ts";
import { Released } from "./released.ts";
import type { PendingRequest } from "./request.ts";
import { SessionIndex, endOf, endedBy } from "./session.ts";

/** What a message changed, as far as requests are concerned. */
export interface Filed {
  /** The request that it is. */
  readonly opened: PendingRequest | undefined;
  /** The request that it answers. */
  readonly answered: PendingRequest | undefined;
}

const NOTHING: Filed = { opened: undefined, answered: undefined };

/**
 * What the bus knows of its log without reading it. All of it belongs to sessions and goes with
 * them, but for what the run itself has sent. The run's own mailboxes are found by reading.
 */
export class LogIndex {
  readonly landmarks = new Landmarks();
  readonly released = new Released();
  /** Seqs of messages that no longer count. */
  readonly voids = new Set<number>();
  readonly sessions = new Map<string, SessionIndex>();
  readonly #run = new Ids();

  /** Whether nothing of this message will be looked at again. */
  isReleased(draft: Draft): boolean {
    return this.released.has(sessionOf(draft.to)) || this.released.has(sessionOf(draft.from));
  }

  /** Whether the log holds this message. Throws MESSAGE_INVALID, see {@link Ids.holds}. */
  holds(draft: Draft): boolean {
    return this.#ids(homeOf(draft))?.holds(draft) ?? new Ids().holds(draft);
  }

  sent(address: string): number {
    return this.#ids(sessionOf(address))?.sent(address) ?? 0;
  }

  session(name: string): SessionIndex {
    let index = this.sessions.get(name);
    if (!index) {
      index = new SessionIndex();
      this.sessions.set(name, index);
    }
    return index;
  }

  /** Files a message of the log. */
  add(message: Envelope, offset: number, length: number): Filed {
    this.landmarks.note(message.seq, offset);
    if (this.isReleased(message)) return NOTHING;
    const to = sessionOf(message.to);
    const opened = this.#addTo(to, message, offset, length);
    const from = sessionOf(message.from);
    if (from !== to) this.#addTo(from, message, offset, length);
    const { session } = message;
    if (session !== to && session !== from) this.#addTo(session, message, offset, length);
    return { opened, answered: this.#answered(message) };
  }

  /** Forgets a session; its open requests are the caller's to settle. */
  release(session: string): SessionIndex | undefined {
    const index = this.sessions.get(session);
    this.sessions.delete(session);
    this.released.add(session);
    return index;
  }

  #addTo(
    name: string,
    message: Envelope,
    offset: number,
    length: number,
  ): PendingRequest | undefined {
    if (name === RUN_SESSION) {
      if (homeOf(message) === name) this.#run.add(message);
      return undefined;
    }
    const index = this.session(name);
    return fileIn(name, index, message, index.rows.add(message.seq, offset, length));
  }

  /** The request that a message answers: the answer comes from where the request went. */
  #answered(message: Envelope): PendingRequest | undefined {
    const id = requestOfReply(message.id);
    if (id === undefined) return undefined;
    for (const name of [sessionOf(message.from), sessionOf(id)]) {
      const index = this.sessions.get(name);
      const request = index?.requests.get(id);
      if (index && request) {
        index.requests.delete(id);
        return request;
      }
    }
    return undefined;
  }

  #ids(session: string): Ids | undefined {
    return session === RUN_SESSION ? this.#run : this.sessions.get(session)?.ids;
  }
}

/** Files a message under one of the sessions that it concerns. */
export function fileIn(
  name: string,
  index: SessionIndex,
  message: Envelope,
  row: number,
): PendingRequest | undefined {
  if (homeOf(message) === name) index.ids.add(message);
  const end = endOf(message);
  if (end && endedBy(message) === name) index.end = end;
  return sessionOf(message.to) === name ? index.deliver(message, row) : undefined;
}

/** The session that remembers a message's id: its sender's, or the one that asked. */
function homeOf(draft: Draft): string {
  return sessionOf(requestOfReply(draft.id) ?? draft.from);
}
