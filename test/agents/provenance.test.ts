import { expect, test } from "vitest";
import { Lifetimes } from "../../agents/trajectory/provenance.ts";
import type { Envelope } from "../../protocols/index.ts";

const session = "x-000000";
const message = (seq: number, kind: string, from: string, body: object): Envelope =>
  ({ seq, session, kind, from, body }) as unknown as Envelope;
const spawn = (seq: number, role: string, key: string): Envelope =>
  message(seq, "agent.spawn", `${session}/main/main`, { role, key });
const finished = (seq: number, key: string): Envelope =>
  message(seq, "coder.finished", `${session}/coder/${key}`, { path: key });

const settings = (author: string, scorers: string[]) =>
  ({ author, scorers }) as unknown as Parameters<Lifetimes["provenance"]>[0];

test("files are distinguished by whether a change came after, within or before them", () => {
  const lifetimes = new Lifetimes();
  for (const envelope of [
    spawn(2, "main", "main"),
    spawn(3, "coder", "a"),
    spawn(4, "coder", "b"),
    finished(5, "a"),
    spawn(7, "coder", "c"),
    finished(8, "b"),
    finished(10, "c"),
    message(11, "recorder.record", `${session}/main/main`, {}),
  ])
    lifetimes.add(envelope);
  const made = lifetimes.provenance(settings("one", ["s"]), [
    { seq: 1, settings: settings("two", ["s"]) },
    { seq: 6, settings: settings("three", ["s"]) },
    { seq: 9, settings: settings("three", ["s"]) },
    { seq: 12, settings: settings("four", ["s"]) },
  ]);
  expect(made.settings.author).toBe("two");
  expect(made.adapted).toEqual([
    { author: "three", prompts: {}, scorers: ["s"], before: ["a"], across: ["b"] },
  ]);
});

test("the sight that a session was started with is in its settings", () => {
  const lifetimes = new Lifetimes();
  const search = { strategy: "mcts", evaluations: 1, clip: 2, length_cost: 0 } as const;
  const run = {
    author: "a",
    scorers: ["s"],
    search: { ...search, sight: "both" as const },
    files: { max_bytes: 1, max_count: 1, exclude: [] },
    reads: { files: 0, bytes: 0 },
  };
  const own = { ...run, search: { ...search, sight: "blind" as const } };
  const input = { source: { path: "/r" }, settings: own, seed: 1, coders: 1 };
  lifetimes.add(message(2, "agent.spawn", "run/control/run", { role: "main", key: "main", input }));
  expect(lifetimes.provenance(run, []).settings).toEqual(own);
});
