import { afterAll, beforeAll, expect, vi } from "vitest";
import { Presence, RunRegistry } from "../../runtime/cluster/index.ts";
import { connectNats, type NatsLink } from "../../runtime/nats/index.ts";
import { NatsTrio } from "../nats/trio.ts";
import { test } from "../nats/required.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let trio: NatsTrio;
let link: NatsLink;

beforeAll(async () => {
  trio = await NatsTrio.start("max_file_store: 1GB");
  link = await connectNats({ servers: trio.url });
});

afterAll(async () => {
  await link.close();
  await trio.remove();
});

async function copiesOf(bucket: string): Promise<number> {
  return (await link.manager.streams.info(`KV_${bucket}`)).config.num_replicas;
}

test("the lists have as many copies as the run with the most", async () => {
  for (const [asked, kept] of [
    [1, 1],
    [3, 3],
    [1, 3],
  ] as const) {
    await RunRegistry.create(link, asked);
    await Presence.create(link, asked);
    expect(await copiesOf("hindcast-runs")).toBe(kept);
    expect(await copiesOf("hindcast-workers")).toBe(kept);
  }
  await expect(RunRegistry.create(link, 5)).rejects.toMatchObject({ code: "NATS_UNSUPPORTED" });
});
