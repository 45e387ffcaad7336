import { assign, setup } from "xstate";
import { expect, test } from "vitest";
import * as z from "zod";
import { messages, type Json, type Strategy } from "../../protocols/index.ts";
import {
  defineAgent,
  defineMessages,
  defineService,
  pickMessages,
  send,
  type AgentInput,
  type EventsOf,
} from "../../runtime/define/index.ts";
import { checkAgent, checkService, checkStrategy } from "../../testing/index.ts";
import { strategies } from "../../scoring/strategies/index.ts";

const own = defineMessages({
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

interface Planted {
  readonly of?: () => string;
  readonly fold?: (context: Context, event: Extract<Event, { type: "sum.given" }>) => unknown[];
  readonly onFailure?: ".over" | ".asking";
}

let counted = 0;

/** Asks twice and tells what it got, in the order in which it asked; faults are planted. */
function agent({ of = () => "a", fold, onFailure = ".over" }: Planted = {}) {
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
          "sum.given": {
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

const check = (planted?: Planted) =>
  checkAgent(agent(planted), {
    key: "a",
    input: {},
    answer: ({ kind, body }) =>
      kind === "sum.asked"
        ? { kind: "sum.given", body: { total: (body as { of: string }).of.charCodeAt(1) } }
        : undefined,
  }).map(({ check: name, detail }) => `${name}: ${detail}`);

test("an agent that keeps the promises has no finding", () => {
  expect(check()).toEqual([]);
});

test.each<[string, Planted, RegExp]>([
  [
    "arrival order",
    { fold: ({ got }, { body }) => [...got.filter((each) => each !== null), body.total] },
    /^order: depends on the order of answers: .*seen/,
  ],
  ["module state", { of: () => `${(counted += 1) % 7}` }, /^repeats: .*of/],
  [
    "a changed message",
    {
      fold: ({ got }, event) => {
        event.body.total += 1;
        return got.with(Number(event.tag), event.body.total);
      },
    },
    /^changes: changes the message's .*total in state asking on sum.given/,
  ],
  [
    "a changed context",
    {
      fold: ({ got }, event) => {
        (got as unknown[])[Number(event.tag)] = event.body.total;
        return [...got];
      },
    },
    /^changes: changes its context.*got.* in state asking on sum.given/,
  ],
  ["a service that fails unheard", { onFailure: ".asking" }, /^failures: .*state asking.*summer/],
  ["a clock", { of: () => String(Date.now()) }, /^fails: .*Date.now/],
  ["a random number", { of: () => String(Math.random()) }, /^fails: .*Math.random/],
  [
    "a promise in the context",
    { fold: () => [Promise.resolve()] },
    /^fails: .*context.*is not plain JSON/,
  ],
])("%s is found", (_, planted, found) => {
  expect(check(planted)).toContainEqual(expect.stringMatching(found));
});

test("an agent that waits for a message that nobody sends is found with its state", () => {
  const findings = checkAgent(agent(), { key: "a", input: {}, answer: () => undefined });
  expect(findings).toMatchObject([{ check: "ends", detail: expect.stringMatching(/asking/) }]);
});

test("services answer with what they send, and the same each time", async () => {
  let calls = 0;
  const summer = (total: () => number) =>
    defineService({
      role: "summer",
      accepts: pickMessages(own.messages, "sum.asked"),
      sends: pickMessages(own.messages, "sum.given"),
      handle: () => Promise.resolve({ kind: "sum.given" as const, body: { total: total() } }),
    });
  const requests = [{ kind: "sum.asked", body: { of: "a" } }];
  expect(
    await checkService(
      summer(() => 1),
      requests,
    ),
  ).toEqual([]);
  expect(
    await checkService(
      summer(() => (calls += 1)),
      requests,
    ),
  ).toHaveLength(1);
  expect(
    await checkService(
      summer(() => 1),
      [],
    ),
  ).toMatchObject([{ role: "summer" }]);
});

test("the built-in strategies keep their budget and repeat themselves; one that never ends is found", () => {
  const problem = {
    start: [0, 0],
    kinds: ["needs", "write"],
    budget: 6,
    cost: 10,
    margin: 0,
    seed: 1,
    value: 0.1,
  };
  for (const strategy of Object.values(strategies)) {
    expect(checkStrategy(strategy, problem)).toEqual([]);
  }
  const endless: Strategy<Json> = {
    begin: () => null,
    tell: (state) => state,
    best: () => ({ assignment: [0, 0], value: 0 }),
    name: "endless",
    ask: () => [{ action: "delete", base: [0, 0], steps: [0] }],
  };
  expect(checkStrategy(endless, problem)).toMatchObject([{ role: "endless" }]);
});
