import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  RUN_SESSION,
  formatAddress,
  messageId,
  replyId,
  serviceAddress,
  spawnAddress,
  type Envelope,
} from "../../../protocols/index.ts";
import { blobAccess, type Bus, type Delivery } from "../../../runtime/bus/index.ts";
import { Inbox, agent, draft, numbered } from "./parts.ts";

/** How a kind of bus is started, restarted and removed. */
export interface BusHarness {
  /** A new bus with an empty log, for the run `run-1`. */
  create(): Promise<Bus>;
  /** Closes a bus and opens its log again, as another process would. */
  reopen(bus: Bus): Promise<Bus>;
  /** Removes everything that `create` made. */
  destroy(): Promise<void>;
}

/** What every bus does. A new kind of bus is finished when these tests pass. */
export function busConformance(name: string, harness: BusHarness): void {
  describe(`bus: ${name}`, () => {
    let bus: Bus;
    beforeEach(async () => {
      bus = await harness.create();
    });
    afterEach(async () => {
      await bus.close();
      await harness.destroy();
    });
    const reopen = async (): Promise<void> => {
      bus = await harness.reopen(bus);
    };
    const current = (): Bus => bus;
    mailboxTests(current, reopen);
    requestTests(current, reopen);
    retryTests(current, reopen);
    logTests(current, reopen);
    blobTests(current, reopen);
  });
}

const fail = (): never => expect.fail();

type Current = () => Bus;
type Reopen = () => Promise<void>;

async function ids(messages: AsyncIterable<Envelope>): Promise<string[]> {
  const all: string[] = [];
  for await (const { id } of messages) all.push(id);
  return all;
}

