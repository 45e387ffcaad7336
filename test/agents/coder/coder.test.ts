import { describe, expect, it } from "vitest";
import { coderAgent } from "../../../agents/coder/index.ts";
import type { Body, CoderInput, Draft } from "../../../protocols/index.ts";
import { drive, type Answer, type DriveOptions } from "../../../testing/drive.ts";

const blob = { sha256: "0".repeat(64), bytes: 1 };
const usage = { requests: 1, retries: 0, prompt_tokens: 10, completion_tokens: 5 };
const TARGET = "def add(left, right):\n    return left + right\n".repeat(8);

const input: CoderInput = {
  snapshot: blob,
  plan: blob,
  requirements: "requirements",
  entry: { path: "app.py", purpose: "adds" },
  settings: {
    author: "offline",
    scorers: ["offline"],
    search: { strategy: "none", evaluations: 0, clip: 2, length_cost: 0 },
    files: { max_bytes: 1000, max_count: 10, exclude: [] },
    reads: { files: 2, bytes: 1000 },
  },
  seed: 1,
};

/** How a test changes the world; everything else is as it should be. */
interface World {
  readonly target?: string;
  readonly readable?: Body<"graph.described">["readable"];
  /** The text of a thought, by its purpose and the names that are to be avoided. */
  readonly thought?: (body: Body<"author.thought">) => string;
  readonly invented?: (text: string) => boolean;
  readonly refused?: (path: string) => boolean;
  readonly fail?: string;
}

function answerOf(world: World): DriveOptions["answer"] {
  return ({ kind, body }: Draft): Answer | undefined => {
    if (kind === world.fail) {
      return {
        kind: "service.failed",
        body: { code: "AUTHOR_REJECTED", class: "fatal", reason: "no" },
      };
    }
    switch (kind) {
      case "graph.describe": {
        const { readable = [], target = TARGET } = world;
        return {
          kind: "graph.described",
          body: { outline: "outline", facts: blob, readable, target },
        };
      }
      case "author.thought": {
        const request = body as Body<"author.thought">;
        const text = world.thought?.(request) ?? `thought about ${request.purpose}`;
        return { kind: "author.written", body: { text, usage } };
      }
      case "graph.check_thought": {
        const { text } = body as Body<"graph.check_thought">;
        const bad = world.invented?.(text as string) === true;
        const violation = { code: "THOUGHT_UNKNOWN_SYMBOL", subject: "ghost", detail: "not there" };
        return {
          kind: "graph.thought_checked",
          body: { violations: bad ? [violation] : [], names: 2, grounded: bad ? 1 : 2 },
        };
      }
      case "graph.read": {
        const { path } = body as Body<"graph.read">;
        const violation = { code: "READ_TOO_EARLY", subject: path, detail: "not written yet" };
        return world.refused?.(path) === true
          ? { kind: "graph.refused", body: { violation } }
          : { kind: "graph.content", body: { text: `text of ${path}` } };
      }
      case "agent.spawn": {
        const { thoughts } = (body as { input: { thoughts: { text: string }[] } }).input;
        return {
          kind: "search.finished",
          body: {
            model: "test",
            kept: thoughts.map(({ text }) => text),
            candidates: thoughts.map(() => 0),
            tokens: 100,
            thought_tokens: 10,
            nats_per_token: { none: 3, first: 2, final: 1 },
            proposals: 0,
            leaks_rejected: 0,
            evaluations: [],
            usage,
          },
        };
      }
      default:
        return undefined;
    }
  };
}

function code(
  world: World,
  order: DriveOptions["order"] = "issued",
  sight?: CoderInput["settings"]["search"]["sight"],
) {
  const { settings } = input;
  const { sent, last } = drive(coderAgent, {
    key: "app.py",
    input: {
      ...input,
      settings: { ...settings, search: { ...settings.search, ...(sight && { sight }) } },
    },
    order,
    behaviours: { search: "s" },
    answer: answerOf(world),
  });
  return { sent, last, result: last.body as Body<"coder.finished"> };
}

const shape = ({ steps }: Body<"coder.finished">) =>
  steps.map((step) => (step.kind === "think" ? step.thought.purpose : `${step.kind} ${step.path}`));

