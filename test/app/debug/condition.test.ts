import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  hasChanged,
  holds,
  parseCondition,
  parseField,
  valueOf,
  type Moment,
} from "../../../app/debug/index.ts";
import { isHindcastError } from "../../../protocols/index.ts";

const thoughts = [{ purpose: "needs", text: 'a "b"' }];
const state = (value: unknown, context: unknown) => ({ value, context, sent: 0, failed: false });

const moment: Moment = {
  message: {
    id: "s/author/pool#1",
    run: "r",
    session: "s",
    from: "s/author/pool",
    to: "s/coder/src/app.py",
    kind: "author.written",
    cause: "s/coder/src/app.py#0",
    seq: 12,
    time: 5,
    body: { text: "Böse", usage: { requests: 1 } },
  },
  step: {
    seq: 12,
    at: 12,
    agent: "s/coder/src/app.py",
    cause: "s/author/pool#1",
    before: state("thinking", { thoughts: [], names: 0, "a.b": 1, same: [{ x: 1 }] }),
    after: state(
      { grounding: { checking: "first" } },
      { thoughts, names: -3, "a.b": 1, same: [{ x: 1 }] },
    ),
    sent: [
      {
        id: "s/coder/src/app.py#1",
        run: "r",
        session: "s",
        from: "s/coder/src/app.py",
        to: "s/graph/pool",
        kind: "graph.check_thought",
        cause: "s/author/pool#1",
        body: {},
      },
    ],
  },
};

/** What a condition is at the moment of the tests, or the code of its error. */
function outcomeOf(text: string): string {
  try {
    return String(holds(parseCondition(text), moment));
  } catch (error) {
    if (!isHindcastError(error)) throw error;
    return error.code;
  }
}

describe("a condition", () => {
  test.each([
    ["kind == 'author.written'", true],
    ['role == "coder" and seq >= 12', true],
    ["role == 'main' || seq < 12", false],
    ["!(role == 'main') && not false", true],
    ["state == 'grounding.checking.first'", true],
    ["matches('grounding.checking')", true],
    ["matches('ground')", false],
    ["before.state == 'thinking'", true],
    ["context.thoughts.length == 1", true],
    ["context.thoughts[0].purpose == 'needs'", true],
    ["context.thoughts[0].text contains '\"b'", true],
    ["context['a.b'] == 1", true],
    ["context.names == -3", true],
    ["context.names > before.context.names", false],
    ["context.none == null", true],
    ["context.none.deeper > 0", false],
    ["context.__proto__ == null && context.constructor == null", true],
    ["context.thoughts.map == null", true],
    ["context contains 'names' && !(context contains 'toString')", true],
    ["sent contains 'graph.check_thought'", true],
    ["changed(context.thoughts) && changed(state)", true],
    ["changed(context.same) or changed(context['a.b'])", false],
    ["body.text == 'B\\u00f6se' or body.text == 'Böse'", true],
    ["error", false],
    ["context.thoughts", true],
    ["before.context.thoughts", false],
    ["'1' < 2", false],
  ])("%s is %s", (text, expected) => {
    expect(holds(parseCondition(text), moment)).toBe(expected);
  });

  test("has a value", () => {
    expect(valueOf(parseCondition("context.thoughts"), moment)).toBe(thoughts);
    expect(valueOf(parseCondition("body.usage.requests"), moment)).toBe(1);
    expect(valueOf(parseCondition("seq"), { ...moment, step: undefined })).toBe(12);
    expect(valueOf(parseCondition("context"), { ...moment, step: undefined })).toBeUndefined();
  });

  test.each([
    ["", "at 1, expected a value"],
    ["state = 'x'", "found \"= 'x'\" at 7"],
    ["state == thinking", "at 10, expected one of seq"],
    ["stat == 'x'", "(state?)"],
    ["kind == 'x", "found its end at 11, expected the quote that ends the text at 9"],
    ["(seq", "found its end at 5, expected )"],
    ["context.[0]", "expected the name of a field"],
    ["context.a()", "expected an operator or the end"],
    ["changed(body.text)", "expected context or state"],
    [`${"(".repeat(200)}1`, "expected fewer nested parts"],
    [`${"!".repeat(200)}1`, "expected fewer nested parts"],
    ["1".repeat(400), "expected a number"],
    ["1".repeat(20_000), "expected at most 10000 characters"],
  ])("%s is refused where it is wrong", (text, detail) => {
    expect(() => parseCondition(text)).toThrow(
      expect.objectContaining({ code: "USAGE", detail: expect.stringContaining(detail) as string }),
    );
  });

  test("of any text is read or refused, never anything else", () => {
    const words = fc.constantFrom(
      ..."( ) ! == < && || . [ ] \" ' \\ - 0 7.5 context state changed matches contains null".split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(text, (given) => {
        expect(["true", "false", "USAGE"]).toContain(outcomeOf(given));
      }),
    );
  });
});

describe("a field", () => {
  test.each([
    "thoughts",
    "context.thoughts",
    "/thoughts",
    "/thoughts/-",
    "/thoughts/0",
    "thoughts[0].text",
    "state",
  ])("%s changed", (text) => expect(hasChanged(parseField(text), moment)).toBe(true));

  test.each(["same", "/same/0/x", "/a.b", '["a.b"]'.replace("[", "context["), "none"])(
    "%s did not",
    (text) => expect(hasChanged(parseField(text), moment)).toBe(false),
  );

  test("is no condition", () => {
    expect(() => parseField("thoughts == 1")).toThrow(expect.objectContaining({ code: "USAGE" }));
  });
});