function mailboxTests(bus: Current, reopen: Reopen): void {
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
    expect(await ids(bus().read())).toEqual([messageId(a, 0), answer.id, messageId(a, 1)]);
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

function requestTests(bus: Current, reopen: Reopen): void {
  const a = agent("s-1", "main", "main");
  const graph = serviceAddress("s-1", "graph");
  const ask = (n: number): Promise<boolean> => bus().publish(numbered(a, n, graph, { n }));
  const answer = (delivery: Delivery): Promise<boolean> =>
    bus().publish(draft(replyId(delivery.envelope.id), graph, delivery.envelope.from));

  test("requests wait for a consumer and go to one consumer each", async () => {
    for (let n = 0; n < 6; n += 1) await ask(n);
    const deliveries: Delivery[] = [];
    const got = new Inbox();
    const handle = (delivery: Delivery): void => {
      deliveries.push(delivery);
      got.receive(delivery.envelope);
    };
    await bus().requests("graph", { concurrency: 3 }, handle);
    await bus().requests("graph", { concurrency: 3 }, handle);
    await got.has(6);
    expect(new Set(got.ids).size).toBe(6);
    expect(deliveries.every(({ attempt }) => attempt === 1)).toBe(true);
  });

  test("no more requests are in hand than the consumer asked for", async () => {
    for (let n = 0; n < 7; n += 1) await ask(n);
    const got = new Inbox();
    const inHand: Delivery[] = [];
    await bus().requests("graph", { concurrency: 2 }, (delivery) => {
      inHand.push(delivery);
      expect(inHand.length).toBeLessThanOrEqual(2);
      got.receive(delivery.envelope);
    });
    for (let n = 2; n <= 6; n += 2) {
      await got.has(n);
      for (const delivery of inHand.splice(0)) delivery.ack();
    }
    await got.has(7);
    expect(got.ids).toEqual(Array.from({ length: 7 }, (_, n) => messageId(a, n)));
  });

  test("a nak brings a request back, to anybody, with its attempts counted", async () => {
    await ask(0);
    const attempts: number[] = [];
    const got = new Inbox();
    const handle = (delivery: Delivery): void => {
      attempts.push(delivery.attempt);
      got.receive(delivery.envelope);
      if (delivery.attempt < 4) delivery.nak(delivery.attempt % 2 === 0 ? 0 : 5);
      else delivery.ack();
    };
    await bus().requests("graph", { concurrency: 1 }, handle);
    await bus().requests("graph", { concurrency: 1 }, handle);
    await got.has(4);
    expect(attempts).toEqual([1, 2, 3, 4]);
  });

  test("a lost lease brings a request back, and its old holder has no say", async () => {
    await ask(0);
    await ask(1);
    const deliveries: Delivery[] = [];
    const got = new Inbox();
    await bus().requests("graph", { concurrency: 1, lease: 40 }, (delivery) => {
      deliveries.push(delivery);
      got.receive(delivery.envelope);
    });
    await got.has(2);
    deliveries[0]?.ack();
    deliveries[0]?.nak(0);
    deliveries[0]?.working();
    const second = deliveries[1];
    await got.has(3);
    const first = deliveries.filter(({ envelope }) => envelope.id === messageId(a, 0));
    expect(first.map(({ attempt }) => attempt)).toEqual([1, 2].slice(0, first.length));
    expect(second).toBeDefined();
  });

  test("working keeps a lease", async () => {
    await ask(0);
    const got = new Inbox();
    let beat: NodeJS.Timeout | undefined;
    const beats = new Promise<Delivery>((resolve, reject) => {
      bus()
        .requests("graph", { concurrency: 1, lease: 400 }, (delivery) => {
          got.receive(delivery.envelope);
          let left = 12;
          beat = setInterval(() => {
            delivery.working();
            left -= 1;
            if (left === 0) resolve(delivery);
          }, 50);
        })
        .catch(reject);
    });
    (await beats).ack();
    clearInterval(beat);
    expect(got.ids).toHaveLength(1);
  });

  test("an answered request is never delivered again", async () => {
    await ask(0);
    await ask(1);
    await ask(2);
    const answered = new Inbox();
    const [first] = await new Promise<Delivery[]>((resolve, reject) => {
      const got: Delivery[] = [];
      bus()
        .requests("graph", { concurrency: 2, lease: 60 }, (delivery) => {
          got.push(delivery);
          answered.receive(delivery.envelope);
          if (got.length === 2) resolve(got);
        })
        .catch(reject);
    });
    if (first) await answer(first);
    await bus().publish(draft(replyId(messageId(a, 2)), graph, a));
    // The second was neither answered nor acked: that it comes again shows that leases have ended.
    await answered.has(3);
    expect(answered.ids).toEqual([messageId(a, 0), messageId(a, 1), messageId(a, 1)]);
    await reopen();
    const again = new Inbox();
    await bus().requests("graph", { concurrency: 9 }, ({ envelope }) => again.receive(envelope));
    await again.has(1);
    await ask(3);
    await again.has(2);
    expect(again.ids).toEqual([messageId(a, 1), messageId(a, 3)]);
  });

  test("an acked request is not delivered again", async () => {
    await ask(0);
    await ask(1);
    const got = new Inbox();
    await bus().requests("graph", { concurrency: 1, lease: 50 }, (delivery) => {
      got.receive(delivery.envelope);
      if (delivery.envelope.id === messageId(a, 0)) delivery.ack();
      else if (delivery.attempt === 3) delivery.ack();
    });
    await got.has(4);
    expect(got.ids.filter((id) => id === messageId(a, 0))).toHaveLength(1);
  });

  test("roles do not see each other's requests, answers are none, spawns go by role", async () => {
    const [author, coder, main] = [new Inbox(), new Inbox(), new Inbox()];
    const take = (inbox: Inbox) => (delivery: Delivery) => inbox.receive(delivery.envelope);
    await bus().requests("author", { concurrency: 9 }, take(author));
    await bus().requests("spawn/coder", { concurrency: 9 }, take(coder));
    await bus().requests("spawn/main", { concurrency: 9 }, take(main));
    await ask(0);
    const spawn = (n: number, role: string): Promise<boolean> =>
      bus().publish({ ...numbered(a, n, spawnAddress("s-1", role)), kind: "agent.spawn" });
    await spawn(1, "coder");
    await spawn(2, "main");
    await bus().publish(numbered(a, 3, serviceAddress("s-1", "author")));
    await bus().publish(draft(replyId("s-1/graph/pool#0"), a, serviceAddress("s-1", "author")));
    await bus().publish(numbered(a, 4, serviceAddress("s-2", "author")));
    await coder.has(1);
    await main.has(1);
    await author.has(2);
    expect(coder.ids).toEqual([messageId(a, 1)]);
    expect(main.ids).toEqual([messageId(a, 2)]);
    expect(author.ids).toEqual([messageId(a, 3), messageId(a, 4)]);
  });

  test("after opening, unanswered requests and spawns of live sessions are queued", async () => {
    const control = formatAddress({ session: RUN_SESSION, role: "control", key: "driver" });
    const one = agent("s-1", "main", "main");
    const two = agent("s-2", "main", "main");
    const spawn = (n: number, session: string): Promise<boolean> =>
      bus().publish({
        ...numbered(control, n, spawnAddress(session, "main")),
        session,
        kind: "agent.spawn",
      });
    await spawn(0, "s-1");
    await spawn(1, "s-2");
    await spawn(2, "s-3");
    await bus().publish({ ...numbered(one, 0, control), kind: "session.finished" });
    await bus().publish({ ...numbered(two, 0, control), kind: "session.failed" });
    await bus().publish(numbered(agent("s-3", "main", "main"), 0, serviceAddress("s-3", "graph")));
    await reopen();
    const [main, requests] = [new Inbox(), new Inbox()];
    await bus().requests("spawn/main", { concurrency: 9 }, (d) => main.receive(d.envelope));
    await bus().requests("graph", { concurrency: 9 }, (d) => requests.receive(d.envelope));
    await main.has(1);
    await requests.has(1);
    await spawn(3, "s-4");
    await main.has(2);
    expect(main.envelopes.map(({ session }) => session)).toEqual(["s-3", "s-4"]);
  });

  test("a closed consumer gets nothing more, another one does", async () => {
    const [gone, here] = [new Inbox(), new Inbox()];
    const first = await bus().requests("graph", { concurrency: 1, lease: 30 }, (d) =>
      gone.receive(d.envelope),
    );
    await ask(0);
    await gone.has(1);
    await first.close();
    await bus().requests("graph", { concurrency: 9 }, (d) => here.receive(d.envelope));
    await ask(1);
    await here.has(2);
    expect(gone.ids).toHaveLength(1);
    expect(here.ids).toEqual([messageId(a, 1), messageId(a, 0)]);
  });
}

function retryTests(bus: Current, reopen: Reopen): void {
  const control = formatAddress({ session: RUN_SESSION, role: "control", key: "driver" });
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
    expect(await bus().sent(main)).toBe(2);
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
    const all: number[] = [];
    for await (const { seq } of bus().read({ session: "s-1" })) all.push(seq);
    expect(all).toEqual([1, 2, 3, 4, 5, 6, 8, 9]);
  }

  test("void messages do not count", async () => {
    await failedSession();
    await reopen();
    await retry([5, 6]);
    await expectRetried();
  });

  test("void messages do not count after opening either", async () => {
    await failedSession();
    await reopen();
    await retry([5, 6]);
    await reopen();
    await expectRetried();
  });

  test("a session that was released can be retried", async () => {
    await failedSession();
    bus().release("s-1");
    await retry([5, 6]);
    await expectRetried();
  });

  test("a malformed retry is refused", async () => {
    const bad = { ...numbered(main, 0, control), kind: "run.retried", body: {} };
    await expect(bus().publish(bad)).rejects.toMatchObject({ code: "MESSAGE_INVALID" });
  });
}

