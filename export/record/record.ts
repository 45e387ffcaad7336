import {
  hashOf,
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
  /** Share of the names in thoughts that exist, where it was reported. */
  readonly grounding?: number;
}

/** The canonical record of a trajectory, with what the run reported of its session. */
export function recordOf(trajectory: Trajectory, summary?: SessionSummary): TrajectoryRecord {
  const { repository, session, configuration, seed } = trajectory;
  const files = repository.files.flatMap(fileOf);
  const gain = summary && gainOf(summary);
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

function gainOf({ files }: SessionSummary): RecordGain | undefined {
  const tokens = files.reduce((sum, file) => sum + file.tokens, 0);
  if (tokens === 0) return undefined;
  const mean = (key: "none" | "first" | "final"): number =>
    files.reduce((sum, file) => sum + file.nats_per_token[key] * file.tokens, 0) / tokens;
  return { tokens, none: mean("none"), first: mean("first"), final: mean("final") };
}
