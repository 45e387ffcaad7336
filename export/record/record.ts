import {
  hashOf,
  type FileReport,
  type LeakAudit,
  type MadeBy,
  type ManifestEntry,
  type SessionSummary,
  type Trajectory,
} from "../../protocols/index.ts";
import { eventsOf, type Event } from "./event.ts";

/** A file that the trajectory writes, as far as its text does not say it. */
export interface RecordFile {
  readonly path: string;
  readonly sha256: string;
  readonly encoding: "utf-8" | "latin1";
  readonly executable: boolean;
}

/** What the search gained over all files of a trajectory, weighted by their tokens. */
export interface RecordGain {
  /** Tokens of the files, as the scorer counts them. */
  readonly tokens: number;
  /** Mean negative log-probability in nats per token without, with first and with kept thoughts. */
  readonly none: number;
  readonly first: number;
  readonly final: number;
}

/** A text that the search tried at a thought. */
export interface ThoughtOption {
  readonly text: string;
  /** Of the best evaluation that it was part of; null when it was not scored. */
  readonly value: number | null;
  /** What proposed it; `first` for the coder's own thought. */
  readonly proposer: string;
}

/** What the search tried at one thought of a file. */
export interface ThoughtSearch {
  readonly path: string;
  readonly purpose: string;
  /** Index of the option that was kept; null when the thought was dropped. */
  readonly kept: number | null;
  readonly options: readonly ThoughtOption[];
}

/** The canonical record of one trajectory. Every data format is derived from it. */
export interface TrajectoryRecord {
  /** 32 hexadecimal digits that depend on repository, configuration and seed alone. */
  readonly id: string;
  readonly session: string;
  readonly repo: string;
  readonly commit: string | null;
  /** SPDX expression, when the repository declares one. */
  readonly license: string | null;
  readonly origin: string | null;
  readonly configuration: string;
  readonly seed: number;
  /** Included files in path order. */
  readonly files: readonly RecordFile[];
  readonly events: readonly Event[];
  /** Violations that the graph found in plans and thoughts. */
  readonly violations: number;
  /** Absent where summary.json does not report the session. */
  readonly gain?: RecordGain;
  /** The same by the held-out judge, where there was one. */
  readonly judge?: RecordGain;
  /** What the kept thoughts hold of their targets, where a judge looked. */
  readonly audit?: LeakAudit;
  /** Share of the names in thoughts that exist, where it was reported. */
  readonly grounding?: number;
  /** What was tried at each thought; only where the log was read for it. */
  readonly searches?: readonly ThoughtSearch[];
  /** Author, scorers, prompts and behaviours; absent in trajectories of earlier versions. */
  readonly madeBy?: MadeBy;
}

/** The canonical record of a trajectory, with what the run reported of its session. */
export function recordOf(trajectory: Trajectory, summary?: SessionSummary): TrajectoryRecord {
  const { repository, session, configuration, seed } = trajectory;
  const files = repository.files.flatMap(fileOf);
  const gain = summary && gainOf(summary, (file) => file.nats_per_token);
  const judge = summary && gainOf(summary, (file) => file.judge);
  const audit = summary && auditOf(summary);
  return {
    id: idOf(trajectory),
    session,
    repo: repository.name,
    commit: repository.commit,
    license: repository.licence,
    origin: repository.origin ?? null,
    configuration,
    seed,
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    events: [...eventsOf(trajectory)],
    violations:
      trajectory.violations.length +
      trajectory.steps.reduce(
        (sum, step) => sum + (step.kind === "act" ? step.violations.length : 0),
        0,
      ),
    ...(gain ? { gain } : {}),
    ...(judge ? { judge } : {}),
    ...(audit ? { audit } : {}),
    ...(trajectory.made_by ? { madeBy: trajectory.made_by } : {}),
    ...(summary?.grounding ? { grounding: summary.grounding.score } : {}),
  };
}

/** The same repository, configuration and seed have the same id on any machine and in any run. */
function idOf({ repository, configuration, seed }: Trajectory): string {
  const { name, commit, origin, files } = repository;
  const contents = files.map(({ path, sha256 }) => [path, sha256 ?? null]);
  return hashOf([name, commit, origin ?? null, contents, configuration, seed]).slice(0, 32);
}

function fileOf({ path, included, sha256, encoding, executable }: ManifestEntry): RecordFile[] {
  if (!included || sha256 === undefined) return [];
  return [{ path, sha256, encoding: encoding ?? "utf-8", executable: executable === true }];
}

/** The weighted means over the files of which all three likelihoods are known. */
function gainOf(
  { files }: SessionSummary,
  natsOf: (file: FileReport) => FileReport["nats_per_token"] | undefined,
): RecordGain | undefined {
  const sums = { tokens: 0, none: 0, first: 0, final: 0 };
  for (const file of files) {
    const nats = natsOf(file);
    if (!nats) continue;
    sums.tokens += file.tokens;
    for (const key of ["none", "first", "final"] as const) sums[key] += nats[key] * file.tokens;
  }
  const { tokens, none, first, final } = sums;
  if (tokens === 0) return undefined;
  return { tokens, none: none / tokens, first: first / tokens, final: final / tokens };
}

function auditOf({ files }: SessionSummary): LeakAudit | undefined {
  const audits = files.flatMap(({ audit }) => (audit ? [audit] : []));
  if (audits.length === 0) return undefined;
  const sumOf = (key: keyof LeakAudit): number =>
    audits.reduce((sum, audit) => sum + audit[key], 0);
  return {
    grams: sumOf("grams"),
    shared: sumOf("shared"),
    own: sumOf("own"),
    named: sumOf("named"),
  };
}
