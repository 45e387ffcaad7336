import { cp, mkdtemp, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { messageId, replyId, serviceAddress, type Envelope } from "../../../protocols/index.ts";
import { EmbeddedBus, LOG_FILE } from "../../../runtime/bus/index.ts";
import { Inbox, RUN, agent, draft, numbered } from "./parts.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-crash-"));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

const main = agent("s-1", "main", "main");
const graph = serviceAddress("s-1", "graph");

/** A directory as a crash leaves it: the log cut at a byte, no lock of a living process. */
async function crashedAt(source: string, bytes: number, n: number): Promise<string> {
  const copy = path.join(root, `crashed-${n}`);
  await cp(source, copy, { recursive: true, filter: (file) => !file.endsWith(".lock") });
  await truncate(path.join(copy, LOG_FILE), bytes);
  return copy;
}

test("a log cut at any byte continues as if the rest had not been sent", async () => {
  const source = path.join(root, "source");
  const bus = await EmbeddedBus.create(source, { run: RUN });
  for (let n = 0; n < 20; n += 1) {
    await bus.publish(numbered(main, n, graph, { n, text: "x".repeat(n * 7) }));
    if (n % 2 === 0) await bus.publish(draft(replyId(messageId(main, n)), graph, main));
  }
  await bus.flush();
  const all: Envelope[] = [];
  for await (const envelope of bus.read()) all.push(envelope);
  const { size } = await stat(path.join(source, LOG_FILE));
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: size }), async (bytes) => {
      runs += 1;
      const warnings: unknown[] = [];
      const logger = { warn: (fields: unknown) => warnings.push(fields), error: () => {} };
      const directory = await crashedAt(source, bytes, runs);
      const again = await EmbeddedBus.open(directory, { run: RUN, logger });
      const left: Envelope[] = [];
      for await (const envelope of again.read()) left.push(envelope);
      expect(left).toEqual(all.slice(0, left.length));
      expect(warnings.length).toBe(again.cut > 0 ? 1 : 0);
      const sent = left.filter(({ from }) => from === main).length;
      expect(await again.sent(main)).toBe(sent);
      // Everything is sent again: what was lost is taken, the rest is held.
      const taken = await Promise.all(all.map((envelope) => again.publish(envelope)));
      expect(taken).toEqual(all.map((_, n) => n >= left.length));
      const requests = new Inbox();
      await again.requests("graph", { concurrency: 99 }, ({ envelope }) => {
        requests.receive(envelope);
      });
      await requests.has(10);
      const asked = Array.from({ length: 10 }, (_, n) => messageId(main, 2 * n + 1));
      expect(new Set(requests.ids)).toEqual(new Set(asked));
      await again.close();
      await rm(directory, { recursive: true });
    }),
    { numRuns: 40 },
  );
  await bus.close();
});

test("a directory has one writer", async () => {
  const directory = path.join(root, "locked");
  const bus = await EmbeddedBus.create(directory, { run: RUN });
  await bus.publish(numbered(main, 0, graph));
  await expect(EmbeddedBus.open(directory)).rejects.toMatchObject({ code: "OUTPUT_LOCKED" });
  await expect(EmbeddedBus.create(directory, { run: RUN })).rejects.toMatchObject({
    code: "OUTPUT_LOCKED",
  });
  await bus.close();
  await expect(EmbeddedBus.create(directory, { run: RUN })).rejects.toMatchObject({
    code: "OUTPUT_EXISTS",
  });
  const again = await EmbeddedBus.open(directory);
  expect(again.run).toBe(RUN);
  await again.close();
});

test("a directory without a run is reported", async () => {
  await expect(EmbeddedBus.open(path.join(root, "absent"))).rejects.toMatchObject({
    code: "OUTPUT_INVALID",
  });
  await expect(EmbeddedBus.open(root)).rejects.toMatchObject({ code: "OUTPUT_INVALID" });
  await writeFile(path.join(root, LOG_FILE), "something else entirely\n");
  await expect(EmbeddedBus.open(root)).rejects.toMatchObject({ code: "LOG_INVALID" });
  const empty = path.join(root, "empty");
  await (await EmbeddedBus.create(empty, { run: RUN })).close();
  await expect(EmbeddedBus.open(empty)).rejects.toMatchObject({ code: "OUTPUT_INVALID" });
});

test("memory does not grow with the sessions that are done", async () => {
  const bus = await EmbeddedBus.create(path.join(root, "memory"), { run: RUN });
  async function live(n: number): Promise<void> {
    const self = agent(`s-${n}`, "main", "main");
    const service = serviceAddress(`s-${n}`, "graph");
    const inbox = new Inbox();
    await bus.mailbox(self, inbox.receive);
    for (let m = 0; m < 20; m += 1) await bus.publish(numbered(self, m, service));
    await bus.publish(draft(replyId(messageId(self, 0)), service, self));
    await inbox.has(1);
    bus.release(`s-${n}`);
  }
  await live(0);
  const before = bus.sizes;
  for (let n = 1; n <= 50; n += 1) await live(n);
  expect(bus.sizes).toEqual(before);
  expect(before).toMatchObject({ sessions: 0, rows: 0, ids: 0, requests: 0, waiting: 0, bytes: 0 });
  // Something late for a session that is gone takes no memory either.
  const late = numbered(agent("s-7", "main", "main"), 20, serviceAddress("s-7", "graph"));
  expect(await bus.publish(late)).toBe(false);
  expect(bus.sizes).toEqual(before);
  await bus.close();
});

test("requests that no memory was left for are read from the log", async () => {
  const bus = await EmbeddedBus.create(path.join(root, "large"), { run: RUN });
  const text = "x".repeat(900_000);
  for (let n = 0; n < 24; n += 1) await bus.publish(numbered(main, n, graph, { n, text }));
  expect(bus.sizes["bytes"]).toBeLessThanOrEqual(16 * 1024 * 1024);
  const inbox = new Inbox();
  await bus.requests("graph", { concurrency: 2 }, (delivery) => {
    inbox.receive(delivery.envelope);
    delivery.ack();
  });
  await inbox.has(24);
  expect(new Set(inbox.ids).size).toBe(24);
  expect(inbox.envelopes.every(({ body }) => (body as { text: string }).text === text)).toBe(true);
  expect(bus.sizes).toMatchObject({ requests: 0, waiting: 0, held: 0, bytes: 0 });
  await bus.close();
});

test("a damaged blob is not handed out", async () => {
  const directory = path.join(root, "blobs");
  const bus = await EmbeddedBus.create(directory, { run: RUN });
  const ref = await bus.putBlob("s", Buffer.from("truth"));
  await bus.close();
  const again = await EmbeddedBus.open(directory, { run: RUN });
  const file = path.join(directory, "blobs", ref.sha256.slice(0, 2), ref.sha256);
  for (const wrong of ["truht", "tru"]) {
    await writeFile(file, wrong);
    await expect(again.getBlob("s", ref)).rejects.toMatchObject({ code: "BLOB_DAMAGED" });
  }
  await again.putBlob("s", Buffer.from("truth"));
  expect(Buffer.from(await again.getBlob("s", ref)).toString()).toBe("truth");
  await again.close();
});