function logTests(bus: Current, reopen: Reopen): void {
  const a = agent("s-1", "main", "main");
  const b = agent("s-2", "main", "main");

  test("the log is read in order, by session and from a position", async () => {
    for (let n = 0; n < 300; n += 1) {
      await bus().publish(numbered(a, n, agent("s-1", "coder", `f${n % 3}`)));
      await bus().publish(numbered(b, n, agent("s-2", "coder", "f")));
    }
    for (let round = 0; round < 3; round += 1) {
      const seqs: number[] = [];
      for await (const { seq } of bus().read()) seqs.push(seq);
      expect(seqs).toEqual(Array.from({ length: 600 }, (_, n) => n + 1));
      expect(await ids(bus().read({ session: "s-2", from: 591 }))).toEqual(
        [295, 296, 297, 298, 299].map((n) => messageId(b, n)),
      );
      expect(await ids(bus().read({ from: 600 }))).toEqual([messageId(b, 299)]);
      expect(await ids(bus().read({ from: 601 }))).toEqual([]);
      expect(await ids(bus().read({ session: "s-9" }))).toEqual([]);
      if (round === 0) await reopen();
      else bus().release("s-2");
    }
  });

  test("a reading ends where the log ended when it was asked for", async () => {
    await bus().publish(numbered(a, 0, b));
    const reading = bus().read();
    const bySession = bus().read({ session: "s-1" });
    await bus().publish(numbered(a, 1, b));
    expect(await ids(reading)).toEqual([messageId(a, 0)]);
    expect(await ids(bySession)).toEqual([messageId(a, 0)]);
  });

  test("time never goes back, positions go on after opening", async () => {
    await bus().publish(numbered(a, 0, b));
    await reopen();
    await bus().publish(numbered(a, 1, b));
    const all: Envelope[] = [];
    for await (const envelope of bus().read()) all.push(envelope);
    expect(all.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(all[1]?.time).toBeGreaterThanOrEqual(all[0]?.time ?? Infinity);
  });

  test("a released session gets nothing, others do", async () => {
    const [gone, here] = [new Inbox(), new Inbox()];
    await bus().mailbox(agent("s-1", "coder", "f"), gone.receive);
    await bus().requests("graph", { concurrency: 9 }, (d) => here.receive(d.envelope));
    bus().release("s-1");
    await bus().publish(numbered(b, 0, serviceAddress("s-2", "graph")));
    await here.has(1);
    expect(gone.ids).toEqual([]);
    expect(await ids(bus().read({ session: "s-2" }))).toEqual([messageId(b, 0)]);
  });

  test("bad messages are refused and leave no trace", async () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    const bad: [object, string][] = [
      [{ to: "nowhere" }, "ADDRESS_INVALID"],
      [{ from: "nowhere" }, "ADDRESS_INVALID"],
      [{ to: `s-1/main/${String.fromCharCode(0xd800)}` }, "ADDRESS_INVALID"],
      [{ run: "other" }, "MESSAGE_INVALID"],
      [{ body: "x".repeat(1_100_000) }, "MESSAGE_TOO_LARGE"],
      [{ body: circular }, "MESSAGE_INVALID"],
    ];
    for (const [change, code] of bad) {
      const message = { ...numbered(a, 0, b), ...change };
      await expect(bus().publish(message)).rejects.toMatchObject({ code });
    }
    expect(await ids(bus().read())).toEqual([]);
    expect(await bus().publish(numbered(a, 0, b))).toBe(true);
  });

  test("a closed bus refuses", async () => {
    await bus().close();
    await bus().close();
    const refused = { code: "INTERRUPTED" };
    await expect(bus().publish(numbered(a, 0, b))).rejects.toMatchObject(refused);
    await expect(bus().mailbox(b, () => {})).rejects.toMatchObject(refused);
  });
}

