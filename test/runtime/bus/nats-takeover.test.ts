import { afterEach, beforeEach, expect } from "vitest";
import { messageId, replyId, serviceAddress, spawnAddress } from "../../../protocols/index.ts";
import type { Delivery } from "../../../runtime/bus/index.ts";
import type { NatsBus } from "../../../runtime/bus/nats/index.ts";
import { Cluster, LEASE } from "../../nats/cluster.ts";
import { Inbox, agent, draft, idsOf, numbered } from "./parts.ts";
import { test } from "../../nats/required.ts";

let cluster: Cluster;
let first: NatsBus;
let second: NatsBus;
beforeEach(async () => {
  cluster = await Cluster.start();
  first = await cluster.worker();
  second = await cluster.worker();
});
afterEach(() => cluster.remove());

const main = agent("s-1", "main", "main");
const coder = agent("s-1", "coder", "src/a.py");
const other = agent("s-1", "coder", "src/b.py");
const graph = serviceAddress("s-1", "graph");

test("who takes over sends everything again, and the log takes what it lacks", async () => {
  const inbox = new Inbox();
  await second.mailbox(main, inbox.receive);
  for (let n = 0; n < 3; n += 1) await first.publish(numbered(coder, n, main));
  const again = [0, 1, 2, 3, 4].map((n) => second.publish(numbered(coder, n, main)));
  expect(await Promise.all(again)).toEqual([false, false, false, true, true]);
  await inbox.has(5);
  expect(inbox.ids).toEqual([0, 1, 2, 3, 4].map((n) => messageId(coder, n)));
  expect(await second.sent(coder)).toBe(5);
});

test("a worker whose agent was taken over is rejected with LEASE_LOST", async () => {
  for (let n = 0; n < 3; n += 1) await first.publish(numbered(coder, n, main));
  for (let n = 0; n < 4; n += 1) await second.publish(numbered(coder, n, main));
  // It would say something else than its successor.
  const stale = first.publish(numbered(coder, 3, main, { stale: true }));
  const behind = first.publish(numbered(coder, 4, main, { stale: true }));
  await expect(stale).rejects.toMatchObject({ code: "LEASE_LOST" });
  await expect(behind).rejects.toMatchObject({ code: "LEASE_LOST" });
  expect(await second.publish(numbered(coder, 4, main))).toBe(true);
  const all = await idsOf(first.read());
  expect(all).toEqual([0, 1, 2, 3, 4].map((n) => messageId(coder, n)));
});

test("a fence alone keeps a stale worker out", async () => {
  await first.publish(numbered(coder, 0, main));
  await first.publish(numbered(coder, 1, main));
  for (let n = 0; n < 2; n += 1) await second.publish(numbered(coder, n, main));
  // The successor's first new message goes elsewhere: only its fence stands where the stale one writes.
  await second.publish(numbered(coder, 2, other));
  const stale = first.publish(numbered(coder, 2, main, { stale: true }));
  await expect(stale).rejects.toMatchObject({ code: "LEASE_LOST" });
  expect(await idsOf(second.read())).toEqual([0, 1, 2].map((n) => messageId(coder, n)));
});

test("what a stale worker slipped into a new mailbox is taken for what it is", async () => {
  const inbox = new Inbox();
  await second.mailbox(other, inbox.receive);
  await first.publish(numbered(coder, 0, main));
  expect(await second.publish(numbered(coder, 0, main))).toBe(false);
  // Before the successor's fence, and where it has never written.
  await first.publish(numbered(coder, 1, other));
  expect(await second.publish(numbered(coder, 1, other))).toBe(false);
  expect(await second.publish(numbered(coder, 2, other))).toBe(true);
  await inbox.has(2);
  expect(inbox.ids).toEqual([messageId(coder, 1), messageId(coder, 2)]);
});

test("when two workers take over, the later one continues", async () => {
  const third = await cluster.worker();
  await first.publish(numbered(coder, 0, main));
  for (let n = 0; n < 2; n += 1) await second.publish(numbered(coder, n, main));
  for (let n = 0; n < 3; n += 1) await third.publish(numbered(coder, n, main));
  const stale = [first, second].map((bus) => bus.publish(numbered(coder, 2, main, { bus: 1 })));
  for (const { status } of await Promise.allSettled(stale)) expect(status).toBe("rejected");
  expect(await third.publish(numbered(coder, 3, main))).toBe(true);
});

test("messages of one sender are in order however fast they are sent", async () => {
  const pending: Promise<boolean>[] = [];
  for (let n = 0; n < 200; n += 1) {
    pending.push(first.publish(numbered(coder, n, n % 3 === 0 ? main : other)));
  }
  await Promise.all(pending);
  const ids = await idsOf(second.read());
  expect(ids).toEqual(Array.from({ length: 200 }, (_, n) => messageId(coder, n)));
});

test("an agent whose lease was lost may not publish until it starts again", async () => {
  const control = agent("run", "control", "driver");
  const spawn = {
    ...numbered(control, 0, spawnAddress("s-1", "coder")),
    session: "s-1",
    kind: "agent.spawn",
    body: { role: "coder", key: "src/a.py", behaviour: "b", input: {} },
  };
  const deliveries: Delivery[] = [];
  const inbox = new Inbox();
  await first.requests("spawn/coder", { concurrency: 1, lease: LEASE }, (delivery) => {
    deliveries.push(delivery);
    inbox.receive(delivery.envelope);
  });
  await first.publish(spawn);
  await inbox.has(1);
  expect(await first.publish(numbered(coder, 0, main))).toBe(true);
  expect(deliveries[0]?.expired).toBe(false);
  await inbox.has(2);
  expect(deliveries.map(({ attempt, expired }) => [attempt, expired])).toEqual([
    [1, true],
    [2, false],
  ]);
  // In the new hands it begins with its first message, and only what is new is taken.
  expect(await first.publish(numbered(coder, 0, main))).toBe(false);
  expect(await first.publish(numbered(coder, 1, main))).toBe(true);
  deliveries[0]?.ack();
  deliveries[1]?.ack();
});

test("requests of a worker that closes are with another one at once", async () => {
  const [gone, here] = [new Inbox(), new Inbox()];
  await first.requests("graph", { concurrency: 9, lease: LEASE }, (d) => gone.receive(d.envelope));
  for (let n = 0; n < 5; n += 1) await second.publish(numbered(main, n, graph));
  await gone.has(5);
  await second.requests("graph", { concurrency: 9, lease: LEASE }, (delivery) => {
    delivery.ack();
    here.receive(delivery.envelope);
  });
  await first.close();
  // A message may come twice, so it is not enough that five have come.
  await here.hasDifferent(5);
  expect(new Set(here.ids)).toEqual(new Set(gone.ids));
});

test("two workers share out requests, and each is answered once", async () => {
  const replies = new Inbox();
  await first.mailbox(main, replies.receive);
  for (const bus of [first, second]) {
    await bus.requests("graph", { concurrency: 3 }, (delivery) => {
      const { id, from } = delivery.envelope;
      void bus.publish(draft(replyId(id), graph, from)).then(() => delivery.ack());
    });
  }
  const count = 100;
  const asked = Array.from({ length: count }, (_, n) => first.publish(numbered(main, n, graph)));
  await Promise.all(asked);
  await replies.has(count);
  expect(new Set(replies.ids).size).toBe(count);
});
