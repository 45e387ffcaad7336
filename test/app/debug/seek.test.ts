import { describe, expect, test } from "vitest";
import { assign, setup } from "xstate";
import { coderAgent } from "../../../agents/coder/index.ts";
import {
  momentAt,
  momentOf,
  parseCondition,
  parseField,
  seek,
  statesOf,
  type Criterion,
  type Direction,
} from "../../../app/debug/index.ts";
import { indexLog } from "../../../app/log/index.ts";
import { GOLDEN_LOG } from "../replay/golden-log.ts";

function indexed() {
  return indexLog({ log: GOLDEN_LOG, env: {} });
}

describe("a walk over the index", () => {
  test("backwards finds what it finds forwards, in the other order", async () => {
    const index = await indexed();
    const { messages, steps } = index;
    const coder = steps.agents.find((agent) => agent.endsWith("coder/src/tally.py"))!;
    const walk = (direction: Direction, criterion: Criterion): number[] => {
      const found: number[] = [];
      let at: number | undefined = direction === "forwards" ? 0 : messages.last + 1;
      while ((at = seek(index, at, direction, criterion)) !== undefined) found.push(at);
      return found;
    };
    const criteria: Record<string, Criterion> = {
      all: {},
      agent: { agent: coder },
      kind: { kind: "graph.thought_checked" },
      field: { agent: coder, changed: parseField("thoughts") },
      condition: { condition: parseCondition('role == "coder" && state == "thinking"') },
      text: { text: "SRC/TALLY.PY" },
      session: { session: messages.sessions.at(-1) },
    };
    const found = Object.fromEntries(
      Object.entries(criteria).map(([name, criterion]) => {
        const forwards = walk("forwards", criterion);
        expect(walk("backwards", criterion)).toEqual(forwards.toReversed());
        expect(forwards, name).not.toEqual([]);
        return [name, forwards];
      }),
    );
    expect(found["all"]).toEqual(messages.messages.map(({ seq }) => seq));
    expect(found["agent"]).toEqual(steps.of(coder).map(({ seq }) => seq));
    expect(found["kind"]).toEqual(messages.ofKind("graph.thought_checked"));
    expect(found["session"]).toEqual(messages.ofSession(messages.sessions.at(-1)!));
    const lengths = found["field"]!.map((seq) => {
      const { thoughts } = steps.at(seq)!.after.context as { thoughts: unknown[] };
      return thoughts.length;
    });
    expect(lengths).toEqual(lengths.map((_, at) => at));
  });

  test("finds nothing beyond either end", async () => {
    const index = await indexed();
    expect(seek(index, index.messages.last, "forwards")).toBeUndefined();
    expect(seek(index, 1, "backwards")).toBeUndefined();
    expect(seek(index, Infinity, "backwards")).toBe(index.messages.last);
    expect(seek(index, 0, "forwards", { kind: "no.such" })).toBeUndefined();
  });
});

describe("a moment", () => {
  test("of an agent is its last step up to a position", async () => {
    const index = await indexed();
    const [first, second] = index.steps.of(index.steps.agents[1]!);
    const agent = first!.agent;
    expect(momentOf(index, agent, first!.seq - 1)).toBeUndefined();
    expect(momentOf(index, agent, second!.seq - 1)?.step).toBe(first);
    expect(momentOf(index, agent, second!.seq)).toEqual(momentAt(index, second!.seq));
    expect(momentAt(index, index.messages.last + 1)).toBeUndefined();
  });
});

describe("the states of a machine", () => {
  test("are those of its definition, with what leads on", () => {
    const states = statesOf(coderAgent.machine);
    expect(states[0]).toMatchObject({ name: "", depth: 0, type: "compound" });
    expect(states.filter(({ initial }) => initial).map(({ name }) => name)).toEqual(["describing"]);
    expect(states.find(({ name }) => name === "deciding")?.transitions).toEqual([
      { event: "", targets: ["reading"], guarded: true },
      { event: "", targets: ["thinking"], guarded: true },
      { event: "", targets: ["searching"], guarded: false },
    ]);
    const reading = states.find(({ name }) => name === "reading");
    expect(reading?.transitions).toContainEqual({
      event: "graph.content",
      targets: [],
      guarded: false,
    });
    expect(states.find(({ name }) => name === "writing")?.type).toBe("final");
  });

  test("within and beside each other have the names of what is around them", () => {
    const machine = setup({}).createMachine({
      type: "parallel",
      context: { n: 0 },
      states: {
        a: { initial: "x", states: { x: { on: { go: { target: "y" } } }, y: {} } },
        b: { initial: "z", states: { z: { entry: assign({ n: 1 }) } } },
      },
    });
    const states = statesOf(machine);
    expect(states.map(({ name }) => name)).toEqual(["", "a", "a.x", "a.y", "b", "b.z"]);
    expect(states[2]?.transitions).toEqual([{ event: "go", targets: ["a.y"], guarded: false }]);
  });
});
