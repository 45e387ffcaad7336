/**
 * Errors by what the caller should do about them. `retry`: the same call may succeed later;
 * `fatal`: it will not; `input`: what was given must change; `missing`: a needed service is
 * not there; `interrupted`: somebody asked to stop.
 */
export type ErrorClass = "retry" | "fatal" | "input" | "missing" | "interrupted";

interface ErrorEntry {
  readonly class: ErrorClass;
  /** What happened, as one sentence. */
  readonly sentence: string;
  /** Why it usually happens. */
  readonly why: string;
  /** What to do about it. */
  readonly todo: string;
}

const table = {
  CONFIG_INVALID: {
    class: "input",
    sentence: "The configuration is not valid",
    why: "a key is misspelt or a value has the wrong type",
    todo: "compare with `hindcast config show`, which prints every key and where its value comes from",
  },
  USAGE: {
    class: "input",
    sentence: "The command line is not valid",
    why: "an argument is missing, unknown or contradicts another",
    todo: "run the command with --help",
  },
  OUTPUT_EXISTS: {
    class: "input",
    sentence: "The output directory is not empty",
    why: "an earlier run wrote there",
    todo: "continue that run with `hindcast resume`, or give another --out",
  },
  OUTPUT_LOCKED: {
    class: "input",
    sentence: "Another process is writing to this output directory",
    why: "a run with the same --out is still going on",
    todo: "wait for it or stop it, then run the command again",
  },
  LOG_UNTRUSTED: {
    class: "input",
    sentence: "The log was made elsewhere and names modules, servers or files to use",
    why: "the directory was copied, moved or made elsewhere: only runs that were started in it by this user are trusted",
    todo: "give what you want to use with --author, --scorer, --judge or --agents, or pass --trust if you trust the author of the log",
  },
  OUTPUT_INVALID: {
    class: "input",
    sentence: "This is not the output of a run",
    why: "the path names another directory, or the run ended before it wrote anything",
    todo: "give the directory that `hindcast run` printed",
  },
  REPOSITORY_MISSING: {
    class: "input",
    sentence: "The repository does not exist or is not a directory",
    why: "the path is misspelt, was removed, or names a file",
    todo: "give the path of a directory that can be read",
  },
  REPOSITORY_EMPTY: {
    class: "input",
    sentence: "The repository holds no file that can be reconstructed",
    why: "it is empty, or every file is ignored, binary, generated or too large",
    todo: "give another directory, or include such files with [files] in the configuration",
  },
  REPOSITORY_TOO_LARGE: {
    class: "input",
    sentence: "The repository holds more files than one session may reconstruct",
    why: "a monorepo or a vendored tree was given whole",
    todo: "give a part of it, exclude paths, or raise files.max_count in the configuration",
  },
  REPOSITORY_UNREADABLE: {
    class: "fatal",
    sentence: "The repository cannot be read",
    why: "permissions, or the disk went away",
    todo: "check that this user can list the directory and open its files",
  },
  MESSAGE_INVALID: {
    class: "fatal",
    sentence: "A message does not match its schema",
    why: "an actor and its peer disagree on the shape of a message kind",
    todo: "compare the body with the schema of its kind; `hindcast log show` prints both ends",
  },
  MESSAGE_UNKNOWN: {
    class: "fatal",
    sentence: "No schema is known for this kind of message",
    why: "the log or a peer uses an agent module that is not loaded",
    todo: "load the module with --agents",
  },
  MESSAGE_TOO_LARGE: {
    class: "fatal",
    sentence: "A message is larger than the bus carries",
    why: "an agent or a service sends a text or a list inline that should travel as a blob",
    todo: "send a text reference instead of the text",
  },
  ADDRESS_INVALID: {
    class: "fatal",
    sentence: "An address or subject is not well formed",
    why: "it was built by hand instead of by the address functions",
    todo: "build it with `formatAddress`, `serviceAddress` or `agentAddress`",
  },
  AGENT_IMPURE: {
    class: "fatal",
    sentence: "An agent does something that a pure machine may not do",
    why: "it invokes, spawns, waits, reads a clock, draws random numbers or keeps something that is not plain JSON",
    todo: "ask a service for it by message; use `random(seed, ...)` for randomness",
  },
  AGENT_FAILED: {
    class: "fatal",
    sentence: "An agent threw while it handled a message",
    why: "a guard or an assignment has a fault",
    todo: "replay the log up to that message with `hindcast replay LOG --until SEQ`",
  },
  AGENT_UNKNOWN: {
    class: "missing",
    sentence: "No behaviour is loaded for this role",
    why: "the module that defines the role was not named",
    todo: "name it with --agents or in the configuration",
  },
  AGENT_MODULE: {
    class: "input",
    sentence: "The agent module cannot be used",
    why: "it does not load, or its default export is not made by defineAgent or defineService",
    todo: "load it alone with node or tsx and look at the error; see docs/agents.md",
  },
  TOO_MANY_MESSAGES: {
    class: "fatal",
    sentence: "An agent handled and sent more messages than a run allows",
    why: "two agents answer each other endlessly, or one repeats its request whatever the answer",
    todo: "look at its last messages with `hindcast log show LOG --session S`; allow more with --max-messages",
  },
  SERVICE_TIMEOUT: {
    class: "fatal",
    sentence: "A service did not answer a request in time",
    why: "its handler waits for something that never happens, or the time-out in its definition is too short",
    todo: "look at the service's handler; raise `timeout` in its definition when the work takes longer",
  },
  SERVICE_FAILED: {
    class: "fatal",
    sentence: "A service could not answer a request",
    why: "the handler threw something that is not a known error",
    todo: "look at the service's log lines around this request",
  },
  AUTHOR_REJECTED: {
    class: "fatal",
    sentence: "The language-model server refused the request",
    why: "the key, the model name or the request is wrong",
    todo: "check the author's SPEC and the key in the environment",
  },
  AUTHOR_UNAVAILABLE: {
    class: "retry",
    sentence: "The language-model server did not answer",
    why: "it is overloaded, restarting, or the network is cut",
    todo: "check the server, then `hindcast resume`",
  },
  AUTHOR_UNUSABLE: {
    class: "retry",
    sentence: "The language-model server's answer cannot be used",
    why: "it was empty, cut off, or not in the form that the prompt asks for",
    todo: "try a larger model or more output tokens, then `hindcast resume`",
  },
  AUTHOR_DECLINED: {
    class: "input",
    sentence: "The language model declined to write a text",
    why: "a content filter or the model itself objects to something in the file",
    todo: "nothing for a few files; for many, name another model with `hindcast resume OUT --author SPEC`",
  },
  TOO_MANY_FAILED_FILES: {
    class: "input",
    sentence: "Too many files were left without thoughts",
    why: "the author's or the scorer's server gives unusable answers",
    todo: "look at the reasons, fix the server or name another, then `hindcast resume`; or allow more with `hindcast resume OUT --max-failed-files N`",
  },
  SCORER_FAILED: {
    class: "fatal",
    sentence: "The scorer could not compute a likelihood",
    why: "its worker died or the text is beyond its limits",
    todo: "look at the log lines of the scorer; lower files.max_bytes",
  },
  SNAPSHOT_INVALID: {
    class: "fatal",
    sentence: "A repository snapshot does not match its hash",
    why: "the blob was damaged or replaced",
    todo: "start the run again from the repository",
  },
  BLOB_MISSING: {
    class: "fatal",
    sentence: "A blob that a message names is not in the store",
    why: "the blobs directory was moved, pruned or not copied with the log",
    todo: "put the blobs directory back beside the log",
  },
  BLOB_DAMAGED: {
    class: "fatal",
    sentence: "A blob does not match the hash in its name",
    why: "its file was changed by something other than Hindcast, or the disk is failing",
    todo: "restore the blobs directory from a copy, or start the run again",
  },
  LOG_DAMAGED: {
    class: "fatal",
    sentence: "The log is damaged",
    why: "the file was changed by something other than Hindcast, or the disk is failing",
    todo: "restore the file from a copy; `hindcast log show` can still read the messages before the offset",
  },
  LOG_INVALID: {
    class: "input",
    sentence: "This is not a Hindcast log of a version that can be read",
    why: "the path names another file, or a newer Hindcast wrote it",
    todo: "give the log.hlog of a run, or update Hindcast",
  },
  LOG_DIVERGED: {
    class: "fatal",
    sentence: "Today's agents do not follow the log of this run",
    why: "a helper or a constant that an agent uses was changed since, or the log was altered",
    todo: "look at it with `hindcast replay LOG`; resume with the version that wrote the log",
  },
  LOG_WRITE: {
    class: "fatal",
    sentence: "The log cannot be written",
    why: "the disk is full or the directory is read-only",
    todo: "free some space, then `hindcast resume`",
  },
  BEHAVIOUR_CHANGED: {
    class: "input",
    sentence: "An agent's behaviour is not the one that started this run",
    why: "Hindcast, an agent module or a prompt was changed since",
    todo: "resume with the version that started the run, or start a new run; an author, scorers and a judge may change",
  },
  SESSION_STALLED: {
    class: "fatal",
    sentence: "A session stopped making progress",
    why: "an agent waits for a message that nobody will send",
    todo: "look at the agents that the reason names, and at the last messages with `hindcast log show LOG --session S`",
  },
  TRAJECTORY_INVALID: {
    class: "fatal",
    sentence: "A trajectory breaks an invariant",
    why: "it was edited, or an agent took a step that it may not take",
    todo: "run `hindcast verify` for the list of violations",
  },
  REBUILD_UNSAFE: {
    class: "input",
    sentence: "A trajectory names a path that may not be written",
    why: "the file was edited or comes from an untrusted source",
    todo: "do not use it",
  },
  ENDPOINT_BUSY: {
    class: "retry",
    sentence: "The scoring server is busy",
    why: "it receives more requests than its queue holds",
    todo: "nothing: the request is repeated; add an endpoint if this continues",
  },
  ENDPOINT_UNREACHABLE: {
    class: "retry",
    sentence: "The scoring server gave no answer",
    why: "it is starting, overloaded, or its process ended",
    todo: "look at the server's own log; the request is repeated, here or at another endpoint",
  },
  ENDPOINT_REFUSED: {
    class: "input",
    sentence: "The scoring server refused a request",
    why: "a text is longer than the model's context, or holds tokens that the model does not have",
    todo: "leave the file out or lower reads.bytes, or use a model with a longer context",
  },
  ENDPOINT_WRONG: {
    class: "fatal",
    sentence: "The scoring server answered with numbers that cannot be right",
    why: "it returns logits, truncates its input, or counts tokens differently",
    todo: "start it with the command in docs/scoring-servers.md and run `hindcast doctor`",
  },
  ENDPOINT_CONFIG: {
    class: "input",
    sentence: "The scoring server does not accept this client",
    why: "the model's name is misspelt, a key is missing, or the URL is of another kind of server",
    todo: "compare the SPEC with the server's answer at /v1/models, and set the key in the environment",
  },
  SCORER_UNAVAILABLE: {
    class: "missing",
    sentence: "No scoring server can be used",
    why: "none is reachable, or every one failed its check",
    todo: "start one, or run with --scorer offline",
  },
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
  REPOSITORY_CHANGED: {
    class: "input",
    sentence: "The repository is not what was submitted",
    why: "its files changed after the run was submitted, or the worker sees another directory",
    todo: "submit it again, or without --shared so that workers get the files from the run",
  },
  REPOSITORY_UNREACHABLE: {
    class: "retry",
    sentence: "The repository cannot be fetched",
    why: "its server is unreachable, or does not have the commit",
    todo: "check URL and commit with `git ls-remote`",
  },
  INTERRUPTED: {
    class: "interrupted",
    sentence: "The run was interrupted",
    why: "somebody pressed Ctrl-C or the process was asked to stop",
    todo: "continue it with `hindcast resume`",
  },
} as const satisfies Record<string, ErrorEntry>;