function blobTests(bus: Current, reopen: Reopen): void {
  test("blobs come back as they were put, also after opening", async () => {
    const blobs = blobAccess(bus());
    const bytes = new Uint8Array(100_000).map((_, n) => n % 251);
    const refs = await Promise.all([blobs.put(bytes), blobs.put(bytes), blobs.put(bytes)]);
    expect(new Set(refs.map(({ sha256 }) => sha256)).size).toBe(1);
    const [ref] = refs;
    if (!ref) return expect.fail();
    const copy = await blobs.get(ref);
    expect(copy).toEqual(bytes);
    copy.fill(0);
    expect(await blobs.get(ref)).toEqual(bytes);
    await reopen();
    expect(await blobAccess(bus()).get(ref)).toEqual(bytes);
  });

  test("an absent blob is missing", async () => {
    const ref = { sha256: "0".repeat(64), bytes: 1 };
    await expect(bus().getBlob(ref)).rejects.toMatchObject({ code: "BLOB_MISSING" });
    const hostile = { sha256: "../../../etc/passwd", bytes: 1 };
    await expect(bus().getBlob(hostile)).rejects.toMatchObject({ code: "BLOB_MISSING" });
  });

  test("texts and JSON travel inline or as blobs", async () => {
    const blobs = blobAccess(bus());
    for (const text of ["", "short", "é".repeat(16_384), "é".repeat(16_385), "x".repeat(1e6)]) {
      const ref = await blobs.putText(text);
      expect(typeof ref === "string").toBe(Buffer.byteLength(text) <= 32 * 1024);
      expect(await blobs.getText(ref)).toBe(text);
    }
    const one = await blobs.putJson({ a: [1, { b: null }], c: "d" });
    expect(await blobs.putJson({ c: "d", a: [1, { b: null }] })).toEqual(one);
    expect(await blobs.getJson(one)).toEqual({ a: [1, { b: null }], c: "d" });
  });
}
