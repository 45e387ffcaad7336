import * as z from "zod";
import {
  HindcastError,
  PlanEntry,
  TRAJECTORY_FORMAT,
  hashOf,
  stepKindOf,
  type Body,
  type CoderStep,
  type DelegateStep,
  type Envelope,
  type MadeBy,
  type MainStep,
  type ManifestEntry,
  type TextRef,
  type Trajectory,
} from "../../protocols/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import { unpackSnapshot, type RepositoryIndex, type Snapshot } from "../../graph/index.ts";
import { pauses } from "../../runtime/threads/index.ts";
import { GroundingChecks } from "./grounding.ts";
import type { Breach } from "./invariants.ts";
import { Lifetimes, type Adapted, type Provenance } from "./provenance.ts";
import { ThoughtRules } from "./rules.ts";

/** What a trajectory is made of, all of it from the log of one session. */
export interface TrajectorySource {
  readonly session: string;
  readonly record: Body<"recorder.record">;
  /** The plan, every included file once. */
  readonly entries: readonly PlanEntry[];
  readonly snapshot: Snapshot;
  readonly encodings: ReadonlyMap<string, ManifestEntry["encoding"]>;
  /** What the coders reported, by path. */
  readonly reports: ReadonlyMap<string, Body<"coder.finished">>;
  /** What the graph said of the thoughts that were checked. */
  readonly checks: GroundingChecks;
  readonly getText: (ref: TextRef) => Promise<string>;
  /** How the run was opened, with the settings that the session began with. */
  readonly opened: Body<"run.opened">;
  /** Models that took over while the session was going on. */
  readonly adapted: Provenance["adapted"];
  /** What texts are held against; absent for what was recorded before there were rules. */
  readonly rules: ThoughtRules | undefined;
  /** Thoughts of each file that the rules refused, by count; known once the steps are assembled. */
  readonly dropped: Map<string, readonly number[]>;
}

/** What a trajectory needs beside its session's log. */
export interface TrajectoryRun {
  readonly opened: Body<"run.opened">;
  /** How it was changed since, oldest first. */
  readonly adapted: readonly Adapted[];
  /** Opens the index of a snapshot; absent: texts are taken as they are, as earlier versions did. */
  readonly index: ((snapshot: Snapshot) => Promise<RepositoryIndex>) | undefined;
}

/** The source of a session's trajectory: its request to the recorder, its log and its blobs. */
export async function trajectorySource(
  session: string,
  record: Body<"recorder.record">,
  log: AsyncIterable<Envelope> | Iterable<Envelope>,
  blobs: BlobAccess,
  { opened, adapted, index }: TrajectoryRun,
): Promise<TrajectorySource> {
  const snapshot = unpackSnapshot(await blobs.get(record.snapshot));
  const checks = new GroundingChecks();
  const lifetimes = new Lifetimes();
  const reports = await collectReports(log, checks, lifetimes);
  const made = lifetimes.provenance(opened.settings, adapted);
  const { steps = {} } = opened;
  const { names } = made.settings.search;
  return {
    session,
    record,
    entries: await wholePlan(record.entries, blobs),
    snapshot,
    encodings: new Map(snapshot.manifest.map(({ path, encoding }) => [path, encoding])),
    reports,
    checks,
    getText: (ref) => blobs.getText(ref),
    opened: { ...opened, settings: made.settings },
    adapted: made.adapted,
    dropped: new Map(),
    rules: index && (await ThoughtRules.over({ index: await index(snapshot), steps, names })),
  };
}

async function wholePlan(
  entries: Body<"recorder.record">["entries"],
  blobs: BlobAccess,
): Promise<readonly PlanEntry[]> {
  if (Array.isArray(entries)) return entries;
  return z.array(PlanEntry).parse(await blobs.getJson(entries));
}

/** A run whose changed behaviours were accepted: a role's names its behaviours, in their order. */
export function acceptedIn(
  opened: Body<"run.opened">,
  { behaviours }: Body<"run.accepted">,
): Body<"run.opened"> {
  const joined = Object.entries(behaviours).map(([role, behaviour]) => [
    role,
    [opened.behaviours[role], behaviour].filter(Boolean).join("+"),
  ]);
  const changed = Object.fromEntries(joined) as Record<string, string>;
  return { ...opened, behaviours: { ...opened.behaviours, ...changed } };
}

const KINDS = new Set([
  "agent.spawn",
  "recorder.record",
  "coder.finished",
  "run.retried",
  "graph.check_thought",
  "graph.thought_checked",
]);

/** Whether {@link trajectorySource} looks at messages of this kind; others may be left out. */
export function bearsOnTrajectory(kind: string): boolean {
  return KINDS.has(kind);
}

/** Everything of a trajectory but its steps. */
export type TrajectoryHead = Omit<Trajectory, "steps">;

