import { expect, test } from "vitest";
import debuggerPlugin from "../../examples/debugger.ts";
import reviewer from "../../examples/reviewer.ts";
import testsFirst from "../../examples/tests-first.ts";
import { counter } from "../cli/repositories.ts";
import { runWith, stepsOf, type Ran } from "./session.ts";

const files = {
  ...counter,
  "src/test_util.py": `from src.util import add, clamp


def test_add():
    assert add(2, 3) == 5
    assert clamp(9, 0, 4) == 4
`,
};

const purposes = (ran: Ran, file: string): string[] =>
  stepsOf(ran, file).steps.flatMap((step) => (step.kind === "think" ? [step.purpose] : []));

function checkWhole(ran: Ran): void {
  expect(ran.summary.sessions).toMatchObject([{ status: "done" }]);
  expect(ran.breaches).toEqual([]);
  expect(ran.divergences).toBe(0);
}

test("the reviewer's comment and the revision after it are thoughts of the trajectory", async () => {
  const ran = await runWith([reviewer], files);
  checkWhole(ran);
  expect(purposes(ran, "src/util.py")).toEqual(["needs", "design", "write", "review", "write"]);
  expect(ran.trajectory?.made_by?.steps).toEqual({ review: { trained: true } });
});

test("the debugger's draft and its fix come before the true file", async () => {
  const ran = await runWith([debuggerPlugin], files);
  checkWhole(ran);
  const { steps } = stepsOf(ran, "src/util.py");
  const draft = steps.find((step) => step.kind === "think" && step.purpose === "draft");
  expect(draft).toMatchObject({ text: expect.stringContaining("draft") as string });
  expect(steps.at(-1)).toMatchObject({ tool: "write_file" });
});

test("tests come before the files they test, and so does the text of the plan", async () => {
  const ran = await runWith([testsFirst], files);
  checkWhole(ran);
  const order = ran.trajectory?.steps.flatMap((step) => (step.kind === "act" ? [step.path] : []));
  expect(order?.indexOf("src/test_util.py")).toBe((order?.indexOf("src/util.py") ?? 0) - 1);
  const plan = ran.trajectory?.steps.find(
    (step) => step.kind === "think" && step.purpose === "plan",
  );
  const listed = [...((plan as { text: string }).text.matchAll(/^\d+\. `([^`]+)`/gm) ?? [])];
  expect(listed.map((match) => match[1])).toEqual(order);
});

test("all of them compose, whatever is forgotten between two messages", async () => {
  const all = [reviewer, debuggerPlugin, testsFirst];
  const ran = await runWith(all, files, { search: "mcts" });
  checkWhole(ran);
  const again = await runWith(all, files, { search: "mcts", alwaysReplay: true });
  checkWhole(again);
  expect(again.bytes?.equals(ran.bytes ?? Buffer.of())).toBe(true);
});
