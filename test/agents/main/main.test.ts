import { describe, expect, it } from "vitest";
import { mainAgent } from "../../../agents/main/index.ts";
import {
  CONTROL_ADDRESS,
  type Body,
  type Draft,
  type MainInput,
} from "../../../protocols/index.ts";
import { drive, type Answer, type DriveOptions } from "../../../testing/drive.ts";

const blob = { sha256: "0".repeat(64), bytes: 1 };
const usage = { requests: 1, retries: 0, prompt_tokens: 10, completion_tokens: 5 };
const violation = { code: "PLAN_MISSES", subject: "c.py", detail: "not in the plan" } as const;
const entries = ["a.py", "b.py", "c.py", "d.py"].map((path) => ({ path, purpose: `is ${path}` }));

const input: MainInput = {
  source: { path: "/nowhere" },
  settings: {
    author: "offline",
    scorers: ["offline"],
    search: { strategy: "none", evaluations: 0, clip: 2, length_cost: 0 },
    files: { max_bytes: 1000, max_count: 10, exclude: [] },
    reads: { files: 2, bytes: 1000 },
  },
  seed: 1,
  coders: 2,
};

interface World {
  /** Violations of the first plan, the second and so on. */
  readonly violations?: readonly (readonly (typeof violation)[])[];
  readonly fail?: string;
  /** Entries of the plan that one message holds; all of them when absent. */
  readonly part?: number;
  /** Paths whose coder gives up. */
  readonly hopeless?: readonly string[];
}

function answerOf(world: World): DriveOptions["answer"] {
  let plans = 0;
  return ({ kind, body }: Draft): Answer | undefined => {
    if (kind === world.fail) {
      return {
        kind: "service.failed",
        body: { code: "AUTHOR_REJECTED", class: "fatal", reason: "no" },
      };
    }
    switch (kind) {
      case "graph.survey": {
        const repository = { name: "x", commit: null, licence: null };
        const surveyed = {
          snapshot: blob,
          repository,
          included: 4,
          excluded: 1,
          facts: blob,
          tree: "",
          order: blob,
        };
        return { kind: "graph.surveyed", body: surveyed };
      }
      case "author.requirements":
        return { kind: "author.written", body: { text: "requirements", usage } };
      case "author.plan":
        return { kind: "author.planned", body: { text: `plan ${(plans += 1)}`, entries, usage } };
      case "graph.check_plan": {
        const violations = world.violations?.[plans - 1] ?? [];
        const { part = entries.length } = world;
        const checked = { violations, more: 0, plan: blob, entries: entries.slice(0, part) };
        const total = part < entries.length ? { total: entries.length } : {};
        return { kind: "graph.plan_checked", body: { ...checked, ...total } };
      }
      case "graph.read_plan": {
        const { from } = body as Body<"graph.read_plan">;
        const { part = 1 } = world;
        return {
          kind: "graph.plan_read",
          body: { from, entries: entries.slice(from, from + part) },
        };
      }
      case "agent.spawn": {
        const { key } = body as Body<"agent.spawn">;
        if (world.hopeless?.includes(key)) {
          return {
            kind: "agent.failed",
            body: { code: "AGENT_FAILED", class: "fatal", reason: "lost", usage },
          };
        }
        const report = {
          path: key,
          tokens: 1,
          evaluations: 0,
          proposals: 0,
          leaks_rejected: 0,
          thought_tokens: 0,
          steps: 1,
          names: 0,
          grounded: 0,
          nats_per_token: { none: 1, first: 1, final: 1 },
        };
        return {
          kind: "coder.finished",
          body: { path: key, steps: [], violations: [], report, usage },
        };
      }
      case "recorder.record":
        return {
          kind: "recorder.recorded",
          body: { sha256: "f".repeat(64), bytes: 1, steps: 1, files: blob },
        };
      default:
        return undefined;
    }
  };
}

function driveMain(
  world: World,
  change: Partial<MainInput> = {},
  order: DriveOptions["order"] = "issued",
) {
  return drive(mainAgent, {
    key: "main",
    input: { ...input, ...change },
    parent: CONTROL_ADDRESS,
    order,
    behaviours: { coder: "c" },
    answer: answerOf(world),
  });
}

