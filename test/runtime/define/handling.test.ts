import { assign, enqueueActions, raise, setup, type AnyStateMachine } from "xstate";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { messages, type Address } from "../../../protocols/index.ts";
import {
  defineAgent,
  defineMessages,
  defineService,
  pickMessages,
  send,
  type EventsOf,
} from "../../../runtime/define/index.ts";

const own = defineMessages({
  "review.asked": z.strictObject({ text: z.string() }),
  "review.given": z.strictObject({ verdict: z.enum(["good", "bad"]) }),
});
const accepts = { ...own.messages, ...pickMessages(messages, "service.failed") };
const base = setup({
  types: { context: {} as { self: Address }, events: {} as EventsOf<typeof accepts> },
  actions: { send },
});

const define = (config: object, table: object = accepts) =>
  defineAgent({
    role: "critic",
    accepts: table as typeof accepts,
    sends: pickMessages(messages, "author.ask"),
    machine: base.createMachine(config as never) as unknown as AnyStateMachine,
  });

const on = { "review.asked": ".idle", "review.given": ".idle", "service.failed": ".idle" } as const;
const idle = { initial: "idle", states: { idle: {} } } as const;

describe("definitions that cannot work", () => {
  it.each<[string, () => unknown, string]>([
    [
      "handles a kind that it does not accept",
      () => define({ initial: "idle", on, states: { idle: { on: { "review.gven": {} } } } }),
      "role critic, state idle: handles review.gven, which it does not accept; did you mean review.given?",
    ],
    [
      "accepts a kind that it does not handle",
      () => define({ ...idle, on: { "review.asked": ".idle", "service.failed": ".idle" } }),
      "role critic, accepts review.given, which no state handles",
    ],
    [
      "asks services and does not hear of their failures",
      () =>
        define({ ...idle, on: { "review.asked": ".idle", "review.given": ".idle" } }, own.messages),
      "role critic, asks services (author.ask) and does not accept service.failed",
    ],
    [
      "names an action that it does not have",
      () => define({ ...idle, on, entry: { type: "sned" } }),
      "role critic, state (root): the machine has no action sned; did you mean send?",
    ],
    [
      "names a guard that it does not have",
      () => define({ ...idle, on, always: { guard: "isDone", target: ".idle" } }),
      "role critic, state (root): the machine has no guard isDone",
    ],
  ])("a machine that %s is refused with role and state", (_, make, reason) => {
    expect(make).toThrow(
      expect.objectContaining({ code: "AGENT_MODULE", detail: reason }) as Error,
    );
  });

  it("a custom kind has its own name", () => {
    expect(() => defineMessages({ "author.ask": z.unknown() })).toThrow(/built-in/);
    expect(() => defineMessages({ Review: z.unknown() })).toThrow(/area\.word/);
  });
});

describe("definitions that work", () => {
  it("a kind that the machine raises itself need not be accepted", () => {
    const machine = setup({}).createMachine({
      entry: raise({ type: "step" }),
      on: { step: {} },
    });
    expect(() => defineAgent({ role: "critic", accepts: {}, sends: {}, machine })).not.toThrow();
  });

  it("wildcards handle the kinds that they match", () => {
    expect(() => define({ on: { "review.*": {}, "service.failed": {} } })).not.toThrow();
    expect(() => define({ on: { "*": {} } })).not.toThrow();
  });

  it("named actions and guards can be replaced, which changes the behaviour hash", () => {
    const named = setup({
      types: { context: {} as { count: number } },
      actions: {
        count: assign({ count: ({ context }) => context.count + 1 }),
        both: enqueueActions(({ enqueue }) =>
          enqueue.assign({ count: ({ context }) => context.count + 1 }),
        ),
      },
      guards: { enough: ({ context }) => context.count > 2 },
    }).createMachine({
      context: { count: 0 },
      entry: ["count", "both"],
      always: { guard: "enough" },
    });
    const made = (machine: typeof named) =>
      defineAgent({ role: "critic", accepts: {}, sends: {}, machine }).behaviour;
    const other = named.provide({ guards: { enough: ({ context }) => context.count > 7 } });
    expect(made(named)).not.toBe(made(other));
  });

  it("bodies and answers have the types of their tables", () => {
    const self = { session: "s", role: "critic", key: "a" };
    expect(own.toService(self, "author", "review.asked", { text: "x" })).toMatchObject({
      to: "s/author/pool",
      body: { text: "x" },
    });
    expectTypeOf<
      Extract<EventsOf<typeof accepts>, { type: "review.asked" }>["body"]
    >().toEqualTypeOf<{
      text: string;
    }>();
    defineService({
      role: "critic",
      accepts: pickMessages(own.messages, "review.asked"),
      sends: pickMessages(own.messages, "review.given"),
      // oxlint-disable-next-line typescript/require-await -- services may wait, this one need not
      handle: async ({ kind, body }) => {
        expectTypeOf(kind).toEqualTypeOf<"review.asked">();
        expectTypeOf(body).toEqualTypeOf<{ text: string }>();
        return { kind: "review.given", body: { verdict: "good" as const } };
      },
    });
    defineService({
      role: "critic",
      accepts: pickMessages(own.messages, "review.asked"),
      sends: pickMessages(own.messages, "review.given"),
      // @ts-expect-error -- no such verdict
      handle: () => Promise.resolve({ kind: "review.given", body: { verdict: "fair" } }),
    });
  });
});
