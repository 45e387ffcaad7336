import { afterEach, beforeEach, expect } from "vitest";
import { CONTROL_ADDRESS, messageId, serviceAddress } from "../../../protocols/index.ts";
import { NatsBus } from "../../../runtime/bus/nats/index.ts";
import { Cluster } from "../../nats/cluster.ts";
import { RUN, agent, idsOf, numbered } from "./parts.ts";
import { test } from "../../nats/required.ts";

let cluster: Cluster;
beforeEach(async () => {
  cluster = await Cluster.start();
});
afterEach(() => cluster.remove());

test("what reading one session costs does not grow with the sessions that have ended", async () => {
  const writer = await cluster.worker();
  const main = (n: number): string => agent(`s-${n}`, "main", "main");
  const endOf = async (n: number): Promise<void> => {
    await writer.publish(numbered(main(n), 0, serviceAddress(`s-${n}`, "graph")));
    await writer.publish({ ...numbered(main(n), 1, CONTROL_ADDRESS), kind: "session.finished" });
  };
  const link = await cluster.link();
  const costOf = async (n: number): Promise<number> => {
    await link.connection.flush();
    const before = link.connection.stats().inMsgs;
    expect(await idsOf(reader.read({ session: `s-${n}` }))).toEqual([
      messageId(main(n), 0),
      messageId(main(n), 1),
    ]);
    return link.connection.stats().inMsgs - before;
  };
  for (let n = 0; n < 4; n += 1) await endOf(n);
  const reader = await NatsBus.open(link, { run: RUN });
  await costOf(0);
  const few = await costOf(1);
  for (let n = 4; n < 300; n += 1) await endOf(n);
  // The first one learns of the ends that came since.
  await costOf(2);
  const many = await costOf(3);
  expect(many).toBeLessThanOrEqual(few + 2);
});
