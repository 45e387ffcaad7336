import {
  HindcastError,
  RUN_SESSION,
  SERVICE_KEY,
  SPAWN_ROLE,
  encodeToken,
  parseAddress,
  sha256,
} from "../../protocols/index.ts";

/** A subject may have some 4,000 characters; it has five tokens of names. */
const TOKEN_LIMIT = 300;

const BLOBS = "BLOBS_";

/**
 * A name as one token of a subject: see `encodeToken`; a long one is cut, and its hash follows a
 * `~`. Nothing is ever read back out of a subject: the message itself says who sent it to whom.
 */
function subjectToken(text: string): string {
  const token = encodeToken(text);
  if (token.length <= TOKEN_LIMIT) return token;
  return `${token.slice(0, TOKEN_LIMIT / 2)}~${sha256(text)}`;
}

/** The stream that is the log of a run. Throws ADDRESS_INVALID. */
export function logStream(run: string): string {
  if (run.startsWith(BLOBS)) throw new HindcastError("ADDRESS_INVALID", `a run named ${run}`);
  return `HINDCAST_${subjectToken(run)}`;
}

/** The stream that holds the blobs of a run. */
export function blobStream(run: string): string {
  return `HINDCAST_${BLOBS}${subjectToken(run)}`;
}

/** Every message of a run. */
export function runFilter(run: string): string {
  return `hindcast.${subjectToken(run)}.>`;
}

/** Where the log's stream sends a copy of what it stored. */
export function liveSubject(subject: string): string {
  return `hindcast-live.${subject.slice("hindcast.".length)}`;
}

/** Every message to the mailboxes of a session. */
export function sessionFilter(run: string, session: string): string {
  return `hindcast.${subjectToken(run)}.${subjectToken(session)}.>`;
}

/** Every message to one mailbox. */
export function mailboxFilter(run: string, to: string): string {
  return `${mailboxPrefix(run, to)}.>`;
}

/** Every message that concerns the run itself: ends of sessions, and retries. */
export function controlFilter(run: string): string {
  return sessionFilter(run, RUN_SESSION);
}

/** What one sender says to one mailbox; the sender is the only writer. */
export function messageSubject(run: string, to: string, from: string): string {
  return `${mailboxPrefix(run, to)}.${subjectToken(from)}`;
}

/** Where it is noted that something of a session was said in another one. */
export function linkSubject(run: string, session: string, other: string): string {
  return `${linkPrefix(run, session)}.${subjectToken(other)}.~`;
}

/** All notes of {@link linkSubject} of a session. */
export function linkFilter(run: string, session: string): string {
  return `${linkPrefix(run, session)}.>`;
}

/** What one sender says to anybody. */
export function senderFilter(run: string, from: string): string {
  return `hindcast.${subjectToken(run)}.*.*.*.${subjectToken(from)}`;
}

/** Requests to a role over all sessions, or to `spawn/<role>`. */
export function requestFilter(run: string, role: string): string {
  const [first, spawned] = role.split("/");
  const [asked, key] = first === SPAWN_ROLE && spawned ? [first, spawned] : [role, SERVICE_KEY];
  return `hindcast.${subjectToken(run)}.*.${subjectToken(asked)}.${subjectToken(key)}.>`;
}

/** The durable consumer that shares out the requests of {@link requestFilter}. */
export function consumerName(role: string): string {
  const [first, spawned] = role.split("/");
  return first === SPAWN_ROLE && spawned
    ? `spawn-${subjectToken(spawned)}`
    : `requests-${subjectToken(role)}`;
}

/** All blobs of a run, or of one session. */
export function blobFilter(run: string, session?: string): string {
  const base = `hindcast-blobs.${subjectToken(run)}`;
  return session === undefined ? `${base}.>` : `${base}.${subjectToken(session)}.>`;
}

/** One chunk of a blob. */
export function blobSubject(run: string, session: string, sha: string, chunk: number): string {
  return `hindcast-blobs.${subjectToken(run)}.${subjectToken(session)}.${sha}.${chunk}`;
}

function mailboxPrefix(run: string, to: string): string {
  const { session, role, key } = parseAddress(to);
  return ["hindcast", ...[run, session, role, key].map((part) => subjectToken(part))].join(".");
}

/** `~link` is the name of no role. */
function linkPrefix(run: string, session: string): string {
  return `hindcast.${subjectToken(run)}.${subjectToken(session)}.~link`;
}
