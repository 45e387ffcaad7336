import { assign, setup } from "xstate";
import {
  HindcastError,
  type Json,
  type SearchInput,
  type Strategy,
} from "../../protocols/index.ts";
import { send, toAgent, type AgentInput } from "../../runtime/define/index.ts";
import { NO_USAGE, addUsage, isOfOneText } from "../usage/index.ts";
import {
  findingsOf,
  outcomesOf,
  problemOf,
  type SearchContext,
  type SearchEvent,
  type Strategies,
} from "./context.ts";
import { askForBaselines, askForScores, takeBaselines, takeScores } from "./scores.ts";
import { askForTexts, textsAsked, withinSight } from "./proposals.ts";
import {
  allChecked,
  askForChecks,
  dropUngrounded,
  fill,
  giveUpOpen,
  openTrial,
  openTrials,
  placeTexts,
} from "./trials.ts";

/** Model names are not of interest to a search; an empty answer stands for no open trial. */
const NOTHING = { model: "", variants: [] };

/**
 * Improves all thoughts of one file together: scores the baselines, then works off the batches of
 * a strategy (texts from the author, checked by the graph, scored by the scorer, told back).
 */
export function searchMachine(strategies: Strategies) {
  const strategyOf = ({ settings }: SearchInput): Strategy<Json> => {
    const found = strategies[settings.strategy];
    if (found) return found;
    const known = Object.keys(strategies).join(", ");
    throw new HindcastError(
      "CONFIG_INVALID",
      `search.strategy ${settings.strategy} is not one of ${known}`,
    );
  };
  const linesFor = ({ input }: SearchContext) => strategyOf(input).surprises;
  const machine = setup({
    types: {
      context: {} as SearchContext,
      events: {} as SearchEvent,
      input: {} as AgentInput<SearchInput>,
    },
    actions: { send },
  });
  return machine.createMachine({
    id: "search",
    context: ({ input }) => ({
      ...input,
      candidates: input.input.thoughts.map(({ text }) => [text]),
      start: input.input.thoughts.map(() => 0),
      model: "",
      none: null,
      first: null,
      strategy: null,
      trials: [],
      evaluations: [],
      proposals: 0,
      leaks: 0,
      usage: NO_USAGE,
    }),
    initial: "baseline",
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
    },
    states: {
      baseline: {
        entry: {
          type: "send",
          params: ({ context }) => askForBaselines(context, linesFor(context)),
        },
        on: {
          "scorer.scored": {
            target: "comparing",
            actions: assign(({ context, event }) => takeBaselines(context, event.body)),
          },
        },
      },
      comparing: {
        always: [
          { guard: ({ context }) => context.first === null, target: "baseline" },
          {
            target: "asking",
            actions: assign({
              strategy: ({ context }) => strategyOf(context.input).begin(problemOf(context)),
            }),
          },
        ],
      },
      asking: {
        entry: assign({
          trials: ({ context }) =>
            strategyOf(context.input)
              .ask(context.strategy)
              .map((move) => openTrial(withinSight(move, context.input))),
        }),
        always: [
          { guard: ({ context }) => context.trials.length === 0, target: "finished" },
          { target: "proposing" },
        ],
      },
      proposing: {
        entry: [
          { type: "send", params: ({ context }) => askForTexts(context) },
          assign({ proposals: ({ context }) => context.proposals + textsAsked(context.trials) }),
        ],
        always: {
          guard: ({ context }) => !context.trials.some(({ texts }) => texts.includes(null)),
          target: "grounding",
          actions: assign(({ context }) => placeTexts(context)),
        },
        on: {
          "author.written": {
            actions: assign({
              trials: ({ context, event }) =>
                fill(context, event.tag, ({ texts }, position) => ({
                  texts: texts.with(position, event.body.text),
                })),
              usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
            }),
          },
          "service.failed": {
            guard: ({ context, event }) =>
              context.input.lenient === true && isOfOneText(event.body),
            actions: assign({
              trials: ({ context, event }) =>
                fill(context, event.tag, ({ texts }, position) => ({
                  texts: texts.with(position, ""),
                  fate: "unusable",
                })),
              usage: ({ context, event }) => addUsage(context.usage, event.body.usage ?? NO_USAGE),
            }),
          },
        },
      },
      grounding: {
        entry: { type: "send", params: ({ context }) => askForChecks(context) },
        always: {
          guard: ({ context }) => allChecked(context),
          target: "scoring",
          actions: assign({ trials: ({ context }) => dropUngrounded(context) }),
        },
        on: {
          "graph.thought_checked": {
            actions: assign({
              trials: ({ context, event }) =>
                fill(context, event.tag, ({ grounded }, position) => ({
                  grounded: grounded.with(position, event.body.violations.length === 0),
                })),
            }),
          },
        },
      },
      scoring: {
        entry: { type: "send", params: ({ context }) => askForScores(context, linesFor(context)) },
        always: {
          guard: ({ context }) => openTrials(context).length === 0,
          target: "telling",
          actions: assign(({ context }) => takeScores(context, NOTHING)),
        },
        on: {
          "scorer.scored": {
            target: "telling",
            actions: assign(({ context, event }) => takeScores(context, event.body)),
          },
          "service.failed": {
            guard: ({ context, event }) =>
              context.input.lenient === true && isOfOneText(event.body),
            target: "telling",
            actions: assign(({ context }) =>
              takeScores({ ...context, trials: giveUpOpen(context) }, NOTHING),
            ),
          },
        },
      },
      telling: {
        entry: assign({
          strategy: ({ context }) =>
            strategyOf(context.input).tell(context.strategy, outcomesOf(context)),
        }),
        always: "asking",
      },
      finished: {
        type: "final",
        entry: {
          type: "send",
          params: ({ context }) => {
            const { assignment } = strategyOf(context.input).best(context.strategy);
            return toAgent(context.parent, "search.finished", findingsOf(context, assignment));
          },
        },
      },
      failed: { type: "final" },
    },
  });
}
