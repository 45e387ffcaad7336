import { assign, setup } from "xstate";
import * as z from "zod";
import { messages } from "../../protocols/index.ts";
import {
  defineAgent,
  defineMessages,
  pickMessages,
  send,
  type AgentInput,
  type EventsOf,
} from "../../runtime/define/index.ts";
import { checkAgent } from "../../testing/index.ts";

export const own = defineMessages({
  "sum.asked": z.strictObject({ of: z.string() }),
  "sum.given": z.strictObject({ total: z.number() }),
  "sum.done": z.strictObject({ seen: z.array(z.unknown()) }),
});
const accepts = {
  ...pickMessages(own.messages, "sum.given"),
  ...pickMessages(messages, "service.failed"),
};
type Event = EventsOf<typeof accepts>;
interface Context extends AgentInput {
  readonly got: readonly unknown[];
}

/** Faults of a probe. */
export interface Planted {
  readonly of?: () => string;
  readonly fold?: (context: Context, event: Extract<Event, { type: "sum.given" }>) => unknown[];
  readonly onFailure?: ".over" | ".asking";
  /** The kind that it handles. */
  readonly handles?: string;
}

/** Asks twice and tells what it got, in the order in which it asked; faults are planted. */
export function probe({
  of = () => "a",
  fold,
  onFailure = ".over",
  handles = "sum.given",
}: Planted = {}) {
  const machine = setup({
    types: { context: {} as Context, events: {} as Event, input: {} as AgentInput },
    actions: { send },
  }).createMachine({
    context: ({ input }) => ({ ...input, got: [null, null] }),
    initial: "asking",
    on: { "service.failed": onFailure },
    states: {
      asking: {
        entry: {
          type: "send",
          params: ({ context: { self } }) =>
            [0, 1].map((tag) =>
              own.toService(self, "summer", "sum.asked", { of: `${of()}${tag}` }, String(tag)),
            ),
        },
        always: {
          guard: ({ context }) => !context.got.includes(null) && context.got.length > 1,
          target: "over",
          actions: {
            type: "send",
            params: ({ context: { parent, got } }) =>
              own.toAgent(parent, "sum.done", { seen: [...got] }),
          },
        },
        on: {
          [handles as "sum.given"]: {
            actions: assign({
              got: ({ context, event }) =>
                fold ? fold(context, event) : context.got.with(Number(event.tag), event.body.total),
            }),
          },
        },
      },
      over: { type: "final" },
    },
  });
  return defineAgent({
    role: "probe",
    accepts,
    sends: pickMessages(own.messages, "sum.asked", "sum.done"),
    machine,
  });
}

/** What `checkAgent` finds in a probe, one line each. */
export const check = (planted?: Planted) =>
  checkAgent(probe(planted), {
    key: "a",
    input: {},
    answer: ({ kind, body }) =>
      kind === "sum.asked"
        ? { kind: "sum.given", body: { total: (body as { of: string }).of.charCodeAt(1) } }
        : undefined,
  }).map(({ check: name, detail }) => `${name}: ${detail}`);
