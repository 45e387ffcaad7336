import {
  RUN_SESSION,
  requestOfReply,
  sessionEndOf,
  type Draft,
  type Envelope,
} from "../../../../protocols/index.ts";
import { type MessageSessions, ReleasedSessions, sessionOf } from "../../routing/index.ts";
import { MessageIds } from "./message-ids.ts";
import { SparseOffsetIndex } from "./offset-index.ts";
import type { PendingRequest } from "../requests/index.ts";
import { MessageRows } from "./rows.ts";
import { SessionIndex } from "./session-index.ts";

/** How a message changed the open requests. */
export interface IndexedRequests {
  /** The request that it is. */
  readonly opened: PendingRequest | undefined;
  /** The request that it answers. */
  readonly answered: PendingRequest | undefined;
}

/**
 * The index of the log that the bus keeps in memory. Entries belong to sessions and are removed
 * with them, except for messages that the run itself sent or that are about no session. The run's
 * own mailboxes are not indexed.
 */
export class LogIndex {
  readonly offsets = new SparseOffsetIndex();
  readonly released = new ReleasedSessions();
  /** Seqs of messages that no longer count. */
  readonly voids = new Set<number>();
  readonly sessions = new Map<string, SessionIndex>();
  /** Messages about the run and no session: few, and read for each session that ends. */
  readonly runRows = new MessageRows();
  readonly #run = new MessageIds();

  /** Number of entries by kind. */
  get sizes(): Readonly<Record<string, number>> {
    let [rows, mailboxes, ids, requests] = [0, 0, 0, 0];
    for (const session of this.sessions.values()) {
      rows += session.rows.count;
      mailboxes += session.mailboxes.size;
      ids += session.ids.size;
      requests += session.requests.size;
    }
    const { sessions, voids } = this;
    return { sessions: sessions.size, rows, mailboxes, ids, requests, voids: voids.size };
  }

  /** Whether this message belongs to a released session, so that nothing will read it. */
  isReleased({ to, from }: MessageSessions): boolean {
    return this.released.has(to) || (from !== to && this.released.has(from));
  }

  /** Whether the log holds this message. Throws MESSAGE_INVALID, see {@link MessageIds.holds}. */
  holds(draft: Draft, { idOwner }: MessageSessions): boolean {
    return (this.#ids(idOwner) ?? new MessageIds()).holds(draft);
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
  add(
    message: Envelope,
    sessions: MessageSessions,
    offset: number,
    length: number,
  ): IndexedRequests {
    const { to, from } = sessions;
    const { session } = message;
    if (session === RUN_SESSION) this.runRows.add(message.seq, offset, length);
    const opened = this.#addTo(to, message, sessions, offset, length);
    if (from !== to) this.#addTo(from, message, sessions, offset, length);
    // A message about a session does not create the index of one that was released.
    if (session !== to && session !== from && this.sessions.has(session)) {
      this.#addTo(session, message, sessions, offset, length);
    }
    return { opened, answered: this.#answered(message, sessions) };
  }

  /** The places of the messages about a session; undefined when it is not indexed. */
  rowsOf(session: string): MessageRows | undefined {
    return session === RUN_SESSION ? this.runRows : this.sessions.get(session)?.rows;
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
    sessions: MessageSessions,
    offset: number,
    length: number,
  ): PendingRequest | undefined {
    if (name === RUN_SESSION) {
      if (sessions.idOwner === name) this.#run.add(message);
      return undefined;
    }
    const index = this.session(name);
    return indexInto(name, index, message, sessions, index.rows.add(message.seq, offset, length));
  }

  /** The request that a message answers: the answer comes from where the request went. */
  #answered({ id }: Envelope, { from, idOwner }: MessageSessions): PendingRequest | undefined {
    const request = requestOfReply(id);
    if (request === undefined) return undefined;
    return (
      this.#take(from, request) ?? (idOwner === from ? undefined : this.#take(idOwner, request))
    );
  }

  #take(session: string, id: string): PendingRequest | undefined {
    const requests = this.sessions.get(session)?.requests;
    const request = requests?.get(id);
    if (request) requests?.delete(id);
    return request;
  }

  #ids(session: string): MessageIds | undefined {
    return session === RUN_SESSION ? this.#run : this.sessions.get(session)?.ids;
  }
}

/** Files a message under one of the sessions that it concerns. */
export function indexInto(
  name: string,
  index: SessionIndex,
  message: Envelope,
  sessions: MessageSessions,
  row: number,
): PendingRequest | undefined {
  if (sessions.idOwner === name) index.ids.add(message);
  const end = sessionEndOf(message);
  if (end?.session === name) index.end = end.kind;
  return sessions.to === name ? index.deliver(message, row) : undefined;
}
