import * as fc from "fast-check";
import { expect, test } from "vitest";
import { messageId, replyId, serviceAddress, spawnAddress } from "../../../../protocols/index.ts";
import { Inbox, agent, draft, idsOf, numbered } from "../parts.ts";
import type { Current, Reopen } from "./harness.ts";

const fail = (): never => expect.fail();

/** Order, history, idempotence and addresses. */
export function mailboxTests(bus: Current, reopen: Reopen): void {
  const a = agent("s-1", "main", "main");
  const b = agent("s-1", "coder", "src/a.py");

  test("a mailbox has its history first and then what comes, in order", async () => {
    for (let n = 0; n < 5; n += 1) await bus().publish(numbered(a, n, b));
    const inbox = new Inbox();
    await bus().mailbox(b, inbox.receive);
    for (let n = 5; n < 10; n += 1) await bus().publish(numbered(a, n, b));
    await inbox.has(10);
    expect(inbox.ids).toEqual(Array.from({ length: 10 }, (_, n) => messageId(a, n)));
    const seqs = inbox.envelopes.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((x, y) => x - y));
  });

  test("what is said to an agent before it is started waits in its mailbox", async () => {
    await bus().publish(numbered(a, 0, b));
    await bus().publish(numbered(agent("s-1", "coder", "src/b.py"), 0, b));
    const spawn = { role: "coder", key: "src/a.py" };
    const started = numbered(a, 1, spawnAddress("s-1", "coder"), spawn);
    await bus().publish({ ...started, kind: "agent.spawn" });
    await bus().publish(numbered(a, 2, b));
    const inbox = new Inbox();
    await bus().requests("spawn/coder", { concurrency: 1 }, () => {
      void bus().mailbox(b, inbox.receive);
    });
    await bus().publish(numbered(a, 3, b));
    await inbox.has(4);
    const { envelopes } = inbox;
    expect(envelopes.map(({ seq }) => seq)).toEqual([1, 2, 4, 5]);
  });

  test("every subscription gets every message once, with an envelope of its own", async () => {
    const [one, two] = [new Inbox(), new Inbox()];
    await bus().mailbox(b, one.receive);
    await bus().mailbox(b, two.receive);
    await bus().publish(numbered(a, 0, b, { list: [1] }));
    await one.has(1);
    await two.has(1);
    expect(one.envelopes[0]).toEqual(two.envelopes[0]);
    expect(one.envelopes[0]?.body).not.toBe(two.envelopes[0]?.body);
  });

  test("nothing is delivered from inside a call", async () => {
    const inbox = new Inbox();
    await bus().publish(numbered(a, 0, b));
    let inside = true;
    const subscribing = bus().mailbox(b, (envelope) => {
      expect(inside).toBe(false);
      inbox.receive(envelope);
    });
    inside = false;
    await subscribing;
    inside = true;
    const publishing = bus().publish(numbered(a, 1, b));
    inside = false;
    await publishing;
    await inbox.has(2);
  });

  test("neither gap nor duplicate while others publish", async () => {
    const inboxes = Array.from({ length: 8 }, () => new Inbox());
    let next = 0;
    for (const inbox of inboxes) {
      const pending: Promise<boolean>[] = [];
      for (let n = 0; n < 40; n += 1) pending.push(bus().publish(numbered(a, next++, b)));
      const subscribing = bus().mailbox(b, inbox.receive);
      for (let n = 0; n < 40; n += 1) pending.push(bus().publish(numbered(a, next++, b)));
      await Promise.all([subscribing, ...pending]);
    }
    const expected = Array.from({ length: next }, (_, n) => messageId(a, n));
    for (const inbox of inboxes) {
      await inbox.has(next);
      expect(inbox.ids).toEqual(expected);
    }
  });

  test("a receiver may publish and subscribe", async () => {
    const done = new Inbox();
    const reply = new Inbox();
    await bus().mailbox(b, (envelope) => {
      const n = (envelope.body as { n: number }).n;
      if (n === 0) void bus().mailbox(a, reply.receive);
      if (n < 20) void bus().publish(numbered(b, n, a, { n }));
      if (n < 20) void bus().publish(numbered(a, n + 1, b, { n: n + 1 }));
      done.receive(envelope);
    });
    await bus().publish(numbered(a, 0, b, { n: 0 }));
    await done.has(21);
    await reply.has(20);
    expect(reply.ids).toEqual(Array.from({ length: 20 }, (_, n) => messageId(b, n)));
  });

  test("a closed subscription gets nothing more", async () => {
    const [closed, open] = [new Inbox(), new Inbox()];
    const subscription = await bus().mailbox(b, closed.receive);
    await bus().mailbox(b, open.receive);
    await subscription.close();
    await subscription.close();
    await bus().publish(numbered(a, 0, b));
    await open.has(1);
    expect(closed.ids).toEqual([]);
  });

  test("a message is taken once, here and after the log was opened again", async () => {
    expect(await bus().publish(numbered(a, 0, b))).toBe(true);
    expect(await bus().publish(numbered(a, 0, b))).toBe(false);
    const answer = draft(replyId(messageId(a, 0)), serviceAddress("s-1", "graph"), a);
    expect(await bus().publish(answer)).toBe(true);
    expect(await bus().publish(answer)).toBe(false);
    await reopen();
    expect(await bus().publish(numbered(a, 0, b))).toBe(false);
    expect(await bus().publish(answer)).toBe(false);
    expect(await bus().publish(numbered(a, 1, b))).toBe(true);
    expect(await bus().sent(a)).toBe(2);
    expect(await bus().sent(b)).toBe(0);
    expect(await idsOf(bus().read())).toEqual([messageId(a, 0), answer.id, messageId(a, 1)]);
  });

  test("a number that leaves a gap is refused", async () => {
    await expect(bus().publish(numbered(a, 1, b))).rejects.toMatchObject({
      code: "MESSAGE_INVALID",
    });
  });

  test("any text is a key", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.oneof(
            fc.string({ unit: "binary", minLength: 1 }),
            fc.constantFrom("a.b", "a/b", "*", ">", "a b", "\n", "..", "é", "😀", "#1", "x.reply"),
          ),
          { minLength: 1, maxLength: 5 },
        ),
        fc.nat(),
        async (keys, salt) => {
          const session = `s-${salt}`;
          const sender = agent(session, "main", "main");
          const inboxes = keys.map(() => new Inbox());
          const from = await bus().sent(sender);
          for (const [n, key] of keys.entries()) {
            await bus().mailbox(agent(session, "coder", key), inboxes[n]?.receive ?? fail);
            await bus().publish(numbered(sender, from + n, agent(session, "coder", key)));
          }
          for (const [n, key] of keys.entries()) {
            await inboxes[n]?.has(1);
            expect(inboxes[n]?.envelopes.at(-1)?.to).toBe(agent(session, "coder", key));
            const own = agent(session, "coder", key);
            const count = await bus().sent(own);
            expect(await bus().publish(numbered(own, count, sender))).toBe(true);
            expect(await bus().sent(own)).toBe(count + 1);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
}