/** A code of the error table; codes are never reused for another meaning. */
export type ErrorCode = keyof typeof table;

/** Every error of the project, by code. */
export const errorTable: Readonly<Record<ErrorCode, ErrorEntry>> = table;

/** An error as it travels in messages and files: no stack, since a stack differs on replay. */
export interface ErrorRecord {
  code: ErrorCode;
  class: ErrorClass;
  reason: string;
}

/** Characters of a reason that travel in a message. */
const REASON_LIMIT = 4000;

/**
 * An error with a code of the table. `detail` says what and where in this case; the message adds
 * the table's sentence, the usual cause and what to do.
 */
export class HindcastError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  /** Milliseconds that a server asked to wait before a retry, when it did. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { cause?: unknown; retryAfter?: number } = {},
  ) {
    const entry = errorTable[code];
    super(
      `${code}: ${entry.sentence}: ${detail}. Usually ${entry.why}. To do: ${entry.todo}.`,
      options.cause === undefined ? {} : { cause: options.cause },
    );
    this.name = "HindcastError";
    this.code = code;
    this.detail = detail;
    this.retryAfter = options.retryAfter;
  }

  /** What the caller should do about it. */
  get class(): ErrorClass {
    return errorTable[this.code].class;
  }

  /** The form that crosses a wire: its reason is cut, since a message has a limit. */
  toRecord(): ErrorRecord {
    const { code, detail } = this;
    const cut = detail.length > REASON_LIMIT ? `${detail.slice(0, REASON_LIMIT)}...` : detail;
    return { code, class: this.class, reason: cut.toWellFormed() };
  }
}

/** Narrows to our errors across copies of the module, which `instanceof` does not. */
export function isHindcastError(error: unknown): error is HindcastError {
  return (
    error instanceof Error &&
    error.name === "HindcastError" &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code in errorTable
  );
}

/** A one-line description of anything thrown, without its stack. */
export function reasonOf(error: unknown): string {
  if (isHindcastError(error)) return error.detail;
  return error instanceof Error ? error.message : String(error);
}
