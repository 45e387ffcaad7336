import { expect, test } from "vitest";
import {
  CONTROL_ADDRESS,
  RUN_SESSION,
  messageId,
  replyId,
  serviceAddress,
  spawnAddress,
  type Envelope,
} from "../../../../protocols/index.ts";
import { Inbox, agent, draft, numbered } from "../parts.ts";
import type { Current, Reopen } from "./harness.ts";

/** What `run.retried` makes void. */
export function retryTests(bus: Current, reopen: Reopen): void {
  const control = CONTROL_ADDRESS;
  const main = agent("s-1", "main", "main");
  const graph = serviceAddress("s-1", "graph");

  async function failedSession(): Promise<void> {
    await bus().publish({
      ...numbered(control, 0, spawnAddress("s-1", "main")),
      session: "s-1",
      kind: "agent.spawn",
    });
    await bus().publish(numbered(main, 0, graph)); // 2
    await bus().publish(draft(replyId(messageId(main, 0)), graph, main)); // 3
    await bus().publish(numbered(main, 1, graph)); // 4
    await bus().publish({
      ...draft(replyId(messageId(main, 1)), graph, main),
      kind: "service.failed",
    }); // 5
    await bus().publish({ ...numbered(main, 2, control), kind: "session.failed" }); // 6
  }
  const retry = (voids: number[]): Promise<boolean> =>
    bus().publish({
      ...numbered(agent(RUN_SESSION, "control", "resume"), 0, control),
      kind: "run.retried",
      body: { session: "s-1", voids },
    });
  async function expectRetried(): Promise<void> {
    const [spawns, requests, mailbox, ends] = [new Inbox(), new Inbox(), new Inbox(), new Inbox()];
    await bus().requests("spawn/main", { concurrency: 9 }, (d) => spawns.receive(d.envelope));
    await bus().requests("graph", { concurrency: 9 }, (d) => requests.receive(d.envelope));
    await bus().mailbox(main, mailbox.receive);
    await bus().mailbox(control, ends.receive);
    await spawns.has(1);
    await requests.has(1);
    await mailbox.has(1);
    await ends.has(1);
    expect(requests.ids).toEqual([messageId(main, 1)]);
    expect(ends.envelopes.map(({ kind }) => kind)).toEqual(["run.retried"]);
    expect(await bus().publish(draft(replyId(messageId(main, 0)), graph, main))).toBe(false);
    expect(await bus().publish(draft(replyId(messageId(main, 1)), graph, main))).toBe(true);
    await mailbox.has(2);
    expect(mailbox.ids).toEqual([replyId(messageId(main, 0)), replyId(messageId(main, 1))]);
    const again = { ...numbered(main, 2, control), kind: "session.finished" };
    expect(await bus().publish(again)).toBe(true);
    expect(await bus().publish(again)).toBe(false);
    const all: Envelope[] = [];
    for await (const envelope of bus().read({ session: "s-1" })) all.push(envelope);
    expect(all.slice(0, 6).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(all.slice(6).map(({ id }) => id)).toEqual([replyId(messageId(main, 1)), again.id]);
  }

  test("void messages do not count", async () => {
    await failedSession();
    await reopen();
    await retry([5, 6]);
    expect(await bus().sent(main)).toBe(2);
    await expectRetried();
  });

  test("void messages do not count after opening either", async () => {
    await failedSession();
    await reopen();
    await retry([5, 6]);
    await reopen();
    expect(await bus().sent(main)).toBe(2);
    await expectRetried();
  });

  test("a session that was released can be retried", async () => {
    await failedSession();
    bus().release("s-1");
    await retry([5, 6]);
    expect(await bus().sent(main)).toBe(2);
    await expectRetried();
  });

  test("a malformed retry is refused", async () => {
    const bad = { ...numbered(main, 0, control), kind: "run.retried", body: {} };
    await expect(bus().publish(bad)).rejects.toMatchObject({ code: "MESSAGE_INVALID" });
  });
}
