import { requestOfReply, type Draft } from "../../../protocols/index.ts";
import { sessionOf } from "./route.ts";

/** The sessions that a message concerns. */
export interface MessageSessions {
  readonly to: string;
  readonly from: string;
  /** The one that remembers its id: the sender's, or that of the request which it answers. */
  readonly idOwner: string;
}

export function sessionsOfMessage({ id, to, from, session }: Draft): MessageSessions {
  const sender = sessionOf(from, session);
  const request = requestOfReply(id);
  return {
    to: sessionOf(to, session),
    from: sender,
    idOwner: request === undefined ? sender : sessionOf(request, session),
  };
}
