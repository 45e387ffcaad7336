import type { CoderInput, PlanEntry } from "../../protocols/index.ts";
import { spawn, toService, type Outgoing } from "../../runtime/define/index.ts";
import { needsPart, planOf, surveyOf, type MainContext } from "./context.ts";

/** The request for the entries after those at hand. */
export function askForPart(context: MainContext): Outgoing[] {
  if (!needsPart(context)) return [];
  const { plan } = planOf(context);
  return [toService(context.self, "graph", "graph.read_plan", { plan, from: context.spawned })];
}

/** The spawn of the coder of an entry. */
export function coder(context: MainContext, entry: PlanEntry): Outgoing {
  const { settings, seed, judge } = context.input;
  const input: CoderInput = {
    snapshot: surveyOf(context).snapshot,
    plan: planOf(context).plan,
    requirements: context.requirements,
    entry,
    settings,
    seed,
    ...(judge === undefined ? {} : { judge }),
    ...(context.input.max_failed_files === undefined ? {} : { lenient: true as const }),
  };
  return spawn(context.self, "coder", entry.path, input);
}
