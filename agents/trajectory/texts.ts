import { indexSnapshot } from "../../graph/index.ts";
import { pauses } from "../../runtime/threads/index.ts";
import type { Trajectory } from "../../protocols/index.ts";
import type { Breach } from "./invariants.ts";
import { ThoughtRules, breachOf } from "./rules.ts";
import { writesOf } from "./writes.ts";

/**
 * What is wrong with the texts of a trajectory, from the file alone: its writes are the repository.
 * Call it for a trajectory that {@link checkTrajectory} has nothing against. Throws SNAPSHOT_INVALID.
 */
export async function checkTexts(trajectory: Trajectory): Promise<readonly Breach[]> {
  const { repository, made_by, steps } = trajectory;
  const { files: manifest, ...identity } = repository;
  const contents = new Map(writesOf(trajectory).map(({ path, bytes }) => [path, bytes]));
  const index = await indexSnapshot({ repository: identity, manifest, contents });
  const names = made_by?.search.names;
  const rules = await ThoughtRules.over({ index, steps: made_by?.steps ?? {}, names });
  const found: Breach[] = [];
  const pause = pauses();
  for (const step of steps) {
    await pause();
    if (step.kind === "think") found.push(...(await rules.mainText(step)));
    else {
      const { refused, breaches } = rules.delegation(step);
      found.push(...breaches, ...refused.map((each) => breachOf(step.path, each, "a thought")));
    }
  }
  return found;
}
