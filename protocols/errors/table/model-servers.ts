import type { ErrorEntry } from "./entry.ts";

/** Servers that write and servers that score. */
export const modelServerErrors = {
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
  SCORER_FAILED: {
    class: "fatal",
    sentence: "The scorer could not compute a likelihood",
    why: "its worker died or the text is beyond its limits",
    todo: "look at the log lines of the scorer; lower files.max_bytes",
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
} as const satisfies Record<string, ErrorEntry>;