/** The coders' reports that a session's messages hold, by path; `void` positions do not count. */
async function collectReports(
  log: AsyncIterable<Envelope> | Iterable<Envelope>,
  checks: GroundingChecks,
  lifetimes: Lifetimes,
): Promise<ReadonlyMap<string, Body<"coder.finished">>> {
  const reports = new Map<string, { seq: number; body: Body<"coder.finished"> }>();
  for await (const envelope of log) {
    const { kind, body, seq } = envelope;
    checks.hear(envelope);
    lifetimes.add(envelope);
    if (kind === "coder.finished") {
      const report = body as Body<"coder.finished">;
      reports.set(report.path, { seq, body: report });
    } else if (kind === "run.retried") {
      const voids = new Set((body as Body<"run.retried">).voids);
      for (const [path, report] of reports) if (voids.has(report.seq)) reports.delete(path);
    }
  }
  return new Map([...reports].map(([path, { body }]) => [path, body]));
}

/** The head of the trajectory; it holds no time, no place and nothing that depends on concurrency. */
export function assembleHead(source: TrajectorySource): TrajectoryHead {
  const { session, record, snapshot, opened, rules, adapted } = source;
  const made_by = rules ? madeBy(opened, adapted) : undefined;
  return {
    format: TRAJECTORY_FORMAT,
    session,
    repository: { ...record.repository, files: [...snapshot.manifest] },
    configuration: made_by ? hashOf({ settings: opened.settings, made_by }) : record.configuration,
    ...(made_by ? { made_by } : {}),
    seed: record.seed,
    violations: record.plan_violations,
  };
}

/** Everything that had a part in what a run records. */
function madeBy(
  { hindcast, behaviours, settings, steps = {} }: Body<"run.opened">,
  adapted: Provenance["adapted"],
): MadeBy {
  const own = ["graph", "author", "scorer", "recorder"].map((role) => [
    role,
    `hindcast ${hindcast}`,
  ]);
  const { author, prompts = {}, scorers, search } = settings;
  // A judge changes no byte, whoever brings it.
  const { judge: _judge, ...played } = behaviours;
  const roles = { ...(Object.fromEntries(own) as Record<string, string>), ...played };
  const made = { hindcast, roles, author, prompts, scorers, search, steps };
  return adapted.length === 0 ? made : { ...made, adapted };
}

/** The steps of the main agent in plan order, each coder's steps inside its delegation. */
export async function* assembleSteps(source: TrajectorySource): AsyncGenerator<MainStep> {
  const { record, entries, reports, getText, rules } = source;
  for (const [purpose, text] of [
    ["requirements", record.requirements],
    ["plan", record.plan_text],
  ] as const) {
    const step = { kind: "think", purpose, text: await getText(text) } as const;
    demand(await rules?.mainText(step));
    yield step;
  }
  // A repository may have thousands of files: other work gets its turn between them.
  const pause = pauses();
  for (const { path, purpose } of entries) {
    await pause();
    const report = reports.get(path);
    const steps: CoderStep[] = [];
    for (const step of report?.steps ?? []) steps.push(...(await coderSteps(source, step)));
    const delegate: DelegateStep = {
      kind: "act",
      tool: "delegate",
      path,
      instruction: purpose,
      violations: report?.violations ?? [],
      ...(report?.report.troubles ? { troubles: report.report.troubles } : {}),
      steps,
    };
    yield rules ? ruled(rules, delegate, source.dropped) : delegate;
  }
}

/** A delegation without the texts that the rules refuse, each of them a violation that it lists. */
function ruled(
  rules: ThoughtRules,
  delegate: DelegateStep,
  memory: TrajectorySource["dropped"],
): DelegateStep {
  const { kept, refused, dropped: thoughts, breaches } = rules.delegation(delegate);
  demand(breaches);
  if (thoughts.length > 0) memory.set(delegate.path, thoughts);
  if (refused.length === 0) return delegate;
  const dropped = refused.map((violation) => ({ ...violation, handled: "dropped" as const }));
  return { ...delegate, violations: [...delegate.violations, ...dropped], steps: kept };
}

function demand([breach]: readonly Breach[] = []): void {
  if (!breach) return;
  const { path, detail } = breach;
  throw new HindcastError("TRAJECTORY_INVALID", path === "" ? detail : `${path}: ${detail}`);
}

async function coderSteps(
  source: TrajectorySource,
  step: Body<"coder.finished">["steps"][number],
): Promise<CoderStep[]> {
  if (step.kind === "think") {
    const { getText } = source;
    const { purpose, text } = step.thought;
    const search = {
      ...(step.first === undefined ? {} : { first: await getText(step.first) }),
      candidates: step.candidates,
      ...(step.sight === undefined ? {} : { sight: step.sight }),
    };
    const trained = stepKindOf(purpose, source.opened.steps)?.trained !== false;
    const body = { kind: "think", purpose, text: await getText(text), search } as const;
    return [trained ? body : { ...body, trained }];
  }
  const content = textOf(source, step.path);
  if (step.kind === "write") return [{ kind: "act", tool: "write_file", path: step.path, content }];
  return [
    { kind: "act", tool: "read_file", path: step.path, reason: step.reason },
    { kind: "observe", path: step.path, content },
  ];
}

function textOf({ snapshot, encodings }: TrajectorySource, path: string): string {
  const bytes = snapshot.contents.get(path) ?? new Uint8Array();
  return Buffer.from(bytes).toString(encodings.get(path) === "latin1" ? "latin1" : "utf8");
}
