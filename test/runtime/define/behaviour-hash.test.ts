import { describe, expect, test } from "vitest";
import { createMachine } from "xstate";
import { behaviourHash, serviceHash } from "../../../runtime/define/behaviour.ts";

const machine = (config: object = {}, guards: Record<string, () => boolean> = {}) =>
  createMachine({ id: "a", initial: "idle", states: { idle: {} }, ...config }, { guards });

describe("the hash of a behaviour", () => {
  test("is 16 hexadecimal digits, the same for equal machines", () => {
    expect(behaviourHash(machine(), "")).toMatch(/^[0-9a-f]{16}$/);
    expect(behaviourHash(machine(), "")).toBe(behaviourHash(machine(), ""));
  });

  test("changes with a state, the source of a guard and the version", () => {
    const hashes = [
      behaviourHash(machine(), ""),
      behaviourHash(machine({ states: { idle: {}, busy: {} } }), ""),
      behaviourHash(machine({}, { ready: () => true }), ""),
      behaviourHash(machine({}, { ready: () => false }), ""),
      behaviourHash(machine(), "2"),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test("does not depend on values that functions close over", () => {
    const guarded = (limit: number) => behaviourHash(machine({}, { low: () => limit > 1 }), "");
    expect(guarded(1)).toBe(guarded(2));
  });

  test("ends for a configuration that refers to itself", () => {
    const meta: Record<string, unknown> = {};
    meta["self"] = meta;
    expect(behaviourHash(machine({ meta }), "")).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe("the hash of a service", () => {
  const service = { accepts: {}, sends: {}, handle: () => 1 };

  test("changes with what it handles and how, and not with the order of its messages", () => {
    const kinds = { a: {}, b: {} } as never;
    const reversed = { b: {}, a: {} } as never;
    expect(serviceHash({ ...service, accepts: kinds })).toBe(
      serviceHash({ ...service, accepts: reversed }),
    );
    const hashes = [
      serviceHash(service),
      serviceHash({ ...service, accepts: kinds }),
      serviceHash({ ...service, sends: kinds }),
      serviceHash({ ...service, handle: () => 2 }),
      serviceHash({ ...service, version: "2" }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
