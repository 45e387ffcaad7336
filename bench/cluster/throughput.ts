import { messageId } from "../../protocols/index.ts";
import { connectNats, messageSubject, runFilter } from "../../runtime/nats/index.ts";
import type { BenchRow } from "../row.ts";
import { BareClient } from "./bare.ts";
import type { Bench } from "./server.ts";

const SENDERS = 64;
const EACH = 150;
const TEXT = "a message carries a few hundred bytes of arguments, as real ones do. ".repeat(4);

/** Acknowledged publishes of many senders, each delivered once, per second. */
export async function measureThroughput(bench: Bench): Promise<BenchRow[]> {
  // Twice each, in turn: the first round of either warms up server and compiler.
  await throughBus(bench, "throughput-0");
  await bare(bench, "bare-0");
  const ours = await throughBus(bench, "throughput-1");
  const baseline = await bare(bench, "bare-1");
  return [
    {
      name: "acknowledged publishes, each delivered, against the bare client",
      ours,
      baseline,
      ratio: ours / baseline,
      unit: "messages/s",
    },
  ];
}

async function throughBus({ bus: open }: Bench, run: string): Promise<number> {
  const bus = await open(run);
  const counter = counted(SENDERS * EACH);
  const pairs = Array.from({ length: SENDERS }, (_, n) => ({
    from: `s-1/sender/${n}`,
    to: `s-1/receiver/${n}`,
  }));
  for (const { to } of pairs) await bus.mailbox(to, counter.count);
  const started = performance.now();
  await Promise.all(
    pairs.map(async ({ from, to }) => {
      for (let n = 0; n < EACH; n += 1) {
        const id = messageId(from, n);
        const body = { text: TEXT, n };
        await bus.publish({ id, run, session: "s-1", from, to, kind: "ball", cause: null, body });
      }
    }),
  );
  await counter.done;
  return (SENDERS * EACH) / ((performance.now() - started) / 1000);
}

async function bare({ bus: open, url }: Bench, run: string): Promise<number> {
  // The same stream with the same options; only the client differs.
  await open(run);
  const link = await connectNats({ servers: url });
  try {
    const client = new BareClient(link);
    const counter = counted(SENDERS * EACH);
    client.receive(runFilter(run), counter.count);
    await link.connection.flush();
    const started = performance.now();
    await Promise.all(
      Array.from({ length: SENDERS }, async (_, sender) => {
        const from = `s-1/sender/${sender}`;
        const to = `s-1/receiver/${sender}`;
        const subject = messageSubject(run, to, from);
        for (let n = 0; n < EACH; n += 1) {
          const id = messageId(from, n);
          const body = { text: TEXT, n };
          const draft = { id, run, session: "s-1", from, to, kind: "ball", cause: null, body };
          await client.publish(subject, id, draft);
        }
      }),
    );
    await counter.done;
    return (SENDERS * EACH) / ((performance.now() - started) / 1000);
  } finally {
    await link.close();
  }
}

function counted(total: number): { count: () => void; done: Promise<void> } {
  let left = total;
  let finish = (): void => {};
  const done = new Promise<void>((resolve) => (finish = resolve));
  return {
    count: () => {
      left -= 1;
      if (left === 0) finish();
    },
    done,
  };
}
