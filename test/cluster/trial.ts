import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Cluster } from "./harness/cluster.ts";
import { problemsOf, referenceRun, type Trajectories } from "./harness/reference.ts";
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
    const modules = (fault.agents ?? []).flatMap((module) => ["--agents", module]);
    await cluster.submit(reference.repositories, modules);
    await fault.strike(cluster, momentOf(seed, reference.messages, otherServers));
    await cluster.over();
    const { trajectories } =
      modules.length === 0 ? reference : await withModules(reference.repositories, modules);
    return await problemsOf(await cluster.collect(), trajectories, modules);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    await cluster.close();
  }
}

/** The run on one machine with the modules of a fault: a trajectory names the roles that made it. */
async function withModules(
  repositories: readonly string[],
  modules: readonly string[],
): Promise<Pick<Reference, "trajectories">> {
  const directory = await mkdtemp(path.join(tmpdir(), "hindcast-reference-"));
  try {
    return await referenceRun(repositories, directory, modules);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
