import { afterEach, beforeEach, expect } from "vitest";
import {
  CONTROL_ADDRESS,
  RUN_SESSION,
  messageId,
  replyId,
  serviceAddress,
  spawnAddress,
  type SessionEnd,
} from "../../../protocols/index.ts";
import type { NatsBus } from "../../../runtime/bus/nats/index.ts";
import { Cluster, LEASE } from "../../nats/cluster.ts";
import { Inbox, agent, draft, idsOf, numbered } from "./parts.ts";
import { test } from "../../nats/required.ts";

let cluster: Cluster;
let driver: NatsBus;
let worker: NatsBus;
beforeEach(async () => {
  cluster = await Cluster.start();
  driver = await cluster.worker();
  worker = await cluster.worker();
});
afterEach(() => cluster.remove());

const main = agent("s-1", "main", "main");
const graph = serviceAddress("s-1", "graph");
const retrier = agent(RUN_SESSION, "control", "retry");
const spawn = {
  ...numbered(CONTROL_ADDRESS, 0, spawnAddress("s-1", "main")),
  session: "s-1",
  kind: "agent.spawn",
  body: { role: "main", key: "main", behaviour: "b", input: {} },
};
const retried = (n: number, voids: number[]) => ({
  ...numbered(retrier, n, retrier),
  kind: "run.retried",
  body: { session: "s-1", voids },
});

/** A session whose second request failed; everything of it was acknowledged. */
async function failedSession(): Promise<void> {
  await driver.publish(spawn); // 1
  const [spawns, requests] = [new Inbox(), new Inbox()];
  const subscriptions = await Promise.all([
    worker.requests("spawn/main", { concurrency: 9, lease: LEASE }, (delivery) => {
      delivery.ack();
      spawns.receive(delivery.envelope);
    }),
    worker.requests("graph", { concurrency: 9, lease: LEASE }, (delivery) => {
      delivery.ack();
      requests.receive(delivery.envelope);
    }),
  ]);
  await spawns.has(1);
  await worker.publish(numbered(main, 0, graph)); // 2
  await worker.publish(draft(replyId(messageId(main, 0)), graph, main)); // 3
  await worker.publish(numbered(main, 1, graph)); // 4
  const failure = { ...draft(replyId(messageId(main, 1)), graph, main), kind: "service.failed" };
  await worker.publish(failure); // 5
  await requests.has(2);
  await worker.publish({ ...numbered(main, 2, CONTROL_ADDRESS), kind: "session.failed" }); // 6
  for (const subscription of subscriptions) await subscription.close();
}

test("a retry offers the open request and the agent again, to any worker", async () => {
  await failedSession();
  const third = await cluster.worker();
  const [spawns, requests, mailbox] = [new Inbox(), new Inbox(), new Inbox()];
  await third.requests("spawn/main", { concurrency: 9 }, (d) => spawns.receive(d.envelope));
  await third.requests("graph", { concurrency: 9 }, (d) => requests.receive(d.envelope));
  await driver.publish(retried(0, [5, 6]));
  await spawns.has(1);
  await requests.has(1);
  expect(spawns.ids).toEqual([spawn.id]);
  expect(requests.ids).toEqual([messageId(main, 1)]);
  await third.mailbox(main, mailbox.receive);
  const sent = [0, 1].map((n) => third.publish(numbered(main, n, graph)));
  expect(await Promise.all(sent)).toEqual([false, false]);
  expect(await third.publish(draft(replyId(messageId(main, 1)), graph, main))).toBe(true);
  await mailbox.has(2);
  const finished = { ...numbered(main, 2, CONTROL_ADDRESS), kind: "session.finished" };
  expect(await third.publish(finished)).toBe(true);
  expect(await third.sent(main)).toBe(3);
});

test("the same retry, published again, offers again", async () => {
  await failedSession();
  expect(await driver.publish(retried(0, [5, 6]))).toBe(true);
  const requests = new Inbox();
  await worker.requests("graph", { concurrency: 9, lease: LEASE }, (delivery) => {
    requests.receive(delivery.envelope);
    delivery.ack();
  });
  await requests.has(1);
  expect(await driver.publish(retried(0, [5, 6]))).toBe(false);
  expect(await driver.sent(retrier)).toBe(1);
  // An answered request is not offered, and one more retry makes the new answer void.
  await worker.publish(draft(replyId(messageId(main, 1)), graph, main));
  let answer = 0;
  for await (const { id, seq } of worker.read())
    if (id === replyId(messageId(main, 1))) answer = seq;
  await worker.publish({ ...numbered(main, 2, CONTROL_ADDRESS), kind: "session.failed" });
  let failure = 0;
  for await (const { kind, seq } of worker.read()) if (kind === "session.failed") failure = seq;
  expect(await driver.publish(retried(1, [answer, failure]))).toBe(true);
  await requests.has(2);
  expect(new Set(requests.ids)).toEqual(new Set([messageId(main, 1)]));
  expect(await worker.sent(main)).toBe(2);
});

test("the end of a session is heard, its requests are over, and a retry reopens it", async () => {
  const heard: SessionEnd[] = [];
  const ended = new Promise<void>((resolve) => {
    worker.onSessionEnd((end) => {
      heard.push(end);
      resolve();
    });
  });
  await driver.publish({ ...spawn, body: { ...spawn.body, key: "never" } });
  await driver.publish(numbered(main, 0, graph));
  await driver.publish({ ...numbered(main, 1, CONTROL_ADDRESS), kind: "session.failed" });
  await ended;
  expect(heard).toEqual([{ session: "s-1", kind: "session.failed" }]);
  expect(worker.isOver("s-1")).toBe(true);
  const requests = new Inbox();
  await worker.requests("graph", { concurrency: 9 }, (d) => requests.receive(d.envelope));
  const live = agent("s-2", "main", "main");
  await driver.publish(numbered(live, 0, serviceAddress("s-2", "graph")));
  await requests.has(1);
  expect(requests.ids).toEqual([messageId(live, 0)]);
  await driver.publish(retried(0, [3]));
  await requests.has(2);
  expect(requests.ids[1]).toBe(messageId(main, 0));
});

test("a dropped session is removed with its blobs; its messages to the run stay", async () => {
  await failedSession();
  const kept = agent("s-2", "main", "main");
  await worker.publish(numbered(kept, 0, kept));
  const [gone, stays] = [
    await worker.putBlob("s-1", Buffer.from("a")),
    await worker.putBlob("s-2", Buffer.from("a")),
  ];
  await driver.drop("s-1");
  expect(await idsOf(driver.read())).toEqual([messageId(main, 2), messageId(kept, 0)]);
  const other = await cluster.worker();
  await expect(other.getBlob("s-1", gone)).rejects.toMatchObject({ code: "BLOB_MISSING" });
  expect(await other.getBlob("s-2", stays)).toEqual(new Uint8Array(Buffer.from("a")));
});

test("a large blob is whole or not there", async () => {
  const bytes = new Uint8Array(2_500_000).map((_, n) => (n * 7919) % 251);
  const refs = await Promise.all([driver.putBlob("s-1", bytes), worker.putBlob("s-1", bytes)]);
  expect(refs[0]).toEqual(refs[1]);
  const other = await cluster.worker();
  expect(Buffer.from(await other.getBlob("s-1", refs[0])).equals(Buffer.from(bytes))).toBe(true);
  await expect(other.getBlob("s-2", refs[0])).rejects.toMatchObject({ code: "BLOB_MISSING" });
});
