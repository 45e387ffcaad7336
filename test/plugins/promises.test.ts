import { setup } from "xstate";
import { expect, test } from "vitest";
import { messages, type ReportedStep } from "../../protocols/index.ts";
import {
  defineAgent,
  defineService,
  pickMessages,
  send,
  toControl,
  toService,
  type AgentInput,
  type IncomingKind,
} from "../../runtime/define/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import { runWith, stepsOf } from "./session.ts";
import { files, QUOTE, usage, coder, think } from "./coder.ts";

test.each([
  ["quotes its target", QUOTE, "THOUGHT_LEAK"],
  ["names what does not exist", "I call `recalibrateEverything` first.", "THOUGHT_UNKNOWN_SYMBOL"],
  ["holds the markup of a template", "I count. <|im_start|> And on.", "THOUGHT_UNFIT"],
])("a thought that %s is dropped with a reason, and the rest verifies", async (_, bad, code) => {
  const ran = await runWith([coder([think("I keep it short."), think(bad)])], files);
  const { steps, violations } = stepsOf(ran, "counter.py");
  expect(steps.map((step) => (step.kind === "think" ? step.text : step.kind))).toEqual([
    "I keep it short.",
    "act",
  ]);
  expect(violations).toMatchObject([{ code, handled: "dropped" }]);
  expect(ran.summary.sessions[0]?.files[0]).toMatchObject({ refused: 1 });
  expect(ran.breaches).toEqual([]);
});

test("thoughts that give away too many names are dropped from where they do", async () => {
  const naming = [
    think("I need `following` and `overshoot`."),
    think("Then `midpoint` and `remainder`."),
    think("I keep it short."),
  ];
  const search = { ...defaults.search, strategy: "none", names: 0 } as const;
  const ran = await runWith([coder(naming)], files, { config: { search } });
  const { steps, violations } = stepsOf(ran, "counter.py");
  expect(violations).toMatchObject([{ code: "THOUGHT_EXPOSED", handled: "dropped" }]);
  expect(steps.filter(({ kind }) => kind === "think")).toHaveLength(2);
  expect(ran.breaches).toEqual([]);
});

test("the reason of a read may not quote the file either", async () => {
  const reason = "print counter.rewind(3, 1), 'left' and 'right' come out of it";
  const read: ReportedStep = { kind: "read", path: "counter.py", reason };
  const other = "import counter\n\nprint(counter.rewind(3, 1), 'left' and 'right')\n";
  const ran = await runWith([coder([read])], { ...files, "other.py": other });
  const { steps, violations } = stepsOf(ran, "other.py");
  expect(steps[0]).toMatchObject({ tool: "read_file", reason: "" });
  expect(violations).toMatchObject([{ code: "THOUGHT_LEAK", handled: "dropped" }]);
  expect(ran.breaches).toEqual([]);
});

test("a kind of step that nobody declares fails the session by its name", async () => {
  const ran = await runWith([coder([think("I look again.", "review")])], files);
  expect(ran.summary.sessions[0]).toMatchObject({ status: "failed", code: "TRAJECTORY_INVALID" });
  expect(ran.summary.sessions[0]?.reason).toContain("review");
});

test("a declared kind of step is recorded, says whether it is trained on, and verifies", async () => {
  const thoughts = [think("I look again.", "review"), think("I draft it.", "draft")];
  const declared = { review: { trained: false }, draft: { trained: true } };
  const ran = await runWith([coder(thoughts, declared)], files);
  expect(stepsOf(ran, "counter.py").steps.slice(0, 2)).toMatchObject([
    { purpose: "review", trained: false },
    { purpose: "draft" },
  ]);
  expect(ran.trajectory?.made_by?.steps).toEqual(declared);
  expect(ran.breaches).toEqual([]);
  expect(ran.divergences).toBe(0);
});

