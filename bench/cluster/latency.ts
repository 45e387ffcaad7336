import { messageId, type Draft } from "../../protocols/index.ts";
import { connectNats, messageSubject, runFilter } from "../../runtime/nats/index.ts";
import type { BenchRow } from "../row.ts";
import { BareClient } from "./bare.ts";
import type { Bench } from "./server.ts";

const WARM_UP = 200;
const SAMPLES = 1500;
const FROM = "s-1/sender/0";
const TO = "s-1/receiver/0";

/** From the call of publish to the callback of the receiver, one message at a time. */
export async function measureLatency(bench: Bench): Promise<BenchRow[]> {
  const ours = await throughBus(bench, "latency");
  const baseline = await bare(bench, "latency-bare");
  return [["median", 0.5] as const, ["99th percentile", 0.99] as const].map(([name, share]) => ({
    name: `publish to callback, ${name}, against the bare client`,
    ours: quantile(ours, share),
    baseline: quantile(baseline, share),
    ratio: quantile(ours, share) / quantile(baseline, share),
    unit: "ms",
  }));
}

async function throughBus({ bus: open }: Bench, run: string): Promise<number[]> {
  const bus = await open(run);
  let arrived = (): void => {};
  await bus.mailbox(TO, () => arrived());
  return times(async (n) => {
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    await Promise.all([bus.publish(draftOf(run, n)), arrival]);
  });
}

async function bare({ bus: open, url }: Bench, run: string): Promise<number[]> {
  await open(run);
  const link = await connectNats({ servers: url });
  try {
    const client = new BareClient(link);
    let arrived = (): void => {};
    client.receive(runFilter(run), () => arrived());
    await link.connection.flush();
    const subject = messageSubject(run, TO, FROM);
    return await times(async (n) => {
      const arrival = new Promise<void>((resolve) => (arrived = resolve));
      const draft = draftOf(run, n);
      await Promise.all([client.publish(subject, draft.id, draft), arrival]);
    });
  } finally {
    await link.close();
  }
}

async function times(send: (n: number) => Promise<void>): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < WARM_UP + SAMPLES; n += 1) {
    const started = performance.now();
    await send(n);
    if (n >= WARM_UP) taken.push(performance.now() - started);
  }
  return taken.toSorted((a, b) => a - b);
}

function draftOf(run: string, n: number): Draft {
  const id = messageId(FROM, n);
  const body = { text: "how long does this take", n };
  return { id, run, session: "s-1", from: FROM, to: TO, kind: "ball", cause: null, body };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
