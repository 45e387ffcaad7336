import type { Envelope, SessionEndKind } from "../../../../protocols/index.ts";
import { type MessageRoute, requestedRole, routeOf } from "../../routing/index.ts";
import { MessageIds } from "./message-ids.ts";
import { PendingRequest } from "../requests/index.ts";
import { MessageRows } from "./rows.ts";

/** The messages to one address. */
export interface IndexedMailbox {
  readonly route: MessageRoute;
  /** MessageRows of the session, in order. */
  readonly rows: number[];
}

/** What the bus keeps in memory of a live session. */
export class SessionIndex {
  readonly rows: MessageRows;
  readonly ids = new MessageIds();
  readonly mailboxes = new Map<string, IndexedMailbox>();
  /** Requests that are neither answered nor acked, by id. */
  readonly requests = new Map<string, PendingRequest>();
  /** Whether the session has ended, and how. */
  end: SessionEndKind | undefined;

  constructor(rows = new MessageRows()) {
    this.rows = rows;
  }

  mailbox(address: string): IndexedMailbox {
    let mailbox = this.mailboxes.get(address);
    if (!mailbox) {
      mailbox = { route: routeOf(address), rows: [] };
      this.mailboxes.set(address, mailbox);
    }
    return mailbox;
  }

  /** Indexes the message in row `row`; returns it as a request, if it is one. */
  deliver(message: Envelope, row: number): PendingRequest | undefined {
    const mailbox = this.mailbox(message.to);
    mailbox.rows.push(row);
    const role = requestedRole(mailbox.route, message);
    if (role === undefined) return undefined;
    const request = new PendingRequest(
      message.id,
      mailbox.route.session,
      role,
      message.seq,
      this.rows.locationOf(row),
    );
    this.requests.set(request.id, request);
    return request;
  }
}
