import { assign, setup } from "xstate";
import {
  ThoughtPurpose,
  type CoderInput,
  type Failure,
  type Trouble,
} from "../../protocols/index.ts";
import { send, toAgent, toService, type AgentInput } from "../../runtime/define/index.ts";
import { NO_USAGE, addUsage, isOfOneText } from "../usage/index.ts";
import {
  chooseReads,
  describedOf,
  purposesFor,
  type CoderContext,
  type CoderEvent,
  type HandledViolation,
} from "./context.ts";
import { askForJudgement, judgementOf } from "./judge.ts";
import { reportOf } from "./report.ts";
import { askForReads, askForSearch, askForThought } from "./requests.ts";

const machine = setup({
  types: {
    context: {} as CoderContext,
    events: {} as CoderEvent,
    input: {} as AgentInput<CoderInput>,
  },
  actions: { send },
});

/**
 * Thinks what one file needs, reads it, thinks how to write, has the thoughts searched, has the
 * result judged where somebody asked for it, writes.
 */
export const coderMachine = machine.createMachine({
  id: "coder",
  context: ({ input }) => ({
    ...input,
    described: null,
    purposes: [],
    draft: "",
    complaints: [],
    thoughts: [],
    wanted: [],
    got: [],
    violations: [],
    names: 0,
    grounded: 0,
    search: null,
    judgement: null,
    troubles: [],
    usage: NO_USAGE,
  }),
  initial: "describing",
  on: {
    "service.failed": {
      target: ".failed",
      actions: {
        type: "send",
        params: ({ context, event }) =>
          toAgent(context.parent, "agent.failed", {
            ...event.body,
            usage: addUsage(context.usage, event.body.usage ?? NO_USAGE),
          }),
      },
    },
    "agent.failed": {
      target: ".failed",
      actions: {
        type: "send",
        params: ({ context, event }) =>
          toAgent(context.parent, "agent.failed", {
            ...event.body,
            reason: `${event.from.role}: ${event.body.reason}`,
            usage: addUsage(context.usage, event.body.usage),
          }),
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
            ...(input.settings.search.sight === "blind" ? { sight: "blind" as const } : {}),
          }),
      },
      on: {
        "graph.described": {
          target: "deciding",
          actions: assign({
            described: ({ event }) => event.body,
            purposes: ({ event }) => purposesFor(event.body.target),
          }),
        },
      },
    },
    deciding: {
      always: [
        { guard: ({ context }) => mayRead(context), target: "reading" },
        { guard: ({ context }) => context.purposes.length > 0, target: "thinking" },
        { target: "searching" },
      ],
    },
    thinking: {
      entry: { type: "send", params: ({ context }) => askForThought(context) },
      on: {
        "author.written": {
          target: "grounding",
          actions: assign({
            draft: ({ event }) => event.body.text,
            usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
          }),
        },
        "service.failed": {
          guard: ({ context, event }) => canDoWithout(context, event.body),
          target: "deciding",
          actions: assign({
            complaints: [],
            purposes: ({ context }) => context.purposes.slice(1),
            troubles: ({ context, event }) =>
              withTrouble(context, context.purposes[0] ?? "write", event.body),
            usage: ({ context, event }) => addUsage(context.usage, event.body.usage ?? NO_USAGE),
          }),
        },
      },
    },
    grounding: {
      entry: {
        type: "send",
        params: ({ context }) =>
          toService(context.self, "graph", "graph.check_thought", {
            snapshot: context.input.snapshot,
            plan: context.input.plan,
            path: context.input.entry.path,
            text: context.draft,
          }),
      },
      on: {
        "graph.thought_checked": [
          {
            guard: ({ context, event }) =>
              event.body.violations.length > 0 &&
              context.complaints.length === 0 &&
              isThoughtPurpose(context.purposes[0]),
            target: "thinking",
            actions: assign({
              complaints: ({ event }) => event.body.violations,
              violations: ({ context, event }) =>
                handle(context, event.body.violations, "rewritten"),
            }),
          },
          {
            guard: ({ event }) => event.body.violations.length > 0,
            target: "deciding",
            actions: assign({
              complaints: [],
              purposes: ({ context }) => context.purposes.slice(1),
              violations: ({ context, event }) => handle(context, event.body.violations, "dropped"),
            }),
          },
          {
            target: "deciding",
            actions: assign({
              complaints: [],
              purposes: ({ context }) => context.purposes.slice(1),
              thoughts: ({ context }) => {
                const [purpose = "write"] = context.purposes;
                return [...context.thoughts, { purpose, text: context.draft }];
              },
              names: ({ context, event }) => context.names + event.body.names,
              grounded: ({ context, event }) => context.grounded + event.body.grounded,
            }),
          },
        ],
      },
    },
    reading: {
      entry: [
        assign({
          wanted: ({ context }) => chooseReads(context),
          got: ({ context }) => chooseReads(context).map(() => null),
        }),
        { type: "send", params: ({ context }) => askForReads(context) },
      ],
      always: { guard: ({ context }) => !context.got.includes(null), target: "deciding" },
      on: {
        "graph.content": {
          actions: assign({
            got: ({ context, event }) =>
              context.got.with(Number(event.tag), { text: event.body.text }),
          }),
        },
        "graph.refused": {
          actions: assign({
            got: ({ context, event }) => context.got.with(Number(event.tag), { text: null }),
            violations: ({ context, event }) => handle(context, [event.body.violation], "dropped"),
          }),
        },
      },
    },
    searching: {
      always: {
        guard: ({ context }) => purposesFor(describedOf(context).target).length === 0,
        target: "writing",
      },
      entry: { type: "send", params: ({ context }) => askForSearch(context) },
      on: {
        "search.finished": {
          target: "judging",
          actions: assign({
            search: ({ event }) => event.body,
            usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
          }),
        },
        "agent.failed": {
          guard: ({ context, event }) => canDoWithout(context, event.body),
          target: "writing",
          // What was never scored was never checked for leaks either.
          actions: assign({
            thoughts: [],
            troubles: ({ context, event }) => withTrouble(context, "search", event.body),
            usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
          }),
        },
      },
    },
    judging: {
      always: { guard: ({ context }) => context.input.judge === undefined, target: "writing" },
      entry: { type: "send", params: ({ context }) => askForJudgement(context) },
      on: {
        "scorer.scored": {
          target: "writing",
          actions: assign({ judgement: ({ event }) => judgementOf(event.body) }),
        },
        "service.failed": {
          guard: ({ context, event }) => canDoWithout(context, event.body),
          target: "writing",
          actions: assign({
            troubles: ({ context, event }) => withTrouble(context, "judge", event.body),
          }),
        },
      },
    },
    writing: {
      type: "final",
      entry: {
        type: "send",
        params: ({ context }) => toAgent(context.parent, "coder.finished", reportOf(context)),
      },
    },
    failed: { type: "final" },
  },
});

function canDoWithout(context: CoderContext, failure: Failure): boolean {
  return context.input.lenient === true && isOfOneText(failure);
}

function withTrouble(
  { troubles }: CoderContext,
  at: Trouble["at"],
  { code, reason }: Failure,
): readonly Trouble[] {
  return [...troubles, { at, code, reason }];
}

/** The author is asked again for what it was asked for; an extension's text is dropped. */
function isThoughtPurpose(purpose: string | undefined): boolean {
  return ThoughtPurpose.safeParse(purpose).success;
}

/** Reading comes once, after the thought that says what is needed. */
function mayRead(context: CoderContext): boolean {
  const { purposes, wanted } = context;
  return purposes.includes("design") && !purposes.includes("needs") && wanted.length === 0
    ? chooseReads(context).length > 0
    : false;
}

function handle(
  context: CoderContext,
  violations: readonly Omit<HandledViolation, "handled">[],
  handled: HandledViolation["handled"],
): HandledViolation[] {
  return [...context.violations, ...violations.map((violation) => ({ ...violation, handled }))];
}
