import { CONTROL_ADDRESS } from "../../protocols/index.ts";
import { AgentHost, ServiceHost } from "../../runtime/host/index.ts";
import type { BenchRow } from "../row.ts";
import { asker, askerSpawn, oracle } from "./asker.ts";
import type { Bench } from "./server.ts";

const MANY = 1000;
const FEW = 50;
/** Questions of all sessions together. */
const QUESTIONS = 8000;
const ROLES = ["spawn/asker", "oracle"];
/** Bytes that a thousand live sessions may take. */
const BUDGET = 1e9;

/** A thousand sessions alive at the same time on one worker: what they take, and how fast. */
export async function measureSessions(bench: Bench): Promise<BenchRow[]> {
  await alive(bench, "sessions-warm", FEW);
  const few = await alive(bench, "sessions-few", FEW);
  const many = await alive(bench, "sessions-many", MANY);
  return [
    {
      name: `memory of ${MANY} live sessions, against the budget`,
      ours: many.bytes / 1e6,
      baseline: BUDGET / 1e6,
      ratio: many.bytes / BUDGET,
      unit: "MB",
    },
    {
      name: `steps of ${MANY} live sessions, against ${FEW}`,
      ours: many.steps,
      baseline: few.steps,
      ratio: many.steps / few.steps,
      unit: "steps/s",
    },
  ];
}

async function alive(
  { bus: open }: Bench,
  run: string,
  sessions: number,
): Promise<{ bytes: number; steps: number }> {
  const bus = await open(run, ROLES);
  const before = process.memoryUsage.rss();
  let gate = (): void => {};
  const opened = new Promise<void>((resolve) => (gate = resolve));
  const service = oracle(0, 256);
  const host = new AgentHost(bus, {
    definitions: [asker],
    behaviours: { asker: asker.behaviour },
    onError: fail,
  });
  // Nobody is answered before everybody is there.
  const handle: typeof service.handle = async (...args) => {
    await opened;
    return service.handle(...args);
  };
  const oracles = new ServiceHost(
    bus,
    { ...service, handle },
    { signal: new AbortController().signal, note: () => {}, onError: fail },
  );
  let over = 0;
  let finish = (): void => {};
  const done = new Promise<void>((resolve) => (finish = resolve));
  await bus.mailbox(CONTROL_ADDRESS, ({ kind }) => {
    if (kind === "over") over += 1;
    if (over === sessions) finish();
  });
  await host.start();
  for (let n = 0; n < sessions; n += 1) {
    await bus.publish(askerSpawn(run, n, QUESTIONS / sessions));
  }
  await oracles.start();
  while (host.agents < sessions) await new Promise((resolve) => setTimeout(resolve, 5));
  const bytes = process.memoryUsage.rss() - before;
  const started = performance.now();
  gate();
  await done;
  const steps = host.steps / ((performance.now() - started) / 1000);
  await oracles.close();
  await host.close();
  return { bytes, steps };
}

function fail(error: unknown): never {
  throw error;
}
