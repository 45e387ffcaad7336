import { expect, test } from "vitest";
import { messageId, serviceAddress, type Envelope } from "../../../../protocols/index.ts";
import { Inbox, agent, idsOf, numbered } from "../parts.ts";
import type { Current, Reopen } from "./harness.ts";

/** Reading the log, releasing sessions, refusing what is wrong, closing. */
export function logTests(bus: Current, reopen: Reopen): void {
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
      expect(await idsOf(bus().read({ session: "s-2", from: 591 }))).toEqual(
        [295, 296, 297, 298, 299].map((n) => messageId(b, n)),
      );
      expect(await idsOf(bus().read({ from: 600 }))).toEqual([messageId(b, 299)]);
      expect(await idsOf(bus().read({ from: 601 }))).toEqual([]);
      expect(await idsOf(bus().read({ session: "s-9" }))).toEqual([]);
      if (round === 0) await reopen();
      else bus().release("s-2");
    }
  });

  test("a reading ends where the log ended when it was asked for", async () => {
    await bus().publish(numbered(a, 0, b));
    const reading = bus().read();
    const bySession = bus().read({ session: "s-1" });
    await bus().publish(numbered(a, 1, b));
    expect(await idsOf(reading)).toEqual([messageId(a, 0)]);
    expect(await idsOf(bySession)).toEqual([messageId(a, 0)]);
  });

  test("time never goes back, positions go on after opening", async () => {
    await bus().publish(numbered(a, 0, b));
    await reopen();
    await bus().publish(numbered(a, 1, b));
    const all: Envelope[] = [];
    for await (const envelope of bus().read()) all.push(envelope);
    expect(all.map(({ id }) => id)).toEqual([messageId(a, 0), messageId(a, 1)]);
    expect(all[1]?.seq).toBeGreaterThan(all[0]?.seq ?? Infinity);
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
    expect(await idsOf(bus().read({ session: "s-2" }))).toEqual([messageId(b, 0)]);
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
    expect(await idsOf(bus().read())).toEqual([]);
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
