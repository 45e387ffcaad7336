import { assign, setup } from "xstate";
import {
  defineAgent,
  pickMessages,
  send,
  toAgent,
  toService,
  type AgentInput,
  type IncomingKind,
} from "hindcast";
import { CoderInput, messages, type Body } from "hindcast/protocols";

interface Context extends AgentInput<CoderInput> {
  readonly described: Body<"graph.described"> | null;
  readonly usage: Body<"coder.finished">["usage"];
}

const NO_USAGE = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };

/**
 * A coder of one's own: it asks for the outline of its file and for one thought, then writes. It
 * reads nothing and searches nothing, which makes it a baseline for what those two are worth.
 *
 *     hindcast run REPO --agents examples/terse-coder.ts
 */
const machine = setup({
  types: {
    context: {} as Context,
    events: {} as IncomingKind<"graph.described" | "author.written" | "service.failed">,
    input: {} as AgentInput<CoderInput>,
  },
  actions: { send },
}).createMachine({
  context: ({ input }) => ({ ...input, described: null, usage: NO_USAGE }),
  initial: "looking",
  on: {
    "service.failed": {
      target: ".failed",
      actions: {
        type: "send",
        params: ({ context, event }) =>
          toAgent(context.parent, "agent.failed", { ...event.body, usage: context.usage }),
      },
    },
  },
  states: {
    looking: {
      entry: {
        type: "send",
        params: ({ context: { self, input } }) =>
          toService(self, "graph", "graph.describe", {
            snapshot: input.snapshot,
            plan: input.plan,
            path: input.entry.path,
          }),
      },
      on: {
        "graph.described": {
          target: "thinking",
          actions: assign({ described: ({ event }) => event.body }),
        },
      },
    },
    thinking: {
      entry: {
        type: "send",
        params: ({ context: { self, input, described } }) =>
          toService(self, "author", "author.thought", {
            path: input.entry.path,
            requirements: input.requirements,
            purpose_of_file: input.entry.purpose,
            outline: described?.outline ?? "",
            facts: described?.facts ?? { sha256: "", bytes: 0 },
            reads: [],
            purpose: "write",
            earlier: [],
            violations: [],
            seed: input.seed,
          }),
      },
      on: {
        "author.written": {
          target: "written",
          actions: {
            type: "send",
            params: ({ context: { parent, input }, event }) =>
              toAgent(parent, "coder.finished", finished(input.entry.path, event.body)),
          },
        },
      },
    },
    written: { type: "final" },
    failed: { type: "final" },
  },
});

function finished(path: string, { text, usage }: Body<"author.written">): Body<"coder.finished"> {
  const thought = { purpose: "write", text } as const;
  return {
    path,
    steps: [
      { kind: "think", thought, candidates: 0 },
      { kind: "write", path },
    ],
    violations: [],
    report: {
      path,
      tokens: 0,
      evaluations: 0,
      proposals: 0,
      leaks_rejected: 0,
      nats_per_token: { none: 0, first: 0, final: 0 },
      thought_tokens: 0,
      steps: 2,
      names: 0,
      grounded: 0,
    },
    usage,
  };
}

export default defineAgent({
  role: "coder",
  input: CoderInput,
  accepts: pickMessages(messages, "graph.described", "author.written", "service.failed"),
  sends: pickMessages(
    messages,
    "graph.describe",
    "author.thought",
    "coder.finished",
    "agent.failed",
  ),
  machine,
});
