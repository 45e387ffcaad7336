import * as z from "zod";
import {
  FileFacts,
  KeptReason,
  PlanEntry,
  RepositoryFacts,
  RepositoryIdentity,
  Violation,
} from "../repository.ts";
import { BlobRef, TextRef } from "../text.ts";
import { Sight } from "./author.ts";

/** Where a repository is, and what says that it is the right one. */
export const RepositorySource = z.union([
  /** A directory that the host sees; with the hash of its snapshot when that was taken before. */
  z.strictObject({ path: z.string().min(1), sha256: z.string().optional() }),
  /** One commit of a git server, by its full hash. */
  z.strictObject({ git: z.string().min(1), commit: z.string() }),
  /** A snapshot among the blobs of the session. */
  z.strictObject({ snapshot: BlobRef }),
]);
export type RepositorySource = z.infer<typeof RepositorySource>;

/** Which files of a repository count. */
export const FileLimits = z.strictObject({
  /** Larger files are left out, in bytes. */
  max_bytes: z.int().positive(),
  /** More files than this end the session. */
  max_count: z.int().positive(),
  /** Patterns in .gitignore syntax of files to leave out. */
  exclude: z.array(z.string()),
  /** Reasons that leave no file out; absent: all of them do. */
  keep: z.array(KeptReason).optional(),
});
export type FileLimits = z.infer<typeof FileLimits>;

const about = { snapshot: BlobRef };
const planned = { snapshot: BlobRef, plan: BlobRef };

export const graphMessages = {
  /** Take a snapshot of the repository and index it. */
  "graph.survey": z.strictObject({ source: RepositorySource, limits: FileLimits }),
  "graph.surveyed": z.strictObject({
    /** Manifest and texts; every later request names it, so any host can answer. */
    snapshot: BlobRef,
    repository: RepositoryIdentity,
    included: z.int().nonnegative(),
    excluded: z.int().nonnegative(),
    facts: z.union([RepositoryFacts, BlobRef]),
    /** The file tree as indented text. */
    tree: TextRef,
    /** The plan that follows from the graph alone: dependencies first. */
    order: BlobRef,
  }),
  /** Is this plan complete and in dependency order? The answer's plan is the repaired one. */
  "graph.check_plan": z.strictObject({
    ...about,
    /** Absent: take the order of the graph. */
    entries: z.union([z.array(PlanEntry), BlobRef]),
  }),
  "graph.plan_checked": z.strictObject({
    violations: z.array(Violation),
    /** Violations beyond those listed. */
    more: z.int().nonnegative(),
    /** The repaired plan, stored. */
    plan: BlobRef,
    /** The plan, or its first entries where one message does not hold them all. */
    entries: z.array(PlanEntry),
    /** How many entries the plan has; absent where all of them are here. */
    total: z.int().positive().optional(),
  }),
  /** The entries of a stored plan from a position on. */
  "graph.read_plan": z.strictObject({ plan: BlobRef, from: z.int().nonnegative() }),
  "graph.plan_read": z.strictObject({
    from: z.int().nonnegative(),
    /** As many as one message holds, at least one. */
    entries: z.array(PlanEntry).min(1),
  }),
  /** What may the coder of this file know before it writes? */
  "graph.describe": z.strictObject({
    ...planned,
    path: z.string(),
    /** `blind` for facts without anything of the bodies. */
    sight: Sight.optional(),
  }),
  "graph.described": z.strictObject({
    /** Signatures without bodies. */
    outline: TextRef,
    facts: z.union([FileFacts, BlobRef]),
    /** Files earlier in the plan that bear on this one, most useful first. */
    readable: z.array(z.strictObject({ path: z.string(), reason: z.string(), bytes: z.int() })),
    /** The true text of the file. */
    target: TextRef,
  }),
  /** Read a file on behalf of the coder of `reader`. */
  "graph.read": z.strictObject({ ...planned, path: z.string(), reader: z.string() }),
  "graph.content": z.strictObject({ text: TextRef }),
  "graph.refused": z.strictObject({ violation: Violation }),
  /** Does a thought about this file name only what exists? */
  "graph.check_thought": z.strictObject({ ...planned, path: z.string(), text: TextRef }),
  "graph.thought_checked": z.strictObject({
    violations: z.array(Violation),
    /** Names of code that the thought mentions, and how many of them exist. */
    names: z.int().nonnegative(),
    grounded: z.int().nonnegative(),
  }),
} as const;
