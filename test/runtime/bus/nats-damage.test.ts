import { afterEach, expect } from "vitest";
import { headers } from "@nats-io/transport-node";
import { CONTROL_ADDRESS, sha256 } from "../../../protocols/index.ts";
import { RunRegistry, StatusReader } from "../../../runtime/cluster/index.ts";
import { blobSubject, messageSubject } from "../../../runtime/nats/index.ts";
import { Cluster, LEASE } from "../../nats/cluster.ts";
import { test } from "../../nats/required.ts";
import { RUN, agent, idsOf, numbered } from "./parts.ts";

let cluster: Cluster | undefined;
afterEach(async () => {
  await cluster?.remove();
  cluster = undefined;
});

const main = agent("s-1", "main", "main");

test("wrong bytes under a hash are not handed out, and the right ones replace them", async () => {
  cluster = await Cluster.start();
  const own = await cluster.worker();
  const right = Buffer.from("the true text");
  const hash = sha256(right);
  const { connection } = await cluster.link();
  const subject = blobSubject(RUN, "s-1", hash, 0);
  const marked = headers();
  marked.set("Hindcast-Chunks", "1");
  await connection.request(subject, Buffer.from("something else"), {
    headers: marked,
    timeout: 10_000,
  });
  const ref = { sha256: hash, bytes: right.length };
  await expect(own.getBlob("s-1", ref)).rejects.toThrow(/^BLOB_/);
  expect(await own.putBlob("s-1", right)).toEqual(ref);
  const other = await cluster.worker();
  expect(Buffer.from(await other.getBlob("s-1", ref)).toString()).toBe("the true text");
});

test("junk on the subjects of a run is counted by the status, and keeps nobody from joining", async () => {
  cluster = await Cluster.start();
  const own = await cluster.worker();
  const link = await cluster.link();
  const { connection } = link;
  const runs = await RunRegistry.create(link);
  await runs.add({
    run: RUN,
    state: "running",
    submitted: 0,
    sessions: 1,
    lease: LEASE,
    complete: true,
    hindcast: "0.0.0",
  });
  for (const junk of ["", "{}", "\u00C1".repeat(50), "[".repeat(5000)]) {
    for (const to of [CONTROL_ADDRESS, main]) {
      await connection.request(messageSubject(RUN, to, main), Buffer.from(junk));
    }
  }
  const draft = numbered(main, 0, CONTROL_ADDRESS);
  await own.publish(draft);
  const other = await cluster.worker();
  expect(await idsOf(other.read())).toEqual([draft.id]);
  const { runs: shown } = await new StatusReader(link).read();
  expect(shown).toMatchObject([{ run: RUN, damaged: 4, failures: [] }]);
});
