import { Cluster } from "./harness/cluster.ts";
import { problemsOf, type Trajectories } from "./harness/reference.ts";
import { momentOf, type Fault } from "./faults.ts";

/** What all tries of a sweep are compared with. */
export interface Reference {
  readonly repositories: readonly string[];
  readonly trajectories: Trajectories;
  /** Messages of the run on one machine. */
  readonly messages: number;
}

/**
 * One try of a fault: a run with two workers, the fault at the moment that belongs to the seed, and
 * everything that must hold afterwards. Returns what does not.
 */
export async function tryFault(
  fault: Fault,
  seed: number,
  reference: Reference,
  otherServers: readonly string[] = [],
): Promise<string[]> {
  const cluster = await Cluster.start(fault);
  try {
    const modules = fault.agents?.flatMap((module) => ["--agents", module]);
    await cluster.submit(reference.repositories, modules);
    await fault.strike(cluster, momentOf(seed, reference.messages, otherServers));
    await cluster.over();
    return await problemsOf(await cluster.collect(), reference.trajectories);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    await cluster.close();
  }
}
