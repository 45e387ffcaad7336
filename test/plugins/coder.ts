import { assign, setup } from "xstate";
import * as z from "zod";
import {
  CoderInput,
  messages,
  type Body,
  type ReportedStep,
  type StepKinds,
} from "../../protocols/index.ts";
import {
  defineAgent,
  pickMessages,
  send,
  toAgent,
  toService,
  type AgentDefinition,
  type AgentInput,
  type IncomingKind,
} from "../../runtime/define/index.ts";

const CODE = `"""Counts up to a limit."""


def advance(value, limit, stride):
    """Moves on by a stride, never beyond the limit."""
    following = value + stride * 2
    overshoot = following - limit
    midpoint = overshoot // 2
    remainder = overshoot - midpoint
    if following > limit and stride > 0:
        return limit - stride
    return following


def rewind(value, stride):
    return max(0, value - stride)
`;
export const files = { "counter.py": CODE };
/** A sentence that quotes lines of that file. */
export const QUOTE = "return limit - stride after if following > limit and stride > 0: it stops";

export const usage = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };

interface Context extends AgentInput<CoderInput> {
  readonly described: Body<"graph.described"> | null;
}

/** A coder that records the given thoughts and checks nothing. */
export function coder(thoughts: readonly ReportedStep[], steps: StepKinds = {}): AgentDefinition {
  const machine = setup({
    types: {
      context: {} as Context,
      events: {} as IncomingKind<"graph.described" | "service.failed">,
      input: {} as AgentInput<CoderInput>,
    },
    actions: { send },
  }).createMachine({
    context: ({ input }) => ({ ...input, described: null }),
    initial: "describing",
    on: {
      "service.failed": {
        target: ".over",
        actions: {
          type: "send",
          params: ({ context, event }) =>
            toAgent(context.parent, "agent.failed", { ...event.body, usage }),
        },
      },
    },
    states: {
      describing: {
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
            target: "over",
            actions: [
              assign({ described: ({ event }) => event.body }),
              {
                type: "send",
                params: ({ context: { parent, input } }) =>
                  toAgent(parent, "coder.finished", reportOf(input.entry.path, thoughts)),
              },
            ],
          },
        },
      },
      over: { type: "final" },
    },
  });
  return defineAgent({
    role: "coder",
    input: CoderInput,
    accepts: pickMessages(messages, "graph.described", "service.failed"),
    // Nothing is checked on the way.
    sends: {
      ...pickMessages(messages, "graph.describe", "agent.failed"),
      "coder.finished": z.any(),
    },
    steps,
    version: JSON.stringify(thoughts),
    machine,
  });
}

function reportOf(path: string, thoughts: readonly ReportedStep[]): Body<"coder.finished"> {
  const written = { kind: "write", path } as const;
  return {
    path,
    steps: [...thoughts.filter((step) => step.kind === "think" || step.path !== path), written],
    violations: [],
    report: {
      path,
      tokens: 0,
      evaluations: 0,
      proposals: 0,
      leaks_rejected: 0,
      nats_per_token: { none: 0, first: 0, final: 0 },
      thought_tokens: 0,
      steps: thoughts.length + 1,
      names: 0,
      grounded: 0,
    },
    usage,
  };
}

export const think = (text: string, purpose = "write"): ReportedStep => ({
  kind: "think",
  thought: { purpose, text },
  candidates: 0,
});