const candidate = (path: string, bytes = 10) => ({ path, reason: "imported", bytes });

describe("coder", () => {
  it("thinks what it needs, reads, thinks how to write, and writes last", () => {
    const { result } = code({ readable: [candidate("util.py"), candidate("base.py")] });
    expect(shape(result)).toEqual([
      "needs",
      "read util.py",
      "read base.py",
      "design",
      "write",
      "write app.py",
    ]);
    expect(result.usage.requests).toBe(4);
    expect(result.report).toMatchObject({
      tokens: 100,
      nats_per_token: { none: 3, first: 2, final: 1 },
    });
  });

  it.each([
    ["blind", { sight: "blind" }, "blind"],
    ["informed", {}, "informed"],
    [undefined, {}, undefined],
  ] as const)(
    "asks for facts of the sight %s and records it with each thought",
    (sight, asked, kept) => {
      const { sent, result } = code({}, "issued", sight);
      const { body } = sent.find(({ kind }) => kind === "graph.describe")!;
      expect(body).toEqual({ snapshot: blob, plan: blob, path: "app.py", ...asked });
      const thoughts = result.steps.filter((step) => step.kind === "think");
      expect(thoughts.map((thought) => thought.sight)).toEqual([kept, kept, kept]);
    },
  );

  it("reads first what its first thought names, within its limits", () => {
    const readable = [
      candidate("a.py"),
      candidate("huge.py", 5000),
      candidate("b.py"),
      candidate("c.py"),
    ];
    const { result } = code({ readable, thought: () => "I need c.py before all else." });
    expect(shape(result).filter((step) => step.startsWith("read"))).toEqual([
      "read c.py",
      "read a.py",
    ]);
  });

  it("gives its reads the order in which it asked, whatever the order of the answers", () => {
    const world = { readable: [candidate("util.py"), candidate("base.py")] };
    expect(code(world, "reversed").result).toEqual(code(world).result);
  });

  it("has a thought with an invented name written again, and says what was wrong", () => {
    const { sent, result } = code({
      thought: ({ purpose, violations }) =>
        violations.length === 0 ? `ghost in ${purpose}` : `honest ${purpose}`,
      invented: (text) => text.includes("ghost"),
    });
    const asked = sent
      .filter(({ kind }) => kind === "author.thought")
      .map(({ body }) => body as Body<"author.thought">);
    expect(asked[1]?.violations).toMatchObject([{ subject: "ghost" }]);
    expect(JSON.stringify(result.steps)).not.toContain("ghost");
    expect(result.violations.map(({ handled }) => handled)).toEqual([
      "rewritten",
      "rewritten",
      "rewritten",
    ]);
  });

  it("drops a thought whose second draft invents names too", () => {
    const { result } = code({
      thought: ({ purpose }) => (purpose === "design" ? "ghost" : "honest"),
      invented: (text) => text === "ghost",
    });
    expect(shape(result)).toEqual(["needs", "write", "write app.py"]);
    expect(result.violations.map(({ handled }) => handled)).toEqual(["rewritten", "dropped"]);
  });

  it("continues without files that the graph refuses to show, and records it", () => {
    const { result } = code({
      readable: [candidate("later.py"), candidate("base.py")],
      refused: (path) => path === "later.py",
    });
    expect(shape(result)).toContain("read base.py");
    expect(shape(result)).not.toContain("read later.py");
    expect(result.violations).toMatchObject([
      { code: "READ_TOO_EARLY", subject: "later.py", handled: "dropped" },
    ]);
  });

  it("writes an empty file without thinking, and thinks once about a short one", () => {
    expect(shape(code({ target: "" }).result)).toEqual(["write app.py"]);
    expect(shape(code({ target: "VERSION = 1\n" }).result)).toEqual(["write", "write app.py"]);
  });

  it.each(["graph.describe", "author.thought", "graph.check_thought", "agent.spawn"])(
    "gives up with the reason when %s fails",
    (fail) => {
      const { last } = code({ fail });
      expect(last).toMatchObject({
        kind: "agent.failed",
        body: { code: "AUTHOR_REJECTED", reason: "no" },
      });
    },
  );
});
