import {
  RUN_SESSION,
  SERVICE_KEY,
  SPAWN_ROLE,
  parseAddress,
  requestOfReply,
  type Draft,
} from "../../../protocols/index.ts";

const SLASH = 47;

/** Where the messages to one address go. */
export interface MessageRoute {
  readonly session: string;
  /** The role whose consumers get every message to this address. */
  readonly service: string | undefined;
  /** The `spawn/<role>` whose consumers get every `agent.spawn` to this address. */
  readonly spawn: string | undefined;
}

/** Throws ADDRESS_INVALID. Messages to the run itself are no requests: nobody answers them. */
export function routeOf(to: string): MessageRoute {
  const { session, role, key } = parseAddress(to);
  const request = session !== RUN_SESSION;
  return {
    session,
    service: request && role !== SPAWN_ROLE && key === SERVICE_KEY ? role : undefined,
    spawn: request && role === SPAWN_ROLE ? `${SPAWN_ROLE}/${key}` : undefined,
  };
}

/** The role that a message is a request to, if it is one. */
export function requestedRole(route: MessageRoute, message: Draft): string | undefined {
  if (route.spawn !== undefined && message.kind === "agent.spawn") return route.spawn;
  return requestOfReply(message.id) === undefined ? route.service : undefined;
}

/**
 * The first part of an address or of an id that begins with one. When it is `guess`, that string
 * itself is returned: its hash is known, and a publish looks it up several times.
 */
export function sessionOf(address: string, guess = ""): string {
  if (address.charCodeAt(guess.length) === SLASH && address.startsWith(guess)) return guess;
  const slash = address.indexOf("/");
  return slash < 0 ? address : address.slice(0, slash);
}
