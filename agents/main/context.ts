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
  /** The checked plan, with the part of its entries that is at hand. */
  readonly plan: Body<"graph.plan_checked"> | null;
  /** Position of the first of these entries in the plan. */
  readonly partStart: number;
  /** Whether the next part was asked for and is not here yet. */
  readonly partAsked: boolean;
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
  | "graph.plan_read"
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

/** Files of the plan. */
export function filesOf(context: MainContext): number {
  const { total, entries } = planOf(context);
  return total ?? entries.length;
}

/** Whether more files failed than the session may have. */
export function tooManyFailed(context: MainContext): boolean {
  return context.failed > allowedFailures(context.input.max_failed_files, filesOf(context));
}

/** How a session ends of which too many files failed. */
export function tooManyFailedFiles(context: MainContext): Body<"session.failed"> {
  const { failed, lastTrouble, usage, input } = context;
  const files = filesOf(context);
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
  const start = context.spawned - context.partStart;
  return entries.slice(start, start + free);
}

/** Whether all entries at hand were handed out, and more are to be asked for. */
export function needsPart(context: MainContext): boolean {
  const atHand = context.partStart + planOf(context).entries.length;
  return !context.partAsked && context.spawned === atHand && atHand < filesOf(context);
}
