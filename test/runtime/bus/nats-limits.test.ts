import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, test as anyTest } from "vitest";
import { serviceAddress, sha256 } from "../../../protocols/index.ts";
import { NatsBus } from "../../../runtime/bus/nats/index.ts";
import { asHindcastError, type NatsLogger } from "../../../runtime/nats/index.ts";
import { JetStreamApiError } from "@nats-io/jetstream";
import { Cluster, LEASE } from "../../nats/cluster.ts";
import { test } from "../../nats/required.ts";
import { agent, idsOf, numbered } from "./parts.ts";

let cluster: Cluster | undefined;
afterEach(async () => {
  await cluster?.remove();
  cluster = undefined;
});

const main = agent("s-1", "main", "main");
const graph = serviceAddress("s-1", "graph");
const bytes = Uint8Array.from({ length: 300_000 }, (_, n) => (n * n) % 251);

async function change(server: Cluster["server"], from: string, to: string): Promise<void> {
  const file = path.join(server.directory, "server.conf");
  const text = await readFile(file, "utf8");
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
  await server.stop();
  await server.restart();
}

test("blobs fit messages of any size that the server takes, also after that size changes", async () => {
  cluster = await Cluster.start({ config: "max_payload: 65536" });
  const small = await cluster.worker();
  const ref = await small.putBlob("s-1", bytes);
  expect(sha256(await (await cluster.worker()).getBlob("s-1", ref))).toBe(sha256(bytes));
  await expect(small.publish(numbered(main, 0, graph, "x".repeat(70_000)))).rejects.toThrow(
    /^MESSAGE_TOO_LARGE.* 65536 \(max_payload\)/,
  );
  await small.close();

  await change(cluster.server, "max_payload: 65536", "max_payload: 32768");
  const smaller = await cluster.worker();
  expect(await smaller.putBlob("s-1", bytes)).toEqual(ref);
  expect(sha256(await (await cluster.worker()).getBlob("s-1", ref))).toBe(sha256(bytes));
  const other = Uint8Array.from(bytes).reverse();
  const second = await smaller.putBlob("s-1", other);
  expect(sha256(await (await cluster.worker()).getBlob("s-1", second))).toBe(sha256(other));
  await smaller.publish(numbered(main, 0, graph));
  expect(await idsOf(smaller.read())).toHaveLength(1);
});

test("limits of the account are reported with the server's own reason", async () => {
  const account = (limits: string): string =>
    `accounts { A { users: [{user: u, password: p}], jetstream { ${limits} } } }`;
  cluster = await Cluster.start({
    config: account("max_streams: 2, max_consumers: 1, max_file: 1000000"),
  });
  const link = await cluster.link({ user: "u", password: "p" });
  const options = { lease: LEASE, roles: ["graph"] };
  await NatsBus.create(link, { ...options, run: "one", maxBytes: 1000 }).then((bus) => bus.close());
  await expect(NatsBus.create(link, { ...options, run: "two" })).rejects.toThrow(
    /^NATS_LIMIT.*making HINDCAST_two.*maximum number of streams/,
  );
  await change(cluster.server, "max_streams: 2", "max_streams: 9");
  const more = { ...options, run: "three", maxBytes: 1000, roles: ["graph", "author"] };
  await expect(NatsBus.create(link, more)).rejects.toThrow(
    /^NATS_LIMIT.*consumer for author.*maximum consumers limit/,
  );
  const big = { ...options, run: "big", maxBytes: 2_000_000 };
  await expect(NatsBus.create(link, big)).rejects.toThrow(
    /^NATS_FULL.*making HINDCAST_big.*(?:storage|resource)/,
  );
});

test("a changed password is reported once, and closing does not wait for it", async () => {
  cluster = await Cluster.start({ config: "authorization { user: u, password: first }" });
  const lines: string[] = [];
  const note = (_: unknown, message: string): number => lines.push(message);
  const logger: NatsLogger = { info: note, warn: note, error: note };
  const link = await cluster.link({ user: "u", password: "first", logger });
  const attempts = new Promise<void>((resolve) => {
    let count = 0;
    link.listen({
      refused: () => {
        count += 1;
        if (count === 4) resolve();
      },
    });
  });
  await change(cluster.server, "first", "second");
  await attempts;
  expect(lines).toEqual([
    "the connection to NATS is gone; trying again",
    "the NATS server refuses the connection; trying again until it accepts",
  ]);
  // What draining waits for before it gives up handing over.
  await link.outage(1).lasted;
  await link.close();
  expect(link.closed).toBe(true);
});

anyTest.each([
  [10_002, "NATS_FULL"],
  [10_047, "NATS_FULL"],
  [10_026, "NATS_LIMIT"],
  [10_027, "NATS_LIMIT"],
  [10_113, "NATS_LIMIT"],
  [10_122, "NATS_LIMIT"],
  [10_039, "NATS_UNSUPPORTED"],
])("the server's error %d is %s", (code, expected) => {
  const error = new JetStreamApiError({ code: 400, err_code: code, description: "why it failed" });
  expect(asHindcastError(error, "making X")).toMatchObject({
    code: expected,
    detail: "making X: why it failed",
  });
});
