import { once, EventEmitter } from "node:events";
import { afterEach, beforeEach, expect } from "vitest";
import { messageId, replyId, serviceAddress } from "../../../protocols/index.ts";
import type { Delivery } from "../../../runtime/bus/index.ts";
import type { NatsBus } from "../../../runtime/bus/nats/index.ts";
import { Cluster, LEASE } from "../../nats/cluster.ts";
import { Proxy } from "../../nats/proxy.ts";
import { Inbox, agent, draft, idsOf, numbered } from "./parts.ts";
import { test } from "../../nats/required.ts";

let cluster: Cluster;
beforeEach(async () => {
  cluster = await Cluster.start();
});
afterEach(() => cluster.remove());

const main = agent("s-1", "main", "main");
const coder = agent("s-1", "coder", "src/a.py");
const graph = serviceAddress("s-1", "graph");
const ids = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => messageId(from, n));

test("a server that is killed again and again loses nothing and doubles nothing", async () => {
  const writer = await cluster.worker();
  const reader = await cluster.worker();
  const inbox = new Inbox();
  await reader.mailbox(main, inbox.receive);
  const count = 400;
  const pending: Promise<boolean>[] = [];
  for (let n = 0; n < count; n += 1) {
    pending.push(writer.publish(numbered(coder, n, main)));
    if (n % 100 !== 50) continue;
    // In the middle of whatever is under way.
    await pending[n - 25];
    await cluster.server.kill();
    await cluster.server.restart();
  }
  await Promise.all(pending);
  await inbox.has(count);
  expect(inbox.ids).toEqual(ids(coder, count));
  expect(await idsOf(reader.read())).toEqual(ids(coder, count));
});

test("a mailbox that was cut off has what it missed, in order", async () => {
  const proxy = await Proxy.to(cluster.server.port);
  try {
    const writer = await cluster.worker();
    const reader = await cluster.worker({ servers: proxy.url });
    const [one, two] = [new Inbox(), new Inbox()];
    await reader.mailbox(main, one.receive);
    await reader.mailbox(coder, two.receive);
    await writer.publish(numbered(coder, 0, main));
    await one.has(1);
    for (let round = 0; round < 3; round += 1) {
      proxy.cut();
      for (let n = 0; n < 20; n += 1) {
        await writer.publish(numbered(coder, 1 + round * 20 + n, main));
        await writer.publish(numbered(main, round * 20 + n, coder));
      }
      proxy.mend();
      await one.has(1 + (round + 1) * 20);
      await two.has((round + 1) * 20);
    }
    expect(one.ids).toEqual(ids(coder, 61));
    expect(two.ids).toEqual(ids(main, 60));
  } finally {
    await proxy.close();
  }
});

test("what is published while the connection is cut is taken when it is back", async () => {
  const proxy = await Proxy.to(cluster.server.port);
  try {
    const reader = await cluster.worker();
    const writer = await cluster.worker({ servers: proxy.url });
    await writer.publish(numbered(coder, 0, main));
    proxy.cut();
    const pending = [1, 2, 3].map((n) => writer.publish(numbered(coder, n, main)));
    proxy.mend();
    expect(await Promise.all(pending)).toEqual([true, true, true]);
    expect(await idsOf(reader.read())).toEqual(ids(coder, 4));
  } finally {
    await proxy.close();
  }
});

test("a request that was answered is not delivered again, whatever the server forgot", async () => {
  const bus = await cluster.worker();
  const handled = new EventEmitter();
  const got: string[] = [];
  const handle = (worker: NatsBus) => (delivery: Delivery) => {
    const { id, from } = delivery.envelope;
    got.push(id);
    void (async () => {
      await worker.publish(draft(replyId(id), graph, from));
      delivery.ack();
      handled.emit("one");
    })();
  };
  await bus.requests("graph", { concurrency: 9, lease: LEASE }, handle(bus));
  const replies = new Inbox();
  await bus.mailbox(main, replies.receive);
  for (let n = 0; n < 30; n += 1) await bus.publish(numbered(main, n, graph));
  await replies.has(30);
  // The acknowledgements of the last moments are gone with the process.
  await cluster.server.kill();
  await cluster.server.restart();
  const next = once(handled, "one");
  await bus.publish(numbered(main, 30, graph));
  await next;
  const other = await cluster.worker();
  await other.requests("graph", { concurrency: 9, lease: LEASE }, handle(other));
  await bus.publish(numbered(main, 31, graph));
  await replies.has(32);
  expect(got).toEqual(ids(main, 32));
});