const kinds = (sent: readonly Draft[]): string[] => sent.map(({ kind }) => kind);

describe("main", () => {
  it("surveys, asks for requirements and a plan, delegates every file, has it recorded", () => {
    const { sent, last } = driveMain({});
    expect(kinds(sent)).toEqual([
      "graph.survey",
      "author.requirements",
      "author.plan",
      "graph.check_plan",
      "agent.spawn",
      "agent.spawn",
      "agent.spawn",
      "agent.spawn",
      "recorder.record",
      "session.finished",
    ]);
    const { files, usage: total } = last.body as Body<"session.finished">;
    expect(files).toEqual(blob);
    expect(total.requests).toBe(6);
  });

  it("asks once more for a plan that the graph finds wrong, then takes the graph's repair", () => {
    const { sent } = driveMain({ violations: [[violation], [violation]] });
    const plans = sent
      .filter(({ kind }) => kind === "author.plan")
      .map(({ body }) => body as Body<"author.plan">);
    expect(plans.map(({ violations }) => violations.length)).toEqual([0, 1]);
    const record = sent.find(({ kind }) => kind === "recorder.record")
      ?.body as Body<"recorder.record">;
    expect(record.plan_violations).toHaveLength(2);
    expect(record.plan_text).toBe("plan 2");
  });

  it("has no more coders at work than it may", () => {
    let atWork = 0;
    let most = 0;
    const answer = answerOf({});
    drive(mainAgent, {
      key: "main",
      input: { ...input, coders: 3 },
      parent: CONTROL_ADDRESS,
      behaviours: { coder: "c" },
      answer: (sent) => {
        if (sent.kind === "agent.spawn") atWork -= 1;
        return answer(sent);
      },
      watch: (batch) => {
        atWork += batch.filter(({ kind }) => kind === "agent.spawn").length;
        most = Math.max(most, atWork);
      },
    });
    expect(most).toBe(3);
  });

  it("sends the same whatever the number of coders and the order in which they end", () => {
    const one = driveMain({}, { coders: 1 });
    for (const order of ["issued", "reversed"] as const) {
      const many = driveMain({}, { coders: 4 }, order);
      expect(many.last.body).toEqual(one.last.body);
      expect(many.sent.map(({ id, kind }) => [id, kind])).toEqual(
        one.sent.map(({ id, kind }) => [id, kind]),
      );
    }
  });

  it.each([1, 2, 3])("asks for a plan that no message holds %i entries at a time", (part) => {
    const one = driveMain({ part }, { coders: 1 });
    const spawned = one.sent.filter(({ kind }) => kind === "agent.spawn");
    expect(spawned.map(({ body }) => (body as Body<"agent.spawn">).key)).toEqual(
      entries.map(({ path }) => path),
    );
    const asked = one.sent.filter(({ kind }) => kind === "graph.read_plan");
    expect(asked.map(({ body }) => (body as Body<"graph.read_plan">).from)).toEqual(
      entries.map((_, at) => at).filter((at) => at > 0 && at % part === 0),
    );
    const record = one.sent.find(({ kind }) => kind === "recorder.record")?.body;
    expect(record).toMatchObject({ entries: blob });
    for (const order of ["issued", "reversed"] as const) {
      const many = driveMain({ part }, { coders: 4 }, order);
      expect(many.sent.map(({ id, kind }) => [id, kind])).toEqual(
        one.sent.map(({ id, kind }) => [id, kind]),
      );
    }
  });

  it.each([
    "graph.survey",
    "author.requirements",
    "author.plan",
    "graph.check_plan",
    "graph.read_plan",
    "recorder.record",
  ])("ends the session with the reason when %s fails", (fail) => {
    expect(driveMain({ fail, part: 2 }).last).toMatchObject({
      to: CONTROL_ADDRESS,
      kind: "session.failed",
      body: { code: "AUTHOR_REJECTED", reason: "no" },
    });
  });

  it("ends the session when a coder gives up, and says which", () => {
    const { sent } = driveMain({ hopeless: ["b.py"] });
    const failed = sent.find(({ kind }) => kind === "session.failed");
    expect(failed?.body).toMatchObject({ code: "AGENT_FAILED", reason: "coder of b.py: lost" });
  });
});
