import type { NatsBus } from "../../runtime/bus/index.ts";
import { keptMessages, type RunRecord, type RunRegistry } from "../../runtime/cluster/index.ts";
import { RETRY_SENDER, findFailures, retryOf } from "../run/retry.ts";

/**
 * Lets a run on a NATS server go on: failed sessions are tried again from where they failed, and a
 * paused run runs. A failed session that was collected has left the server and is not tried again.
 *
 * @returns the sessions that are tried again
 * @throws HindcastError RUN_CANCELLED, NATS_*
 */
export async function resumeOnNats(
  bus: NatsBus,
  registry: RunRegistry,
): Promise<{ record: RunRecord; retried: readonly string[] }> {
  const record = await registry.change(bus.run, { state: "running" });
  const failures = await findFailures(() => keptMessages(bus));
  let count = await bus.sent(RETRY_SENDER);
  for (const [session, voids] of failures) {
    await bus.publish(retryOf(bus.run, count, session, voids));
    count += 1;
  }
  return { record, retried: [...failures.keys()] };
}
