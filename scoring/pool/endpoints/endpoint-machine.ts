import { assign, fromPromise, setup } from "xstate";

/** First delay before a broken endpoint is checked again, in milliseconds; doubles each time. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
/** First pause after a refusal that names none; doubles until something is answered. */
const FIRST_REST = 100;
const LONGEST_REST = 10_000;

/** What may become of an endpoint. */
export type EndpointEvent =
  /** It takes no more for now; `rest` is how many milliseconds it asked for. */
  | { readonly type: "busy"; readonly rest: number | undefined }
  /** It gave an answer. */
  | { readonly type: "answered" }
  /** It gave an answer that cannot be right. */
  | { readonly type: "doubted" }
  /** It does not answer, or not to us. */
  | { readonly type: "failed" }
  /** It shall finish what it has and go. */
  | { readonly type: "drain" }
  /** It has nothing left to do. */
  | { readonly type: "idle" }
  | { readonly type: "remove" };

interface Memory {
  /** Checks that failed since one passed. */
  readonly failures: number;
  /** Refusals since an answer. */
  readonly refusals: number;
  /** Milliseconds that the last refusal asked for. */
  readonly rest: number | undefined;
}

/**
 * The states of one endpoint. It is checked before it gets work and whenever there is doubt; a
 * broken one is checked again after pauses that double. `check` is provided by its owner.
 */
export const endpointMachine = setup({
  types: {
    context: {} as Memory,
    events: {} as EndpointEvent,
  },
  actors: {
    check: fromPromise<void>(() => Promise.reject(new Error("no check was provided"))),
  },
  delays: {
    pause: ({ context }) => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (context.failures - 1)),
    rest: ({ context }) =>
      context.rest ?? Math.min(LONGEST_REST, FIRST_REST * 2 ** (context.refusals - 1)),
  },
}).createMachine({
  id: "endpoint",
  context: { failures: 0, refusals: 0, rest: undefined },
  initial: "probing",
  on: { remove: ".removed" },
  states: {
    probing: {
      invoke: {
        src: "check",
        onDone: { target: "ready", actions: assign({ failures: 0, refusals: 0 }) },
        onError: {
          target: "broken",
          actions: assign({ failures: ({ context }) => context.failures + 1 }),
        },
      },
      on: { drain: "draining" },
    },
    ready: {
      on: {
        answered: { actions: assign({ refusals: 0 }) },
        busy: {
          target: "throttled",
          actions: assign({
            refusals: ({ context }) => context.refusals + 1,
            rest: ({ event }) => event.rest,
          }),
        },
        doubted: "probing",
        failed: {
          target: "broken",
          actions: assign({ failures: ({ context }) => context.failures + 1 }),
        },
        drain: "draining",
      },
    },
    throttled: {
      after: { rest: "ready" },
      on: {
        doubted: "probing",
        failed: {
          target: "broken",
          actions: assign({ failures: ({ context }) => context.failures + 1 }),
        },
        drain: "draining",
      },
    },
    broken: { after: { pause: "probing" }, on: { drain: "draining" } },
    draining: { on: { idle: "removed" } },
    removed: { type: "final" },
  },
});

export type EndpointState = "probing" | "ready" | "throttled" | "broken" | "draining" | "removed";
