import { CONTROL_ADDRESS, RUN_SESSION, parseAddress } from "./address.ts";
import type { Draft } from "./envelope.ts";

/** The kinds of message that end a session. */
export type SessionEndKind = "session.finished" | "session.failed";

/** How a session ended. */
export interface SessionEnd {
  readonly session: string;
  readonly kind: SessionEndKind;
}

/** Whether a message of this kind ends a session when it is sent to the run. */
export function isSessionEnd(kind: string): kind is SessionEndKind {
  return kind === "session.finished" || kind === "session.failed";
}

/**
 * The end of a session that a message reports; undefined for any other message. A report from the
 * run itself is about the session in its envelope, any other one about its sender's session.
 */
export function sessionEndOf({
  to,
  from,
  kind,
  session,
}: Pick<Draft, "to" | "from" | "kind" | "session">): SessionEnd | undefined {
  if (to !== CONTROL_ADDRESS || !isSessionEnd(kind)) return undefined;
  const sender = parseAddress(from).session;
  return { session: sender === RUN_SESSION ? session : sender, kind };
}
