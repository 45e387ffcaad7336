import { CONTROL_ADDRESS } from "../../protocols/index.ts";
import { AgentHost, ServiceHost } from "../../runtime/host/index.ts";
import type { BenchRow } from "../row.ts";
import { asker, askerSpawn, oracle } from "./asker.ts";
import type { Bench } from "./server.ts";

/** Sessions that each ask one question after the other, and those who answer. */
export interface Exchanges {
  readonly workers: number;
  /** Requests that one worker answers at the same time. */
  readonly slots: number;
  /** Milliseconds that an answer takes. */
  readonly answer: number;
  readonly sessions: number;
  /** Questions of each session. */
  readonly questions: number;
}

/** The growth that is measured, but for its workers. */
export const GROWTH = { answer: 50, slots: 8, sessions: 64, questions: 10 } as const;
const ROLES = ["spawn/asker", "oracle"];

/** Requests per second with more workers, each with eight slots, when an answer takes 50 ms. */
export async function measureGrowth(bench: Bench): Promise<BenchRow[]> {
  const rates = new Map<number, number>();
  for (const workers of [1, 2, 4]) {
    rates.set(workers, await exchangeRate(bench, `growth-${workers}`, { ...GROWTH, workers }));
  }
  const one = rates.get(1) ?? 0;
  return [2, 4].map((workers) => {
    const rate = rates.get(workers) ?? 0;
    return {
      name: `${workers} workers against one, answers of ${GROWTH.answer} ms`,
      ours: rate,
      baseline: one,
      ratio: rate / one,
      unit: "requests/s",
    };
  });
}

/** Questions answered in a second, in a run of this name. */
export async function exchangeRate(
  { bus: open }: Bench,
  run: string,
  { workers, slots, answer, sessions, questions }: Exchanges,
): Promise<number> {
  const driver = await open(run, ROLES);
  let over = 0;
  let finish = (): void => {};
  const done = new Promise<void>((resolve) => (finish = resolve));
  await driver.mailbox(CONTROL_ADDRESS, ({ kind }) => {
    if (kind === "over") over += 1;
    if (over === sessions) finish();
  });
  const hosts: { close(): Promise<void> }[] = [];
  for (let worker = 0; worker < workers; worker += 1) {
    const bus = await open(run, ROLES);
    const agents = new AgentHost(bus, {
      definitions: [asker],
      behaviours: { asker: asker.behaviour },
      onError: fail,
    });
    const oracles = new ServiceHost(bus, oracle(answer, slots), {
      signal: new AbortController().signal,
      note: () => {},
      onError: fail,
    });
    await agents.start();
    await oracles.start();
    hosts.push(agents, oracles);
  }
  const started = performance.now();
  for (let n = 0; n < sessions; n += 1) await driver.publish(askerSpawn(run, n, questions));
  await done;
  const rate = (sessions * questions) / ((performance.now() - started) / 1000);
  for (const host of hosts) await host.close();
  return rate;
}

function fail(error: unknown): never {
  throw error;
}