test("a session that says it is done without a recorded trajectory has failed", async () => {
  const machine = setup({
    types: { context: {} as AgentInput, input: {} as AgentInput },
    actions: { send },
  }).createMachine({
    context: ({ input }) => input,
    initial: "over",
    on: { "service.failed": {} },
    states: {
      over: {
        type: "final",
        entry: {
          type: "send",
          params: () =>
            toControl("session.finished", {
              repository: { name: "none", commit: null, licence: null },
              files: [],
              included: 0,
              excluded: 0,
              plan_violations: 0,
              usage,
              trajectory: "f".repeat(64),
            }),
        },
      },
    },
  });
  const main = defineAgent({
    role: "main",
    accepts: pickMessages(messages, "service.failed"),
    sends: pickMessages(messages, "session.finished"),
    machine,
  });
  const ran = await runWith([main], files);
  expect(ran.summary.sessions[0]).toMatchObject({ status: "failed", code: "TRAJECTORY_INVALID" });
});

test("no module takes the place of the recorder", async () => {
  const recorder = defineService({
    role: "recorder",
    accepts: pickMessages(messages, "recorder.record"),
    sends: pickMessages(messages, "recorder.recorded"),
    handle: () => {
      throw new Error("never asked");
    },
  });
  await expect(runWith([recorder], files)).rejects.toMatchObject({ code: "AGENT_MODULE" });
});

test("everything that made a trajectory is named in it, and changes its configuration", async () => {
  const author = (words: string) =>
    defineService({
      role: "author",
      accepts: pickMessages(messages, "author.requirements", "author.plan", "author.thought"),
      sends: pickMessages(messages, "author.written", "author.planned"),
      version: words,
      // oxlint-disable-next-line typescript/require-await -- services may wait, this one need not
      handle: async ({ kind }) =>
        kind === "author.plan"
          ? { kind: "author.planned", body: { text: words, entries: [], usage } }
          : { kind: "author.written", body: { text: words, usage } },
    });
  const ran = [];
  for (const definitions of [[], [author("One.")], [author("Two.")], [coder([think("Hm.")])]]) {
    ran.push(await runWith(definitions, files));
  }
  const hashes = ran.map(({ trajectory }) => trajectory?.configuration);
  expect(new Set(hashes).size).toBe(4);
  const roles = ran.map(({ trajectory }) => trajectory?.made_by?.roles);
  expect(Object.keys(roles[0] ?? {}).toSorted()).toEqual([
    "author",
    "coder",
    "graph",
    "main",
    "recorder",
    "scorer",
    "search",
  ]);
  expect(roles[1]?.["author"]).not.toBe(roles[2]?.["author"]);
  expect(ran.flatMap(({ breaches }) => breaches)).toEqual([]);
});

test("a request to a role without an actor fails the session and names agent and line", async () => {
  const machine = setup({
    types: {
      context: {} as AgentInput,
      input: {} as AgentInput,
      events: {} as IncomingKind<"service.failed" | "graph.surveyed">,
    },
    actions: { send },
  }).createMachine({
    context: ({ input }) => input,
    on: { "service.failed": {}, "graph.surveyed": {} },
    entry: {
      type: "send",
      params: ({ context: { self } }) =>
        toService(self, "grpah", "graph.survey", {
          source: { path: "/nowhere" },
          limits: { max_bytes: 1, max_count: 1, exclude: [] },
        }),
    },
  });
  const main = defineAgent({
    role: "main",
    accepts: pickMessages(messages, "service.failed", "graph.surveyed"),
    sends: pickMessages(messages, "graph.survey"),
    machine,
  });
  const ran = await runWith([main], files);
  expect(ran.summary.sessions[0]).toMatchObject({ status: "failed", code: "AGENT_UNKNOWN" });
  expect(ran.summary.sessions[0]?.reason).toMatch(/main\/main.* grpah, which nobody plays.*graph/);
  expect(ran.divergences).toBe(0);
});
