import { expect, test } from "vitest";
import {
  CONTROL_ADDRESS,
  messageId,
  replyId,
  serviceAddress,
  spawnAddress,
} from "../../../../protocols/index.ts";
import type { Delivery } from "../../../../runtime/bus/index.ts";
import { Inbox, agent, draft, numbered } from "../parts.ts";
import { LEASE, type Current, type Reopen } from "./harness.ts";

/** Requests: at least once, to one consumer at a time, until they are answered or acked. */
export function requestTests(bus: Current, reopen: Reopen): void {
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
    await bus().requests("graph", { concurrency: 1, lease: LEASE }, (delivery) => {
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
        .requests("graph", { concurrency: 1, lease: LEASE }, (delivery) => {
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
        .requests("graph", { concurrency: 2, lease: LEASE }, (delivery) => {
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
    await bus().requests("graph", { concurrency: 1, lease: LEASE }, (delivery) => {
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
    const control = CONTROL_ADDRESS;
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
    const first = await bus().requests("graph", { concurrency: 1, lease: LEASE }, (d) =>
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
