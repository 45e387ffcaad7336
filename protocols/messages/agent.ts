import * as z from "zod";
import { Evaluation } from "../search.ts";
import { PlanEntry, RepositoryIdentity, SharedGrounding, Violation } from "../repository.ts";
import { BlobRef, TextRef } from "../text.ts";
import { Sight, Thought, Usage, aboutFile } from "./author.ts";
import { FileLimits, RepositorySource } from "./graph.ts";
import { LeakAudit, Score } from "./scorer.ts";

/** How a session searches for better thoughts. */
export const SearchSettings = z.strictObject({
  strategy: z.string(),
  /** Evaluations for each file. */
  evaluations: z.int().nonnegative(),
  /** Tokens of target and thoughts that evaluations of one file may read; no bound when absent. */
  tokens: z.int().nonnegative().optional(),
  /** Largest surprise that one token may count, in nats. */
  clip: z.number().positive(),
  /** Nats per target token that a thought as long as the target costs. */
  length_cost: z.number().nonnegative(),
  /** Share of the target's own names that thoughts may give away; any when absent. */
  names: z.number().min(0).max(1).optional(),
  /** How much better than the best so far is better, in nats per target token; 0 when absent. */
  margin: z.number().nonnegative().optional(),
  /**
   * What the author of thoughts may know of the target, recorded with each thought. `both` gives
   * every repository a session of each. Absent: as `informed`, and not recorded.
   */
  sight: z.enum([...Sight.options, "both"]).optional(),
});
export type SearchSettings = z.infer<typeof SearchSettings>;

/** What bears on the result of a session, and is hashed into its trajectory. */
export const SessionSettings = z.strictObject({
  author: z.string(),
  /** SHA-256 of each prompt of the author, by name. */
  prompts: z.record(z.string(), z.string()).optional(),
  /** Models that judge, as far as they are known by name, and not where they are served. */
  scorers: z.array(z.string()),
  search: SearchSettings,
  files: FileLimits,
  /** Files that one coder may read, and how many bytes of them. */
  reads: z.strictObject({ files: z.int().nonnegative(), bytes: z.int().nonnegative() }),
});
export type SessionSettings = z.infer<typeof SessionSettings>;

/** Mean negative log-probability of a file in nats per token, at three moments. */
export const FileGain = z.strictObject({
  /** Without any thought. */
  none: z.number(),
  /** With the thoughts as first written. */
  first: z.number(),
  /** With the thoughts that were kept. */
  final: z.number(),
});
export type FileGain = z.infer<typeof FileGain>;

const judged = z.strictObject({ score: Score, audit: LeakAudit });

/** What a held-out model says of the three moments; the search knows nothing of it. */
export const Judgement = z.strictObject({
  /** The model that judged. */
  model: z.string(),
  none: judged,
  first: judged,
  final: judged,
});
export type Judgement = z.infer<typeof Judgement>;

/** Something that a file goes without because a server would not or could not answer. */
export const Trouble = z.strictObject({
  /** A thought by its purpose, or `search`, or `judge`. */
  at: z.string().min(1),
  code: z.string(),
  reason: z.string(),
});
export type Trouble = z.infer<typeof Trouble>;

/** What the reconstruction of one file took and gave. */
export const FileReport = z.strictObject({
  path: z.string(),
  /** Tokens of the file, as the scorer counts them. */
  tokens: z.int().nonnegative(),
  evaluations: z.int().nonnegative(),
  proposals: z.int().nonnegative(),
  leaks_rejected: z.int().nonnegative(),
  nats_per_token: FileGain,
  thought_tokens: z.int().nonnegative(),
  steps: z.int().nonnegative(),
  /** Names of code in the thoughts, and how many of them exist. */
  names: z.int().nonnegative(),
  grounded: z.int().nonnegative(),
  /** The same three moments by the held-out judge, when there is one. */
  judge: FileGain.optional(),
  /** What the kept thoughts hold of the target, when there is a judge. */
  audit: LeakAudit.optional(),
  /** What it goes without; absent when nothing is missing. */
  troubles: z.array(Trouble).optional(),
  /**
   * Thoughts that the recorder refused. The likelihoods above are those of the thoughts as they
   * were scored, these among them.
   */
  refused: z.int().positive().optional(),
});
export type FileReport = z.infer<typeof FileReport>;

/** The reports of a session's files inside of a message, whose size must not grow with their number. */
export const SharedReports = z.union([z.array(FileReport), BlobRef]);
export type SharedReports = z.infer<typeof SharedReports>;

