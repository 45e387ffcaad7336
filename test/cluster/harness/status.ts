import { expect } from "vitest";
import { blobFilter, blobStream, logStream, sessionFilter } from "../../../runtime/nats/index.ts";
import type { ClusterStatus, RunStatus } from "../../../runtime/cluster/index.ts";
import { succeed } from "../../cli/command.ts";
import type { Cluster } from "./cluster.ts";
import type { WorkerProcess } from "./worker.ts";

/** Milliseconds for a sign of life to come, on a machine that is busy. */
const TIMEOUT = 120_000;

/** What `status` says of the cluster's run. */
export async function statusOf(cluster: Cluster): Promise<ClusterStatus & { run: RunStatus }> {
  const status = JSON.parse(await succeed(["status", ...cluster.at, "--json"])) as ClusterStatus;
  const [found, ...others] = status.runs;
  if (!found || others.length > 0) throw new Error("status --run shows one run");
  return { ...status, run: found };
}

/** Waits for a worker to say this of its part in the run: it does so every now and then. */
export async function shareIs(
  cluster: Cluster,
  { pid }: WorkerProcess,
  expected: object,
): Promise<void> {
  const look = async (): Promise<unknown> => {
    const { workers } = await statusOf(cluster);
    return workers.find((worker) => worker.pid === pid)?.runs[cluster.run];
  };
  await expect.poll(look, { timeout: TIMEOUT }).toMatchObject(expected);
}

/** Messages and blobs that the server holds for a session, without what the run was told of it. */
export async function heldOf(cluster: Cluster, session: string): Promise<number> {
  const { streams } = (await cluster.link()).manager;
  let count = 0;
  for (const [stream, filter] of [
    [logStream(cluster.run), sessionFilter(cluster.run, session)],
    [blobStream(cluster.run), blobFilter(cluster.run, session)],
  ] as const) {
    const { state } = await streams.info(stream, { subjects_filter: filter });
    count += Object.values(state.subjects ?? {}).reduce((sum, each) => sum + each, 0);
  }
  return count;
}
