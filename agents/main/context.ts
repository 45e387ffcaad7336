import {
  HindcastError,
  type Body,
  type MainInput,
  type PlanEntry,
  type TextRef,
  type Usage,
  type Violation,
} from "../../protocols/index.ts";
import type { AgentInput, IncomingKind } from "../../runtime/define/index.ts";

/** What the main agent remembers; plain JSON. */
export interface MainContext extends AgentInput<MainInput> {
  readonly survey: Body<"graph.surveyed"> | null;
  readonly requirements: TextRef;
  readonly planText: TextRef;
  /** Violations of all plans so far, for the record. */
  readonly violations: readonly Violation[];
  /** Violations beyond those that the graph listed. */
  readonly unlisted: number;
  /** Times that the author was asked for a plan. */
  readonly plans: number;
  readonly proposed: Body<"author.planned">["entries"];
  readonly plan: Body<"graph.plan_checked"> | null;
  /** Entries handed to coders, from the first on. */
  readonly spawned: number;
  readonly finished: number;
  /** Files that go without any thought because of a trouble, and what the last trouble was. */
  readonly failed: number;
  readonly lastTrouble: string;
  readonly usage: Usage;
}

export type MainEvent = IncomingKind<
  | "graph.surveyed"
  | "author.written"
  | "author.planned"
  | "graph.plan_checked"
  | "coder.finished"
  | "agent.failed"
  | "service.failed"
  | "recorder.recorded"
  | "main.limit"
>;

/** The survey, which every state after the first has. */
export function surveyOf(context: MainContext): Body<"graph.surveyed"> {
  if (!context.survey) throw new Error("there is no survey yet");
  return context.survey;
}

/** The checked plan, which every state after the check has. */
export function planOf(context: MainContext): Body<"graph.plan_checked"> {
  if (!context.plan) throw new Error("there is no plan yet");
  return context.plan;
}

/** Whether more files failed than the session may have. */
export function tooManyFailed(context: MainContext): boolean {
  return (
    context.failed > allowedFailures(context.input.max_failed_files, planOf(context).entries.length)
  );
}

/** How a session ends of which too many files failed. */
export function tooManyFailedFiles(context: MainContext): Body<"session.failed"> {
  const { failed, lastTrouble, usage, input } = context;
  const files = planOf(context).entries.length;
  const error = new HindcastError(
    "TOO_MANY_FAILED_FILES",
    `${failed} of ${files} files, ${input.max_failed_files ?? "0"} are allowed; the last is ${lastTrouble}`,
  );
  return { ...error.toRecord(), usage };
}

/** A share always allows one file: of nine, none is a tenth. */
function allowedFailures(limit: string = "0", files: number): number {
  if (!limit.endsWith("%")) return Number(limit);
  const share = Number(limit.slice(0, -1)) / 100;
  return share === 0 ? 0 : Math.max(1, Math.floor(share * files));
}

/** Whether a file goes without any thought because of a trouble. */
export function isFailed({ steps, report }: Body<"coder.finished">): boolean {
  return report.troubles !== undefined && !steps.some(({ kind }) => kind === "think");
}

/** The entries that may be handed to coders now. */
export function nextEntries(context: MainContext): readonly PlanEntry[] {
  const { entries } = planOf(context);
  const atWork = context.spawned - context.finished;
  const free = Math.max(0, context.input.coders - atWork);
  return entries.slice(context.spawned, context.spawned + free);
}
