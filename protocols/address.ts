import { HindcastError } from "./errors.ts";

/** One mailbox: an agent, or the mailbox that all hosts of a service role share. */
export interface Address {
  readonly session: string;
  readonly role: string;
  /** What the actor works on, for example the path of a file; never empty. */
  readonly key: string;
}

/** The key of a service's mailbox: any host of the role may answer. */
export const SERVICE_KEY = "pool";

/** The role under which requests to start agents travel; their key is the role to start. */
export const SPAWN_ROLE = "spawn";

/** The session of messages that concern a whole run; real sessions end in a hash. */
export const RUN_SESSION = "run";

const PLAIN = /^[A-Za-z0-9_-]+$/;

/**
 * `session/role/key`; session and role are plain names, the key is any non-empty text that has a
 * UTF-8 form: half a surrogate pair would be another key after its first journey.
 */
export function formatAddress(address: Address): string {
  const { session, role, key } = address;
  if (!PLAIN.test(session) || !PLAIN.test(role) || key === "" || !key.isWellFormed()) {
    throw new HindcastError("ADDRESS_INVALID", JSON.stringify(address));
  }
  return `${session}/${role}/${key}`;
}

/** Addresses parsed lately: every message names two, and a run names the same few again and again. */
const parsed = new Map<string, Address>();
const PARSED_LIMIT = 4096;

/** The inverse of {@link formatAddress}. */
export function parseAddress(text: string): Address {
  const known = parsed.get(text);
  if (known) return known;
  if (parsed.size === PARSED_LIMIT) parsed.clear();
  const address = Object.freeze(readAddress(text));
  parsed.set(text, address);
  return address;
}

function readAddress(text: string): Address {
  const first = text.indexOf("/");
  const second = text.indexOf("/", first + 1);
  if (first <= 0 || second < 0) throw new HindcastError("ADDRESS_INVALID", JSON.stringify(text));
  const address = {
    session: text.slice(0, first),
    role: text.slice(first + 1, second),
    key: text.slice(second + 1),
  };
  formatAddress(address);
  return address;
}

/** The mailbox of a service role within a session. */
export function serviceAddress(session: string, role: string): string {
  return formatAddress({ session, role, key: SERVICE_KEY });
}

/** Where a request to start an agent of this role goes. */
export function spawnAddress(session: string, role: string): string {
  return formatAddress({ session, role: SPAWN_ROLE, key: role });
}

/** Where a run's own records and the ends of its sessions go. */
export const CONTROL_ADDRESS = `${RUN_SESSION}/control/driver`;

/**
 * Any text as one legal subject token: letters, digits, `-` and `_` are kept, every
 * other UTF-8 byte becomes `=XX`. A lone surrogate has no UTF-8 form and is refused.
 */
export function encodeToken(text: string): string {
  if (text === "" || !text.isWellFormed()) {
    throw new HindcastError("ADDRESS_INVALID", `no token for ${JSON.stringify(text)}`);
  }
  if (PLAIN.test(text)) return text;
  let token = "";
  for (const byte of Buffer.from(text)) {
    const character = String.fromCharCode(byte);
    token += PLAIN.test(character)
      ? character
      : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return token;
}
