import path from "node:path";
import { reasonOf, sha256, type Trajectory } from "../../protocols/index.ts";
import { readPlain } from "../../runtime/files/index.ts";

/** A file of a directory that differs from the one in a trajectory. */
export interface RepositoryDifference {
  readonly path: string;
  readonly detail: string;
}

/** Compares every included file of a trajectory with a directory, byte for byte. */
export async function compareWithRepository(
  trajectory: Trajectory,
  directory: string,
): Promise<RepositoryDifference[]> {
  const differences: RepositoryDifference[] = [];
  for (const entry of trajectory.repository.files) {
    if (!entry.included) continue;
    try {
      const bytes = await readPlain(path.join(directory, entry.path));
      if (sha256(bytes) === entry.sha256) continue;
      differences.push({ path: entry.path, detail: "the repository holds another text" });
    } catch (error) {
      differences.push({ path: entry.path, detail: `cannot be read there: ${reasonOf(error)}` });
    }
  }
  return differences;
}
