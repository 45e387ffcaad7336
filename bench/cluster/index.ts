import type { BenchRow } from "../row.ts";
import { measureGrowth } from "./growth.ts";
import { measureLatency } from "./latency.ts";
import { withServer } from "./server.ts";
import { measureSessions } from "./sessions.ts";
import { measureThroughput } from "./throughput.ts";

export { GROWTH, exchangeRate } from "./growth.ts";
export { withServer, type Bench } from "./server.ts";

/**
 * The NATS bus against the bare client on the same server: throughput and latency, a thousand
 * sessions alive on one worker, and what more workers bring when answers take their time.
 */
export async function benchCluster(): Promise<BenchRow[]> {
  return withServer(async (bench) => [
    ...(await measureThroughput(bench)),
    ...(await measureLatency(bench)),
    ...(await measureSessions(bench)),
    ...(await measureGrowth(bench)),
  ]);
}