/** A step as a coder reports it; what was read and written is the text of the snapshot. */
export const ReportedStep = z.union([
  z.strictObject({
    kind: z.literal("think"),
    thought: Thought,
    first: TextRef.optional(),
    candidates: z.int().nonnegative(),
    /** What its author knew of the target; absent where nobody asked for it to be recorded. */
    sight: Sight.optional(),
  }),
  z.strictObject({ kind: z.literal("read"), path: z.string(), reason: z.string() }),
  z.strictObject({ kind: z.literal("write"), path: z.string() }),
]);
export type ReportedStep = z.infer<typeof ReportedStep>;

const handled = Violation.extend({ handled: z.enum(["rewritten", "dropped", "kept"]) });

/** Why an actor failed. */
export const Failure = z.strictObject({
  code: z.string(),
  class: z.enum(["retry", "fatal", "input", "missing", "interrupted"]),
  reason: z.string(),
});
export type Failure = z.infer<typeof Failure>;

const failed = z.strictObject({ ...Failure.shape, usage: Usage });

/** A count of files, or a share of them in per cent. */
export const FailureLimit = z.string().regex(/^\d{1,9}$|^\d{1,3}(?:\.\d{1,3})?%$/);

/** Input of the `main` role. */
export const MainInput = z.strictObject({
  source: RepositorySource,
  settings: SessionSettings,
  seed: z.int(),
  /** Coders at work at the same time. */
  coders: z.int().positive(),
  /** SPEC of the held-out judge. It bears on no trajectory, so it is no part of the settings. */
  judge: z.string().optional(),
  /**
   * Files that may go without any thought before the session fails: a count, or a share such as
   * `10%`, of which one file is always allowed. Absent: the first trouble of a file ends the session.
   */
  max_failed_files: FailureLimit.optional(),
});
export type MainInput = z.infer<typeof MainInput>;

/** Input of the `coder` role; its key is the path of its file. */
export const CoderInput = z.strictObject({
  snapshot: BlobRef,
  plan: BlobRef,
  requirements: TextRef,
  entry: PlanEntry,
  settings: SessionSettings,
  seed: z.int(),
  /** SPEC of the held-out judge, when there is one to be asked. */
  judge: z.string().optional(),
  /** Whether the file is written all the same when a server fails of it. */
  lenient: z.literal(true).optional(),
});
export type CoderInput = z.infer<typeof CoderInput>;

/** Input of the `search` role; its key is the path of its file. */
export const SearchInput = z.strictObject({
  snapshot: BlobRef,
  plan: BlobRef,
  ...aboutFile,
  thoughts: z.array(Thought),
  target: TextRef,
  settings: SearchSettings,
  seed: z.int(),
  /** Whether what cannot be written or scored is a rejected proposal instead of a failure. */
  lenient: z.literal(true).optional(),
});
export type SearchInput = z.infer<typeof SearchInput>;

export const agentMessages = {
  /** Start the agent of a role, unless it was started before. */
  "agent.spawn": z.strictObject({
    role: z.string().min(1),
    key: z.string().min(1),
    /** Hash of the behaviour that shall run; another one does not take it. */
    behaviour: z.string(),
    input: z.unknown(),
  }),
  /** A resume gave the session another limit. */
  "main.limit": z.strictObject({ max_failed_files: FailureLimit }),
  "search.finished": z.strictObject({
    /** The model that scored. */
    model: z.string(),
    /** The result for each thought: its text, or null if it was dropped. */
    kept: z.array(TextRef.nullable()),
    /** Candidates tried at each thought. */
    candidates: z.array(z.int().nonnegative()),
    tokens: z.int().nonnegative(),
    thought_tokens: z.int().nonnegative(),
    nats_per_token: FileGain,
    proposals: z.int().nonnegative(),
    leaks_rejected: z.int().nonnegative(),
    /** Everything that was evaluated, in the order in which it was asked. */
    evaluations: z.array(Evaluation),
    usage: Usage,
  }),
  "coder.finished": z.strictObject({
    path: z.string(),
    steps: z.array(ReportedStep),
    violations: z.array(handled),
    report: FileReport,
    judgement: Judgement.optional(),
    usage: Usage,
  }),
  /** An agent failed; sent to the agent that spawned it. */
  "agent.failed": failed,
  "session.finished": z.strictObject({
    repository: RepositoryIdentity,
    /** In the order of the plan. */
    files: SharedReports,
    included: z.int().nonnegative(),
    excluded: z.int().nonnegative(),
    /** Violations that plans had before the graph repaired the last one. */
    plan_violations: z.int().nonnegative(),
    usage: Usage,
    /** SHA-256 of trajectory.json. */
    trajectory: z.string(),
    grounding: SharedGrounding.optional(),
  }),
  "session.failed": failed,
} as const;
