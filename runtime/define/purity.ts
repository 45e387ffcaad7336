import type { AnyStateMachine, AnyStateNode } from "xstate";
import { HindcastError, firstNonJson } from "../../protocols/index.ts";
import { nodesOf, stateOf } from "./handling.ts";

/** Actions of XState that are computed inside a step and leave nothing for anybody to do. */
const INNER_ACTIONS = new Set(["xstate.assign", "xstate.raise", "xstate.enqueueActions"]);

/**
 * Throws AGENT_IMPURE, naming the state, when a machine uses anything but guards, `assign`,
 * `raise`, `enqueueActions` and `send`. What is enqueued is known when it runs: see `checkAction`.
 */
export function checkMachine(role: string, machine: AnyStateMachine): void {
  for (const [name, action] of Object.entries(machine.implementations.actions)) {
    if (name !== "send") checkAction(role, `the action ${name}`, action);
  }
  if (Object.keys(machine.implementations.actors).length > 0) {
    impure(role, "setup", "declares actors, which only invoke or spawn could start");
  }
  if (Object.keys(machine.implementations.delays).length > 0) {
    impure(role, "setup", "declares delays, which need a clock");
  }
  const context: unknown = machine.config.context;
  if (typeof context === "object" && context !== null) checkContext(role, context);
  for (const node of nodesOf(machine.root)) checkNode(role, node);
}

/** Throws AGENT_IMPURE, naming the place, when a context holds anything but plain JSON. */
export function checkContext(role: string, context: unknown): void {
  const found = firstNonJson(context);
  if (found !== undefined) impure(role, `context${found}`, "is not plain JSON");
}

function checkNode(role: string, node: AnyStateNode): void {
  const where = stateOf(node);
  if (node.invoke.length > 0) impure(role, where, "invokes an actor");
  if (node.after.length > 0) impure(role, where, "waits with `after`");
  for (const action of [...node.entry, ...node.exit]) checkAction(role, where, action);
  for (const [event, transitions] of node.transitions) {
    for (const { actions } of transitions) {
      for (const action of actions) checkAction(role, `${where} on ${event}`, action);
    }
  }
  for (const { actions } of node.always ?? []) {
    for (const action of actions) checkAction(role, `${where} always`, action);
  }
}

function checkAction(role: string, where: string, action: unknown): void {
  if (typeof action === "string") return;
  if (typeof action === "object" && action !== null && "type" in action) return;
  if (typeof action !== "function") return impure(role, where, "has an action of no known form");
  const type = "type" in action && typeof action.type === "string" ? action.type : undefined;
  if (type === undefined) impure(role, where, "runs a function of its own as an action");
  else if (type === "xstate.raise" && "delay" in action && action.delay !== undefined) {
    impure(role, where, "raises an event after a delay");
  } else if (!INNER_ACTIONS.has(type)) impure(role, where, `uses ${type.replace("xstate.", "")}`);
}

function impure(role: string, where: string, what: string): never {
  throw new HindcastError("AGENT_IMPURE", `role ${role}, ${where}: ${what}`);
}

function trap(name: string): () => never {
  return () => {
    throw new HindcastError("AGENT_IMPURE", `called ${name} inside a step`);
  };
}

const traps = {
  random: trap("Math.random"),
  now: trap("Date.now"),
  performanceNow: trap("performance.now"),
  randomUUID: trap("crypto.randomUUID"),
  getRandomValues: trap("crypto.getRandomValues"),
  setTimeout: trap("setTimeout"),
  setInterval: trap("setInterval"),
  setImmediate: trap("setImmediate"),
  queueMicrotask: trap("queueMicrotask"),
  fetch: trap("fetch"),
};

type Around = <T>(step: () => T) => T;
let around: Around | undefined;

/** Has `guard` run every step that is taken while `work` runs, in which it may set more traps. */
export function aroundSteps<T>(guard: Around, work: () => T): T {
  around = guard;
  try {
    return work();
  } finally {
    around = undefined;
  }
}

/** Dates of a given time are values like any other; the present one is a clock. */
const SealedDate = new Proxy(Date, {
  construct: (target, values) =>
    values.length === 0 ? trap("new Date()")() : (Reflect.construct(target, values) as Date),
  apply: trap("Date()"),
});

/**
 * Runs one synchronous step with the process's clocks, timers and random numbers out of reach:
 * a step that touches them throws AGENT_IMPURE instead of breaking a later replay.
 */
export function sealed<T>(step: () => T): T {
  // Written out, since a loop over names costs six times as much and runs on every step. The
  // functions are only put back where they were, never called from here.
  // oxlint-disable typescript/unbound-method
  const { Date: date, setTimeout, setInterval, setImmediate, queueMicrotask, fetch } = globalThis;
  const { random } = Math;
  const { now } = date;
  const performanceNow = performance.now;
  const { randomUUID, getRandomValues } = crypto;
  // oxlint-enable typescript/unbound-method
  Math.random = traps.random;
  date.now = traps.now;
  globalThis.Date = SealedDate;
  performance.now = traps.performanceNow;
  crypto.randomUUID = traps.randomUUID;
  crypto.getRandomValues = traps.getRandomValues;
  globalThis.setTimeout = traps.setTimeout as never;
  globalThis.setInterval = traps.setInterval;
  globalThis.setImmediate = traps.setImmediate as never;
  globalThis.queueMicrotask = traps.queueMicrotask;
  globalThis.fetch = traps.fetch;
  try {
    return around ? around(step) : step();
  } finally {
    Math.random = random;
    globalThis.Date = date;
    date.now = now;
    performance.now = performanceNow;
    crypto.randomUUID = randomUUID;
    crypto.getRandomValues = getRandomValues;
    globalThis.setTimeout = setTimeout;
    globalThis.setInterval = setInterval;
    globalThis.setImmediate = setImmediate;
    globalThis.queueMicrotask = queueMicrotask;
    globalThis.fetch = fetch;
  }
}