test("a delivery held through an outage longer than its lease is over", async () => {
  const proxy = await Proxy.to(cluster.server.port);
  try {
    const asker = await cluster.worker();
    const worker = await cluster.worker({ servers: proxy.url });
    const deliveries: Delivery[] = [];
    const inbox = new Inbox();
    const receive = (delivery: Delivery): void => {
      deliveries.push(delivery);
      inbox.receive(delivery.envelope);
    };
    await worker.requests("graph", { concurrency: 1, lease: LEASE }, receive);
    await asker.publish(numbered(main, 0, graph));
    await inbox.has(1);
    proxy.cut();
    // Cut off, it cannot renew what it has: another worker is given the request.
    const beat = setInterval(() => deliveries[0]?.working(), LEASE / 8);
    const elsewhere = new Inbox();
    await asker.requests("graph", { concurrency: 1 }, (delivery) => {
      expect(deliveries[0]?.expired).toBe(true);
      elsewhere.receive(delivery.envelope);
    });
    await elsewhere.has(1);
    clearInterval(beat);
    proxy.mend();
  } finally {
    await proxy.close();
  }
});

test("a server that does not respond for a while is waited for", async () => {
  const lines = new EventEmitter();
  const note = (_fields: unknown, line: string): void => void lines.emit(line);
  const bus = await cluster.worker({ logger: { info: note, warn: note, error: note } });
  await bus.publish(numbered(coder, 0, main));
  const gone = once(lines, "the connection to NATS is gone; trying again");
  cluster.server.freeze();
  const pending = bus.publish(numbered(coder, 1, main));
  await gone;
  cluster.server.thaw();
  expect(await pending).toBe(true);
  expect(await idsOf(bus.read())).toEqual(ids(coder, 2));
});

test("closing does not wait for a server that is gone", async () => {
  const bus = await cluster.worker();
  await bus.publish(numbered(coder, 0, main));
  await cluster.server.kill();
  const pending = bus.publish(numbered(coder, 1, main));
  const [refused] = await Promise.allSettled([pending, bus.close()]);
  expect(refused).toMatchObject({ status: "rejected", reason: { code: "INTERRUPTED" } });
});

test("a full store makes publishers wait, is reported once, and publishing continues when there is space", async () => {
  const lines: string[] = [];
  const said = new EventEmitter();
  const note = (_fields: unknown, line: string): void => {
    lines.push(line);
    said.emit(line);
  };
  const logger = { info: note, warn: note, error: note };
  const bus = await cluster.worker({ maxBytes: 100_000, logger });
  const full = once(said, "the store of the NATS server is full; publishing waits for room");
  let taken = 0;
  const filler = agent("s-2", "main", "main");
  const pending = Array.from({ length: 20 }, (_, n) =>
    bus.publish(numbered(filler, n, filler, "x".repeat(10_000))).then(() => (taken += 1)),
  );
  const others = bus.publish(numbered(coder, 0, main, "x".repeat(10_000)));
  await full;
  expect(taken).toBeLessThan(20);
  await bus.drop("s-2");
  await bus.drop("s-1");
  await others;
  // Room for some of the rest at a time.
  const room = setInterval(() => void bus.drop("s-2"), 50);
  await Promise.all(pending);
  clearInterval(room);
  expect(lines.filter((line) => line.includes("is full")).length).toBeGreaterThan(0);
  expect(lines.at(-1)).toContain("has room again");
});

test("many mailboxes that were cut off at once have what they missed", async () => {
  const proxy = await Proxy.to(cluster.server.port);
  try {
    const writer = await cluster.worker();
    const reader = await cluster.worker({ servers: proxy.url });
    const addresses = Array.from({ length: 80 }, (_, n) => agent("s-1", "coder", `f${n}.py`));
    const inboxes = addresses.map(() => new Inbox());
    for (const [n, inbox] of inboxes.entries()) {
      await reader.mailbox(addresses[n] ?? "", inbox.receive);
    }
    let count = 0;
    const round = async (): Promise<void> => {
      const all = addresses.map((address) => writer.publish(numbered(main, count++, address)));
      await Promise.all(all);
    };
    await round();
    for (const inbox of inboxes) await inbox.has(1);
    proxy.cut();
    await round();
    await round();
    proxy.mend();
    for (const inbox of inboxes) await inbox.has(3);
    await round();
    for (const [n, inbox] of inboxes.entries()) {
      await inbox.has(4);
      expect(inbox.ids).toEqual([0, 1, 2, 3].map((r) => messageId(main, r * 80 + n)));
    }
  } finally {
    await proxy.close();
  }
});

test("a host that takes over an old agent reads a long mailbox and continues live", async () => {
  const bus = await cluster.worker();
  const count = 700;
  const pending = Array.from({ length: count }, (_, n) => bus.publish(numbered(coder, n, main)));
  await Promise.all(pending);
  const other = await cluster.worker();
  const inbox = new Inbox();
  await other.mailbox(main, inbox.receive);
  await inbox.has(count);
  await bus.publish(numbered(coder, count, main));
  await inbox.has(count + 1);
  expect(inbox.ids).toEqual(ids(coder, count + 1));
});
