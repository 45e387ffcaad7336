import { beforeAll, vi } from "vitest";
import { workplace } from "../../cli/harness/command.ts";
import { referenceRun, type Trajectories } from "./reference.ts";
import { plantProjects } from "./repositories.ts";

/** Milliseconds for a test that starts several processes, on a machine that is busy. */
export const LONG = 300_000;

/** Projects in a temporary directory, and what a run of them on this machine makes. */
export interface ReferenceProjects {
  readonly place: ReturnType<typeof workplace>;
  /** Paths; there from the first test on, as `reference` is. */
  repositories: string[];
  reference: Trajectories;
}

/** Plants projects and runs them before the first test of a file, whose tests may take long. */
export function referenceProjects(count: number): ReferenceProjects {
  vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });
  const place = workplace();
  const projects: ReferenceProjects = { place, repositories: [], reference: new Map() };
  beforeAll(async () => {
    projects.repositories = await plantProjects(place.at("repositories"), count);
    const { trajectories } = await referenceRun(projects.repositories, place.at("reference"));
    projects.reference = trajectories;
  });
  return projects;
}
