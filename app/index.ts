/**
 * What a program can do with Hindcast, without a command line. Every function loads its part of the
 * program when it is called, so importing this module costs little.
 */
export * from "../runtime/define/index.ts";
export { HindcastError, isHindcastError } from "../protocols/index.ts";
export type {
  AnswerTools,
  AuthorBackend,
  PlanRequest,
  Planned,
  ScoreAnswer,
  ScoreQuestion,
  ScorerBackend,
  Strategy,
  TextRequest,
  WrittenText,
} from "../protocols/index.ts";
export type { RoleDefinition } from "../runtime/load/index.ts";
export { defaults, type Config } from "../runtime/config/index.ts";
export { version } from "./version.ts";

import type { RepositoryIndex } from "../graph/index.ts";
import type {
  Collected,
  CollectOptions,
  Submission,
  SubmitOptions,
  WorkOptions,
} from "./cluster/index.ts";
import type { Estimate, EstimateOptions } from "./estimate/index.ts";
import type { IndexOptions } from "./graph/index.ts";
import type { ReplayOptions, ReplayResult } from "./replay/index.ts";
import type { ResumeOptions, RunOptions, RunResult } from "./run/index.ts";
import type { Rebuilt, RebuildOptions, Verification, VerifyOptions } from "./verify/index.ts";

export type {
  Collected,
  CollectOptions,
  Estimate,
  EstimateOptions,
  IndexOptions,
  Rebuilt,
  RebuildOptions,
  ReplayOptions,
  ReplayResult,
  RepositoryIndex,
  ResumeOptions,
  RunOptions,
  RunResult,
  Submission,
  SubmitOptions,
  Verification,
  VerifyOptions,
  WorkOptions,
};

/** Reconstructs repositories in this process; see {@link RunOptions}. */
export async function run(options: RunOptions): Promise<RunResult> {
  return (await import("./run/index.ts")).run(options);
}

/** What a run will ask of its models, without asking them. */
export async function estimate(options: EstimateOptions): Promise<Estimate> {
  return (await import("./estimate/index.ts")).estimate(options);
}

/** Continues a run that stopped, and tries failed sessions again. */
export async function resume(options: ResumeOptions): Promise<RunResult> {
  return (await import("./run/index.ts")).resume(options);
}

/** Checks the invariants of trajectories. */
export async function verify(options: VerifyOptions): Promise<Verification> {
  return (await import("./verify/index.ts")).verify(options);
}

/** Writes the files of a trajectory into a directory. */
export async function rebuild(options: RebuildOptions): Promise<Rebuilt> {
  return (await import("./verify/index.ts")).rebuild(options);
}

/** Folds a log through today's agents and compares every message. */
export async function replay(options: ReplayOptions): Promise<ReplayResult> {
  return (await import("./replay/index.ts")).replay(options);
}

/** Indexes a repository: files, symbols, imports, order. */
export async function indexRepository(options: IndexOptions): Promise<RepositoryIndex> {
  return (await import("./graph/index.ts")).indexRepository(options);
}

/** Puts a run on a NATS server for its workers. */
export async function submit(options: SubmitOptions): Promise<Submission> {
  return (await import("./cluster/index.ts")).submit(options);
}

/** Works for the runs of a NATS server until the signal is aborted. */
export async function work(options: WorkOptions): Promise<void> {
  return (await import("./cluster/index.ts")).work(options);
}

/** Copies the finished sessions of a run on a NATS server to a directory. */
export async function collect(options: CollectOptions): Promise<Collected> {
  return (await import("./cluster/index.ts")).collect(options);
}
