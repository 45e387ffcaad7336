import {
  SERVICE_KEY,
  SPAWN_ROLE,
  parseAddress,
  requestOfReply,
  type BlobRef,
  type Draft,
} from "../../protocols/index.ts";

/** The role that is asked, or `spawn/<role>`; undefined for what is no request. */
export function requestedRole({ to, id, kind }: Draft): string | undefined {
  const { session, role, key } = parseAddress(to);
  if (session === "run") return undefined;
  if (role === SPAWN_ROLE) return kind === "agent.spawn" ? `${SPAWN_ROLE}/${key}` : undefined;
  return key === SERVICE_KEY && requestOfReply(id) === undefined ? role : undefined;
}

/** The blobs that a body names. */
export function* blobsIn(value: unknown): Generator<BlobRef> {
  if (typeof value !== "object" || value === null) return;
  const keys = Object.keys(value);
  if (keys.length === 2 && "sha256" in value && "bytes" in value) yield value as BlobRef;
  else for (const item of Object.values(value)) yield* blobsIn(item);
}

/** The same value, which can no longer be changed. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    for (const item of Object.values(value)) frozen(item);
    Object.freeze(value);
  }
  return value;
}
