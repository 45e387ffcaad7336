import { JetStreamApiError, JetStreamError } from "@nats-io/jetstream";
import {
  AuthorizationError,
  ClosedConnectionError,
  DrainingConnectionError,
  InvalidArgumentError,
  NoRespondersError,
  PermissionViolationError,
  RequestError,
  TimeoutError,
  UserAuthenticationExpiredError,
} from "@nats-io/transport-node";
import { HindcastError, isHindcastError, reasonOf, type ErrorCode } from "../../protocols/index.ts";

/**
 * What went wrong, by what to do about it. `transient`: ask again; `full`: ask again when there
 * is room; `limit`: the account or server allows no more streams or consumers; `conflict`: another
 * writer was first; `missing`: the stream or consumer does not exist; `unable`: the server is not
 * set up for it.
 */
export type NatsProblem =
  | "transient"
  | "full"
  | "limit"
  | "conflict"
  | "missing"
  | "refused"
  | "unable"
  | "large"
  | "closed"
  | "other";

/** Error codes of the JetStream API (nats-server, `server/errors.json`). */
const CODES: Readonly<Record<number, NatsProblem>> = {
  10071: "conflict", // wrong last sequence
  10164: "conflict", // wrong last sequence, as newer servers say it
  10023: "full", // insufficient resources
  10028: "full", // memory
  10047: "full", // storage
  10077: "full", // the stream's own limit
  10002: "full", // the account's storage or memory
  10026: "limit", // consumers of the account or stream
  10027: "limit", // streams of the account
  10113: "limit", // the account requires max_bytes
  10120: "limit", // no limits apply to this number of replicas
  10121: "limit", // max_ack_pending of a consumer
  10122: "limit", // max_bytes of one stream
  10014: "missing", // consumer not found
  10059: "missing", // stream not found
  10039: "unable", // JetStream is not enabled for the account
  10076: "unable", // JetStream is not enabled
  10074: "unable", // copies on several servers, without a cluster
  10005: "unable", // no suitable peers for placement
  10054: "large", // message size exceeds maximum
};

const SERVICE_UNAVAILABLE = 503;
const REQUEST_TIMEOUT = 408;

export function problemOfNats(error: unknown): NatsProblem {
  if (error instanceof JetStreamApiError) {
    const known = CODES[error.code];
    if (known) return known;
    return error.status === SERVICE_UNAVAILABLE ? "transient" : "other";
  }
  // Answers to direct gets are statuses; their class is not among the client's public names.
  if (error instanceof JetStreamError && "code" in error) {
    const { code } = error;
    return code === SERVICE_UNAVAILABLE || code === REQUEST_TIMEOUT ? "transient" : "other";
  }
  if (error instanceof AuthorizationError || error instanceof UserAuthenticationExpiredError) {
    return "refused";
  }
  if (error instanceof PermissionViolationError) return "refused";
  if (error instanceof ClosedConnectionError || error instanceof DrainingConnectionError) {
    return "closed";
  }
  if (error instanceof TimeoutError || error instanceof NoRespondersError) return "transient";
  if (error instanceof InvalidArgumentError && /max_payload/.test(error.message)) return "large";
  if (error instanceof RequestError) {
    return error.cause === undefined || error.isNoResponders()
      ? "transient"
      : requestProblem(error.cause);
  }
  // The client's own name for a publish that no stream took: it may be starting, or moving.
  return error instanceof Error && error.name === "JetStreamNotEnabled" ? "transient" : "other";
}

/** Whether nobody was there to answer a request: a service that is missing, or has yet to start. */
export function isUnanswered(error: unknown): boolean {
  if (error instanceof NoRespondersError) return true;
  if (error instanceof RequestError) return error.isNoResponders();
  // The client's name for it where the request was one to JetStream.
  return error instanceof Error && error.name === "JetStreamNotEnabled";
}

function requestProblem(cause: unknown): NatsProblem {
  const problem = problemOfNats(cause);
  return problem === "other" ? "transient" : problem;
}

const OURS: Readonly<Record<NatsProblem, ErrorCode>> = {
  transient: "NATS_UNREACHABLE",
  full: "NATS_FULL",
  limit: "NATS_LIMIT",
  conflict: "LOG_WRITE",
  missing: "RUN_MISSING",
  refused: "NATS_REFUSED",
  unable: "NATS_UNSUPPORTED",
  large: "MESSAGE_TOO_LARGE",
  closed: "INTERRUPTED",
  other: "LOG_WRITE",
};

/** Any error of the client as one of ours; `what` names the operation. Keeps the server's reason. */
export function asHindcastError(error: unknown, what: string): HindcastError {
  if (isHindcastError(error)) return error;
  const code = OURS[problemOfNats(error)];
  return new HindcastError(code, `${what}: ${reasonOf(error)}`, { cause: error });
}
