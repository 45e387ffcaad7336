import { describe, expect, test } from "vitest";
import { findFailures } from "../../../app/run/resume/retry.ts";
import type { Envelope } from "../../../protocols/index.ts";

type Said = [kind: string, id: string, cause?: string, body?: unknown, to?: string];

/** Messages `[kind, id, cause, body?, to?]`, in order from 1; sessions and senders follow from ids. */
async function failuresOf(
  ...messages: readonly (Said | [string, string, undefined, unknown])[]
): Promise<Record<string, readonly number[]>> {
  async function* log(): AsyncIterable<Envelope> {
    await Promise.resolve();
    for (const [index, said] of messages.entries()) {
      const [kind, id, cause = null, body = {}, to = "s/main/main"] = said;
      const from = id.replace(/#.*$/, "");
      const [session = ""] = from.split("/");
      const seq = index + 1;
      yield { id, run: "r", session, from, to, kind, cause, seq, time: 0, body };
    }
  }
  return Object.fromEntries(await findFailures(log));
}

describe("findFailures", () => {
  test("finds nothing in a log without a failed session", async () => {
    expect(await failuresOf(["graph.open", "s/main/main#1"])).toEqual({});
    expect(await failuresOf(["agent.failed", "s/coder/a#1"])).toEqual({});
  });

  test("finds the failure and all that it caused, and nothing before it", async () => {
    const failures = await failuresOf(
      ["graph.open", "s/main/main#1"],
      ["service.failed", "s/main/main#1.reply", "s/main/main#1"],
      ["session.failed", "s/main/main#2", "s/main/main#1.reply"],
      ["session.closed", "run/control/x#1", "s/main/main#2"],
      ["graph.open", "t/main/main#1"],
    );
    expect(failures).toEqual({ s: [2, 3] });
  });

  test("takes every later message of a sender whose message is void", async () => {
    const failures = await failuresOf(
      ["agent.failed", "s/coder/a#1"],
      ["coder.done", "s/coder/a#2", "s/main/main#9"],
      ["coder.done", "s/coder/b#1", "s/main/main#9"],
      ["session.failed", "s/main/main#2", "s/coder/a#1"],
    );
    expect(failures).toEqual({ s: [1, 2, 4] });
  });

  test("forgets what a retry made void before, for that session alone", async () => {
    const lost: [string, string][] = [
      ["session.failed", "s/main/main#1"],
      ["session.failed", "t/main/main#1"],
    ];
    const retried = { session: "s", voids: [1] };
    expect(
      await failuresOf(...lost, ["run.retried", "run/control/retry#1", undefined, retried]),
    ).toEqual({ t: [2] });
    expect(
      await failuresOf(
        ...lost,
        ["run.retried", "run/control/retry#1", undefined, retried],
        ["graph.open", "s/main/main#1"],
        ["session.failed", "s/main/main#2", "s/main/main#1"],
      ),
    ).toEqual({ s: [5], t: [2] });
  });

  test("what a file did without is no failure of a session that failed for another reason", async () => {
    const found = await failuresOf(
      ["service.failed", "s/author/service#a.reply", "s/coder/a#1"],
      ["coder.finished", "s/coder/a#2", "s/author/service#a.reply"],
      ["service.failed", "s/author/service#b.reply", "s/coder/b#1"],
      ["agent.failed", "s/coder/b#2", "s/author/service#b.reply"],
      ["session.failed", "s/main/main#9", "s/coder/b#2", { code: "AUTHOR_UNAVAILABLE" }],
    );
    expect(found).toEqual({ s: [3, 4, 5] });
  });

  test("a session that failed for too many such files tries all of them again", async () => {
    const found = await failuresOf(
      ["service.failed", "s/author/service#a.reply", "s/coder/a#1"],
      ["coder.finished", "s/coder/a#2", "s/author/service#a.reply"],
      ["session.failed", "s/main/main#9", "s/coder/a#2", { code: "TOO_MANY_FAILED_FILES" }],
    );
    expect(found).toEqual({ s: [1, 2, 3] });
  });

  test("a failed answer that came too late for its agent is asked for again", async () => {
    const refused = (key: string): Said => [
      "service.failed",
      `s/author/service#${key}.reply`,
      `s/coder/${key}#1`,
      {},
      `s/coder/${key}`,
    ];
    const found = await failuresOf(
      refused("a"),
      refused("b"),
      refused("c"),
      ["coder.finished", "s/coder/c#2", "s/author/service#c.reply"],
      ["agent.failed", "s/coder/a#2", "s/author/service#a.reply"],
      ["session.failed", "s/main/main#9", "s/coder/a#2", { code: "AUTHOR_REJECTED" }],
    );
    expect(found).toEqual({ s: [1, 2, 5, 6] });
  });

  test("a failed answer that its agent took before it sent something stays", async () => {
    const found = await failuresOf(
      ["service.failed", "s/author/service#b.reply", "s/coder/b#1", {}, "s/coder/b"],
      ["author.reply", "s/author/service#c.reply", "s/coder/b#2", {}, "s/coder/b"],
      ["coder.finished", "s/coder/b#3", "s/author/service#c.reply"],
      ["session.failed", "s/main/main#9", "s/coder/a#2", { code: "AUTHOR_REJECTED" }],
    );
    expect(found).toEqual({ s: [4] });
  });
});
