import { assign, setup } from "xstate";
import { hashOf, type MainInput, type Violation } from "../../protocols/index.ts";
import { send, toControl, toService, type AgentInput } from "../../runtime/define/index.ts";
import { NO_USAGE, addUsage } from "../usage/index.ts";
import {
  filesOf,
  isFailed,
  needsPart,
  nextEntries,
  planOf,
  surveyOf,
  tooManyFailed,
  tooManyFailedFiles,
  type MainContext,
  type MainEvent,
} from "./context.ts";
import { askForPart, coder } from "./outgoing.ts";

/** Plans asked of the author before the graph's repair of the last one is taken. */
const PLANS = 2;
/** Violations that are quoted back to the author. */
const QUOTED_VIOLATIONS = 20;

const machine = setup({
  types: {
    context: {} as MainContext,
    events: {} as MainEvent,
    input: {} as AgentInput<MainInput>,
  },
  actions: { send },
});

/** Surveys, plans, delegates one file after the other, and has the result recorded. */
export const mainMachine = machine.createMachine({
  id: "main",
  context: ({ input }) => ({
    ...input,
    survey: null,
    requirements: "",
    planText: "",
    violations: [],
    unlisted: 0,
    plans: 0,
    proposed: [],
    plan: null,
    partStart: 0,
    partAsked: false,
    spawned: 0,
    finished: 0,
    failed: 0,
    lastTrouble: "",
    usage: NO_USAGE,
  }),
  initial: "surveying",
  on: {
    "main.limit": {
      actions: assign({
        input: ({ context, event }) => ({
          ...context.input,
          max_failed_files: event.body.max_failed_files,
        }),
      }),
    },
    "service.failed": {
      target: ".failed",
      actions: {
        type: "send",
        params: ({ context, event }) =>
          toControl("session.failed", {
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
          toControl("session.failed", {
            ...event.body,
            reason: `${event.from.role} of ${event.from.key}: ${event.body.reason}`,
            usage: addUsage(context.usage, event.body.usage),
          }),
      },
    },
  },
  states: {
    surveying: {
      entry: {
        type: "send",
        params: ({ context: { self, input } }) =>
          toService(self, "graph", "graph.survey", {
            source: input.source,
            limits: input.settings.files,
          }),
      },
      on: {
        "graph.surveyed": {
          target: "requiring",
          actions: assign({ survey: ({ event }) => event.body }),
        },
      },
    },
    requiring: {
      entry: {
        type: "send",
        params: ({ context }) => {
          const { facts, tree } = surveyOf(context);
          const { seed } = context.input;
          return toService(context.self, "author", "author.requirements", { facts, tree, seed });
        },
      },
      on: {
        "author.written": {
          target: "planning",
          actions: assign({
            requirements: ({ event }) => event.body.text,
            usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
          }),
        },
      },
    },
    planning: {
      entry: [
        assign({ plans: ({ context }) => context.plans + 1 }),
        {
          type: "send",
          params: ({ context }) => {
            const { facts, tree, order } = surveyOf(context);
            return toService(context.self, "author", "author.plan", {
              facts,
              tree,
              requirements: context.requirements,
              order,
              violations: context.violations.slice(0, QUOTED_VIOLATIONS),
              ...(context.violations.length === 0 ? {} : { previous: context.proposed }),
              seed: context.input.seed,
            });
          },
        },
      ],
      on: {
        "author.planned": {
          target: "checking",
          actions: assign({
            planText: ({ event }) => event.body.text,
            proposed: ({ event }) => event.body.entries,
            usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
          }),
        },
      },
    },
    checking: {
      entry: {
        type: "send",
        params: ({ context }) =>
          toService(context.self, "graph", "graph.check_plan", {
            snapshot: surveyOf(context).snapshot,
            entries: context.proposed,
          }),
      },
      on: {
        "graph.plan_checked": [
          {
            guard: ({ context, event }) =>
              event.body.violations.length > 0 && context.plans < PLANS,
            target: "planning",
            actions: assign({
              violations: remember,
              unlisted: ({ context, event }) => context.unlisted + event.body.more,
            }),
          },
          {
            target: "delegating",
            actions: assign({
              violations: remember,
              unlisted: ({ context, event }) => context.unlisted + event.body.more,
              plan: ({ event }) => event.body,
            }),
          },
        ],
      },
    },
    delegating: {
      entry: [
        {
          type: "send",
          params: ({ context }) => nextEntries(context).map((entry) => coder(context, entry)),
        },
        assign({ spawned: ({ context }) => context.spawned + nextEntries(context).length }),
        { type: "send", params: ({ context }) => askForPart(context) },
        assign({ partAsked: ({ context }) => context.partAsked || needsPart(context) }),
      ],
      always: [
        { guard: ({ context }) => tooManyFailed(context), target: "givingUp" },
        {
          guard: ({ context }) => context.finished === filesOf(context),
          target: "recording",
        },
      ],
      on: {
        "graph.plan_read": {
          target: "delegating",
          reenter: true,
          actions: assign({
            plan: ({ context, event }) => ({ ...planOf(context), entries: event.body.entries }),
            partStart: ({ event }) => event.body.from,
            partAsked: false,
          }),
        },
        "coder.finished": {
          target: "delegating",
          reenter: true,
          actions: assign({
            finished: ({ context }) => context.finished + 1,
            failed: ({ context, event }) => context.failed + (isFailed(event.body) ? 1 : 0),
            lastTrouble: ({ context, event }) => {
              const { path, report } = event.body;
              const [trouble] = report.troubles ?? [];
              return trouble ? `${path}: ${trouble.code}: ${trouble.reason}` : context.lastTrouble;
            },
            usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
          }),
        },
      },
    },
    recording: {
      entry: {
        type: "send",
        params: ({ context }) => {
          const { snapshot, repository } = surveyOf(context);
          const { plan, entries, total } = planOf(context);
          return toService(context.self, "recorder", "recorder.record", {
            snapshot,
            repository,
            configuration: hashOf(context.input.settings),
            seed: context.input.seed,
            requirements: context.requirements,
            plan_text: context.planText,
            plan_violations: [...context.violations],
            entries: total === undefined ? entries : plan,
          });
        },
      },
      on: {
        "recorder.recorded": {
          target: "finished",
          actions: {
            type: "send",
            params: ({ context, event }) =>
              toControl("session.finished", {
                repository: surveyOf(context).repository,
                files: event.body.files,
                included: surveyOf(context).included,
                excluded: surveyOf(context).excluded,
                plan_violations: context.violations.length + context.unlisted,
                usage: context.usage,
                trajectory: event.body.sha256,
                ...(event.body.grounding && { grounding: event.body.grounding }),
              }),
          },
        },
      },
    },
    givingUp: {
      entry: {
        type: "send",
        params: ({ context }) => toControl("session.failed", tooManyFailedFiles(context)),
      },
      always: "failed",
    },
    failed: { type: "final" },
    finished: { type: "final" },
  },
});

function remember({
  context,
  event,
}: {
  context: MainContext;
  event: MainEvent;
}): readonly Violation[] {
  if (event.type !== "graph.plan_checked") return context.violations;
  return [...context.violations, ...event.body.violations];
}
