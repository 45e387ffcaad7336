import { requestOfReply, type Draft } from "../../../protocols/index.ts";
import { sessionOf } from "./route.ts";

/** The sessions that a message concerns. */
export interface Homes {
  readonly to: string;
  readonly from: string;
  /** The one that remembers its id: the sender's, or that of the request which it answers. */
  readonly home: string;
}

export function homesOf({ id, to, from, session }: Draft): Homes {
  const sender = sessionOf(from, session);
  const request = requestOfReply(id);
  return {
    to: sessionOf(to, session),
    from: sender,
    home: request === undefined ? sender : sessionOf(request, session),
  };
}
