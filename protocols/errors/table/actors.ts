import type { ErrorEntry } from "./entry.ts";

/** Messages, agents and services. */
export const actorErrors = {
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
  TOO_MANY_FAILED_FILES: {
    class: "input",
    sentence: "Too many files were left without thoughts",
    why: "the author's or the scorer's server gives unusable answers",
    todo: "look at the reasons, fix the server or name another, then `hindcast resume`; or allow more with `hindcast resume OUT --max-failed-files N`",
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
} as const satisfies Record<string, ErrorEntry>;
