import {
  assign,
  cancel,
  emit,
  log,
  raise,
  sendTo,
  setup,
  spawnChild,
  type AnyStateMachine,
} from "xstate";
import { describe, expect, it } from "vitest";
import { HindcastError } from "../../../protocols/index.ts";
import { defineAgent, sealed, send } from "../../../runtime/define/index.ts";

const base = setup({ actions: { send } });

/** The definition of a machine, or what defining it throws. */
function define(machine: AnyStateMachine): () => unknown {
  return () => defineAgent({ role: "probe", accepts: {}, sends: {}, machine });
}

describe("defineAgent", () => {
  it("takes guards, assign, raise and send", () => {
    const machine = base.createMachine({
      context: { count: 0 },
      entry: [assign({ count: 1 }), raise({ type: "go" })],
      initial: "one",
      states: {
        one: { on: { go: { guard: ({ context }) => context.count > 0, target: "two" } } },
        two: { entry: { type: "send", params: { to: "s-1/r/k", kind: "k", body: null } } },
      },
    });
    expect(define(machine)()).toMatchObject({ role: "probe", type: "agent" });
  });

  it.each<[string, AnyStateMachine, RegExp]>([
    [
      "invoke",
      base.createMachine({ initial: "a", states: { a: { invoke: { src: "x" } as never } } }),
      /state a: invokes/,
    ],
    [
      "after",
      base.createMachine({ initial: "a", states: { a: { after: { 10: "b" } }, b: {} } }),
      /state a: waits with `after`/,
    ],
    [
      "spawnChild",
      base.createMachine({ entry: spawnChild("x" as never) }),
      /state \(root\): uses spawnChild/,
    ],
    [
      "sendTo",
      base.createMachine({ on: { go: { actions: sendTo("x", { type: "y" }) } } }),
      /\(root\) on go: uses sendTo/,
    ],
    ["emit", base.createMachine({ exit: emit({ type: "y" }) }), /uses emit/],
    ["log", base.createMachine({ entry: log("hello") }), /uses log/],
    ["cancel", base.createMachine({ entry: cancel("x") }), /uses cancel/],
    [
      "a delayed raise",
      base.createMachine({ entry: raise({ type: "y" }, { delay: 5 }) }),
      /raises an event after a delay/,
    ],
    [
      "a function as action",
      base.createMachine({
        initial: "a",
        states: { a: { initial: "b", states: { b: { entry: () => {} } } } },
      }),
      /state a\.b: runs a function of its own/,
    ],
    [
      "a function in always",
      base.createMachine({
        initial: "a",
        states: { a: { always: { target: "b", actions: () => {} } }, b: {} },
      }),
      /state a always/,
    ],
    [
      "a context with a Map",
      base.createMachine({ context: { seen: { paths: new Map() } } }),
      /context\.seen\.paths: is not plain JSON/,
    ],
    [
      "a named action that is a function",
      setup({ actions: { shout: () => {} } }).createMachine({}),
      /the action shout/,
    ],
  ])("refuses %s and names the place", (_name, machine, place) => {
    expect(define(machine)).toThrow(HindcastError);
    expect(define(machine)).toThrow(place);
  });

  it.each(["", "Coder", "a/b", "a.b", "1st"])("refuses the role %j", (role) => {
    const machine = base.createMachine({});
    expect(() => defineAgent({ role, accepts: {}, sends: {}, machine })).toThrow(/AGENT_MODULE/);
  });

  it("hashes what a machine does, not which object it is", () => {
    const make = (limit: number) =>
      defineAgent({
        role: "probe",
        accepts: {},
        sends: {},
        machine: base.createMachine({ context: { limit }, initial: "a", states: { a: {} } }),
      }).behaviour;
    expect(make(1)).toBe(make(1));
    expect(make(1)).not.toBe(make(2));
  });
});

describe("sealed", () => {
  it.each<[string, () => unknown]>([
    ["Math.random", () => Math.random()],
    ["Date.now", () => Date.now()],
    ["performance.now", () => performance.now()],
    ["crypto.randomUUID", () => crypto.randomUUID()],
    ["crypto.getRandomValues", () => crypto.getRandomValues(new Uint8Array(1))],
    ["new Date()", () => new Date()],
    ["Date()", () => Date()],
    ["setTimeout", () => setTimeout(() => {}, 0)],
    ["queueMicrotask", () => queueMicrotask(() => {})],
    ["fetch", () => fetch("http://127.0.0.1:1")],
  ])("keeps %s out of a step and gives it back behind it", (name, call) => {
    expect(() => sealed(call)).toThrow(`called ${name} inside a step`);
    expect(Date.now()).toBeGreaterThan(0);
    expect(Math.random()).toBeLessThan(1);
  });

  it("lets dates of a given time pass", () => {
    const date = sealed(() => new Date(0));
    expect(date).toBeInstanceOf(Date);
    expect(date.toISOString()).toBe("1970-01-01T00:00:00.000Z");
  });

  it("restores everything when the step throws its own error", () => {
    expect(() =>
      sealed(() => {
        throw new Error("fault");
      }),
    ).toThrow("fault");
    expect(performance.now()).toBeGreaterThan(0);
  });
});
