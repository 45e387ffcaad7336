import { HindcastError } from "../../protocols/index.ts";
import { removeRun } from "../../runtime/bus/nats/index.ts";
import {
  RunRegistry,
  StatusReader,
  keptMessages,
  type ClusterStatus,
  type RunRecord,
} from "../../runtime/cluster/index.ts";
import type { NatsLink } from "../../runtime/nats/index.ts";
import { retryFailures } from "../run/index.ts";
import { withLink, withRun, type ClusterOptions } from "./connect.ts";

/** Options of an operation on one run of a NATS server. */
export interface ClusterRunOptions extends ClusterOptions {
  readonly run: string;
}

/**
 * Reads the runs and workers of a NATS server once.
 *
 * @throws HindcastError NATS_*
 */
export function status(options: ClusterOptions): Promise<ClusterStatus> {
  return withLink(options, (link) => new StatusReader(link).read());
}

/** A run that is continued, and the failed sessions that are retried. */
export interface ResumedRun {
  readonly record: RunRecord;
  readonly retried: readonly string[];
}

/**
 * Lets a paused run go on, and tries failed sessions again from where they failed. A failed
 * session that was collected has left the server and is not tried again.
 *
 * @throws HindcastError RUN_MISSING, RUN_CANCELLED, NATS_*
 */
export function resumeOnNats(options: ClusterRunOptions): Promise<ResumedRun> {
  return withRun(options, async ({ bus, registry }) => {
    const record = await registry.change(bus.run, { state: "running" });
    return { record, retried: await retryFailures(bus, () => keptMessages(bus)) };
  });
}

/** Pauses a run: what is in flight is finished, nothing new is started. Throws as resumeOnNats. */
export function pauseRun(options: ClusterRunOptions): Promise<RunRecord> {
  return changeState(options, "paused");
}

/** Ends a run for good; what it did can be collected. Throws RUN_MISSING, NATS_*. */
export function cancelRun(options: ClusterRunOptions): Promise<RunRecord> {
  return changeState(options, "cancelled");
}

/** Removes a run from the server, with everything that was not collected. Throws as cancelRun. */
export function pruneRun(options: ClusterRunOptions): Promise<void> {
  const { run } = options;
  return withLink(options, async (link) => {
    const registry = await registryOf(link, run);
    // Workers leave a cancelled run, so no new one joins while the streams are removed.
    await registry.change(run, { state: "cancelled" });
    await removeRun(link, run);
    await registry.remove(run);
  });
}

function changeState(options: ClusterRunOptions, state: RunRecord["state"]): Promise<RunRecord> {
  const { run } = options;
  return withLink(options, async (link) => (await registryOf(link, run)).change(run, { state }));
}

/** The list of runs, to change one of them. Throws RUN_MISSING where there is no list. */
async function registryOf(link: NatsLink, run: string): Promise<RunRegistry> {
  const registry = await RunRegistry.open(link);
  if (registry) return registry;
  throw new HindcastError("RUN_MISSING", run);
}
