import {
  TRAJECTORY_FORMAT,
  type Body,
  type CoderStep,
  type DelegateStep,
  type Envelope,
  type MainStep,
  type ManifestEntry,
  type TextRef,
  type Trajectory,
} from "../../protocols/index.ts";
import type { BlobAccess } from "../../runtime/define/index.ts";
import { unpackSnapshot, type Snapshot } from "../../graph/index.ts";
import { GroundingChecks } from "./grounding.ts";

/** What a trajectory is made of, all of it from the log of one session. */
export interface TrajectorySource {
  readonly session: string;
  readonly record: Body<"recorder.record">;
  readonly snapshot: Snapshot;
  readonly encodings: ReadonlyMap<string, ManifestEntry["encoding"]>;
  /** What the coders reported, by path. */
  readonly reports: ReadonlyMap<string, Body<"coder.finished">>;
  /** What the graph said of the thoughts that were checked. */
  readonly checks: GroundingChecks;
  readonly getText: (ref: TextRef) => Promise<string>;
}

/** The source of a session's trajectory: its request to the recorder, its log and its blobs. */
export async function trajectorySource(
  session: string,
  record: Body<"recorder.record">,
  log: AsyncIterable<Envelope> | Iterable<Envelope>,
  blobs: BlobAccess,
): Promise<TrajectorySource> {
  const snapshot = unpackSnapshot(await blobs.get(record.snapshot));
  const checks = new GroundingChecks();
  return {
    session,
    record,
    snapshot,
    encodings: new Map(snapshot.manifest.map(({ path, encoding }) => [path, encoding])),
    reports: await collectReports(log, checks),
    checks,
    getText: (ref) => blobs.getText(ref),
  };
}

const KINDS = new Set([
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
): Promise<ReadonlyMap<string, Body<"coder.finished">>> {
  const reports = new Map<string, { seq: number; body: Body<"coder.finished"> }>();
  for await (const envelope of log) {
    const { kind, body, seq } = envelope;
    checks.hear(envelope);
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
export function assembleHead({ session, record, snapshot }: TrajectorySource): TrajectoryHead {
  return {
    format: TRAJECTORY_FORMAT,
    session,
    repository: { ...record.repository, files: [...snapshot.manifest] },
    configuration: record.configuration,
    seed: record.seed,
    violations: record.plan_violations,
  };
}

/** The steps of the main agent in plan order, each coder's steps inside its delegation. */
export async function* assembleSteps(source: TrajectorySource): AsyncGenerator<MainStep> {
  const { record, reports, getText } = source;
  yield { kind: "think", purpose: "requirements", text: await getText(record.requirements) };
  yield { kind: "think", purpose: "plan", text: await getText(record.plan_text) };
  for (const { path, purpose } of record.entries) {
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
    yield delegate;
  }
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
    };
    return [{ kind: "think", purpose, text: await getText(text), search }];
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
