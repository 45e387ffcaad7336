import { expect, test } from "vitest";
import type { IndexedLog } from "../../../../app/log/index.ts";
import { MachineDocuments } from "../../../../cli/debug/adapter/documents.ts";
import { framesFrom } from "../../../../cli/debug/adapter/frames.ts";
import { LOG_THREAD, AgentThreads } from "../../../../cli/debug/adapter/threads.ts";
import { Listing, VariableStore } from "../../../../cli/debug/adapter/variables.ts";
import type { Envelope } from "../../../../protocols/index.ts";
import { MessageIndex, StepIndex } from "../../../../runtime/replay/index.ts";

const AGENTS = 5000;
const first = { line: 1, column: 1 };

/** A log of many agents, each started by the one before it. */
function longLog(): IndexedLog {
  const messages = new MessageIndex();
  const steps = new StepIndex();
  for (let seq = 1; seq <= AGENTS; seq += 1) {
    const cause = seq === 1 ? null : `id ${seq - 1}`;
    const to = `run/agent/${seq}`;
    const session = "run";
    const envelope = { seq, id: `id ${seq}`, cause, session, kind: "x.go", from: to, to, body: {} };
    messages.add(envelope as unknown as Envelope);
    const cell = { address: to, state: { value: "on", context: {} }, done: false };
    steps.add({ cell, envelope, sent: [] } as never);
  }
  return { messages, steps } as unknown as IndexedLog;
}

test("of thousands of agents, those that acted last are threads", () => {
  const threads = new AgentThreads(longLog());
  const listed = threads.list(3000);
  expect(listed).toHaveLength(201);
  expect(listed[0]).toEqual({
    id: LOG_THREAD,
    name: "log: all messages, and 2800 agents that are not listed",
  });
  expect(listed.at(-1)).toEqual({ id: 3001, name: "agent/3000" });
  expect(threads.list(2).map(({ name }) => name)).toEqual([
    "log: all messages",
    "agent/1",
    "agent/2",
  ]);
  expect(threads.topOf(17, 3000)).toBe(16);
  expect(threads.topOf(3002, 3000)).toBeUndefined();
});

test("a stack of thousands of causes is given in parts, and all parts make the whole", () => {
  const index = longLog();
  const documents = new MachineDocuments([]);
  const whole = framesFrom(index, documents, AGENTS, { start: 0, count: 0, first });
  expect(whole.stackFrames).toHaveLength(1000);
  expect(whole.totalFrames).toBe(1001);
  const ids: number[] = [];
  for (let start = 0; start < AGENTS; start += 700) {
    const { stackFrames } = framesFrom(index, documents, AGENTS, { start, count: 700, first });
    ids.push(...stackFrames.map(({ id }) => id));
  }
  expect(ids).toEqual(Array.from({ length: AGENTS }, (_, at) => AGENTS - at));
});

test("a large list comes in pages, a large record is cut and says so", () => {
  const store = new VariableStore();
  const list = Array.from({ length: 100_000 }, (_, at) => at);
  const before = { value: list.with(7, -1) };
  const reference = store.referTo({ value: list, before, expression: "context.list" });
  expect(reference.indexedVariables).toBe(100_000);
  const page = store.parts(reference.variablesReference, { filter: "indexed", start: 6, count: 3 });
  expect(page.map(({ name, value }) => `${name} ${value}`)).toEqual([
    "6 6",
    "7 7  (was -1)",
    "8 8",
  ]);
  expect(store.parts(reference.variablesReference, { filter: "named" })).toEqual([]);
  const all = store.parts(reference.variablesReference, {});
  expect(all).toHaveLength(1001);
  expect(all.at(-1)).toMatchObject({ name: "…", value: "99000 more" });
});

test("references end with a stop, and are never used again", () => {
  const store = new VariableStore();
  const { variablesReference: old } = store.referTo({ value: { a: 1 } });
  store.clear();
  const { variablesReference: other } = store.referTo({ value: { b: 1 } });
  expect(other).not.toBe(old);
  expect(() => store.parts(old, {})).toThrow(expect.objectContaining({ code: "USAGE" }));
  expect(store.parts(other, {}).map(({ name }) => name)).toEqual(["b"]);
});

test("names and texts of a log obey nothing", () => {
  const store = new VariableStore();
  const hostile = "\u001B[2J\u202E";
  const value = new Listing([{ name: hostile, value: { [hostile]: hostile } }]);
  const { variablesReference } = store.referTo({ value });
  const [shown] = store.parts(variablesReference, {});
  const { name, value: text } = shown!;
  // oxlint-disable-next-line no-control-regex
  expect(`${name} ${text}`).not.toMatch(/[\u0000-\u001F\u202E]/);
  expect(name).toBe(String.raw`\x1b[2J\u202e`);
});
