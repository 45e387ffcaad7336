import type { ErrorEntry } from "./entry.ts";

/** The NATS server and the runs on it. */
export const clusterErrors = {
  NATS_UNREACHABLE: {
    class: "missing",
    sentence: "The NATS server cannot be reached",
    why: "it is not running, or the URL names another host or port",
    todo: "start it with `nats-server -js`, or give the right --nats URL",
  },
  NATS_REFUSED: {
    class: "input",
    sentence: "The NATS server does not permit this",
    why: "the account lacks a permission, or the credentials are missing or wrong",
    todo: "compare the account with the one in docs/security.md, and check the credentials",
  },
  NATS_FULL: {
    class: "missing",
    sentence: "The NATS server has no space for this",
    why: "the run may take fewer bytes than it needs (--max-bytes), or the storage of the account or server is full",
    todo: "remove the incomplete run with `hindcast runs prune`, then allow more bytes or free some space",
  },
  NATS_LIMIT: {
    class: "missing",
    sentence: "A limit of the NATS account is reached",
    why: "a run needs two streams and a consumer for each role, and the account allows no more",
    todo: "remove old runs with `hindcast runs prune`, or raise the account's max_streams, max_consumers or max_bytes",
  },
  NATS_UNSUPPORTED: {
    class: "missing",
    sentence: "The NATS server cannot do this",
    why: "JetStream is off, it is older than 2.9, or there are fewer servers than --replicas",
    todo: "start it with -js, update it, or ask for fewer replicas",
  },
  RUN_EXISTS: {
    class: "input",
    sentence: "A run with this name exists",
    why: "it was submitted before with other settings",
    todo: "give another --run, or remove the old one with `hindcast runs prune`",
  },
  RUN_MISSING: {
    class: "input",
    sentence: "There is no run with this name",
    why: "the name is misspelt, or the run was pruned",
    todo: "list the runs with `hindcast runs list --nats URL`",
  },
  RUN_CANCELLED: {
    class: "interrupted",
    sentence: "The run was cancelled",
    why: "somebody asked for it",
    todo: "submit it again under another name",
  },
  LEASE_LOST: {
    class: "retry",
    sentence: "Another worker has taken over",
    why: "this process was frozen, blocked or cut off for longer than a lease",
    todo: "nothing: the other worker continues from the log",
  },
} as const satisfies Record<string, ErrorEntry>;
