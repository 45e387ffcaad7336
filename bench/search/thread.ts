import { searchAgent } from "../../agents/search/index.ts";
import { ablations, strategies } from "../../scoring/strategies/index.ts";
import { JUDGE_CONTEXTS, scorerService } from "../../scoring/scorer/index.ts";
import { memoryTools } from "./actors.ts";
import type { Project } from "./corpus.ts";
import { localScorer } from "./local-scorer.ts";
import { openCast, problemsOf, settings, type Taking } from "./problems.ts";
import { judged, type FileResult, type Plan } from "./searches.ts";

/** One project to be measured. */
export interface ThreadTask {
  readonly project: Project;
  readonly taking: Taking;
  readonly plan: Plan;
}

/** Searches the files of a project in every way of the plan, in this thread. */
export default async function measure(task: ThreadTask): Promise<FileResult[]> {
  const tools = memoryTools();
  const lead = openCast();
  const cast = {
    ...lead,
    scorer: scorerService(localScorer("offline")),
    judge: scorerService(localScorer("offline:judge", { contexts: JUDGE_CONTEXTS }), "judge"),
  };
  const problems = await problemsOf(task.project, task.taking, settings(), lead, tools);
  const agent = searchAgent({ ...strategies, ...ablations });
  const results: FileResult[] = [];
  for (const problem of problems) {
    results.push(await judged(agent, problem, task.plan, task.project, cast, tools));
  }
  for (const service of Object.values(cast)) await service.close();
  return results;
}
