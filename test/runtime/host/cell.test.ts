import { assign, setup, type AnyStateMachine } from "xstate";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { CONTROL_ADDRESS, type Envelope, type MessageTable } from "../../../protocols/index.ts";
import { defineAgent, send } from "../../../runtime/define/index.ts";
import { AgentCell } from "../../../runtime/host/index.ts";

const base = setup({ actions: { send } });
const ADDRESS = "s-1/probe/a";

function message(seq: number, kind: string, body: unknown): Envelope {
  return {
    id: `${CONTROL_ADDRESS}#${seq}`,
    run: "test",
    session: "s-1",
    from: CONTROL_ADDRESS,
    to: ADDRESS,
    kind,
    cause: null,
    seq,
    time: 0,
    body,
  };
}

/** What a machine's agent sends when it starts and when it then hears `go`. */
function hear(machine: AnyStateMachine, strict = false) {
  const accepts: MessageTable = machine.events.includes("go") ? { go: z.unknown() } : {};
  const definition = defineAgent({ role: "probe", accepts, sends: {}, machine });
  const { behaviour } = definition;
  const spawn = message(1, "agent.spawn", { role: "probe", key: "a", behaviour, input: {} });
  const cell = new AgentCell(definition, spawn, {}, { strict });
  return { cell, sent: () => [...cell.start(spawn), ...cell.receive(message(2, "go", {}))] };
}

describe("AgentCell", () => {
  it("ends an agent whose transitions turn in circles", () => {
    const { cell, sent } = hear(
      base.createMachine({
        initial: "a",
        states: { a: { on: { go: "b" } }, b: { always: "c" }, c: { always: "b" } },
      }),
    );
    expect(sent()).toMatchObject([{ kind: "session.failed", body: { code: "AGENT_FAILED" } }]);
    expect(cell.done).toBe(true);
  });

  it("ends an agent whose first context is not plain JSON, and names the place", () => {
    const { sent } = hear(base.createMachine({ context: () => ({ since: new Date(0) }) }));
    expect(sent()).toMatchObject([
      { body: { code: "AGENT_IMPURE", reason: "role probe, context.since: is not plain JSON" } },
    ]);
  });

  it("ends an agent that looks at a clock", () => {
    const { sent } = hear(base.createMachine({ context: () => ({ now: Date.now() }) }));
    expect(sent()).toMatchObject([{ body: { code: "AGENT_IMPURE" } }]);
  });

  it("finds a later context that is not plain JSON when it is strict", () => {
    const machine = base.createMachine({
      context: { seen: {} },
      on: { go: { actions: assign({ seen: () => new Set() }) } },
    });
    expect(hear(machine).sent()).toEqual([]);
    expect(hear(machine, true).sent()).toMatchObject([{ body: { code: "AGENT_IMPURE" } }]);
  });
});
