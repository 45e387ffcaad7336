import * as z from "zod";
import { SearchSettings, Trouble } from "../messages/agent.ts";
import { Sight } from "../messages/author.ts";
import { StepKinds, StepPurpose } from "../steps.ts";
import { ManifestEntry, RepositoryIdentity, Violation } from "../repository.ts";

/** Name and version of the format; a reader refuses any other. */
export const TRAJECTORY_FORMAT = "hindcast.trajectory/1";

/** What the search did to a thought. */
export const ThoughtSearch = z.strictObject({
  /** The text before the search, when the search changed it. */
  first: z.string().optional(),
  /** Candidates that were tried in its place. */
  candidates: z.int().nonnegative(),
  /** What the author of the text knew of the target, where that was recorded. */
  sight: Sight.optional(),
});

/** A thought, or a text of the main agent. Trained on, unless its kind is declared otherwise. */
export const ThinkStep = z.strictObject({
  kind: z.literal("think"),
  /** A built-in purpose, or one that a plug-in declared: see `made_by.steps`. */
  purpose: StepPurpose,
  text: z.string(),
  /** False for a kind of step whose text no loss is computed on. */
  trained: z.literal(false).optional(),
  search: ThoughtSearch.optional(),
});

export type ThinkStep = z.infer<typeof ThinkStep>;

/** A file that was read. The action is trained on. */
export const ReadStep = z.strictObject({
  kind: z.literal("act"),
  tool: z.literal("read_file"),
  path: z.string(),
  /** What the file has to do with the one that is written. */
  reason: z.string(),
});

/** What the action before it showed. Not trained on. */
export const ObserveStep = z.strictObject({
  kind: z.literal("observe"),
  path: z.string(),
  content: z.string(),
});

/** A file that was written, whole. Trained on. */
export const WriteStep = z.strictObject({
  kind: z.literal("act"),
  tool: z.literal("write_file"),
  path: z.string(),
  content: z.string(),
});

const leaf = [ThinkStep, ReadStep, ObserveStep, WriteStep] as const;

/** One entry of what a coder did. */
export const CoderStep = z.union(leaf);
export type CoderStep = z.infer<typeof CoderStep>;

/** A file handed to a coder, with all that the coder did. */
export const DelegateStep = z.strictObject({
  kind: z.literal("act"),
  tool: z.literal("delegate"),
  path: z.string(),
  instruction: z.string(),
  /** What the repository's graph refused or found wrong, and how the coder went on. */
  violations: z.array(Violation.extend({ handled: z.enum(["rewritten", "dropped", "kept"]) })),
  /** What the file goes without since a server would not or could not answer. */
  troubles: z.array(Trouble).optional(),
  steps: z.array(CoderStep),
});
export type DelegateStep = z.infer<typeof DelegateStep>;

/** One entry of what the main agent did. */
export const MainStep = z.union([ThinkStep, DelegateStep]);
export type MainStep = z.infer<typeof MainStep>;

/** Everything that made a trajectory; a change in any of it changes the trajectory. */
export const MadeBy = z.strictObject({
  /** Version of Hindcast. */
  hindcast: z.string(),
  /** Role to its behaviour: a hash, or the version of Hindcast for a service that it brings. */
  roles: z.record(z.string(), z.string()),
  /** SPEC of the author, with a fingerprint of its prompts and of the settings of its model. */
  author: z.string(),
  /** SHA-256 of each prompt, by name; empty for an author without prompts. */
  prompts: z.record(z.string(), z.string()),
  /** Models that scored. */
  scorers: z.array(z.string()),
  /** How the thoughts were searched, with the share of names that they may give away. */
  search: SearchSettings,
  /** Kinds of thought that plug-ins declared. */
  steps: StepKinds,
  /**
   * Models that took over while the session was going on, in order; those above are the ones that
   * it began with.
   */
  adapted: z
    .array(
      z.strictObject({
        author: z.string(),
        prompts: z.record(z.string(), z.string()),
        scorers: z.array(z.string()),
        /** Files that were finished before the change. */
        before: z.array(z.string()),
        /** Files that were begun before the change and finished after it; all others came after. */
        across: z.array(z.string()),
      }),
    )
    .min(1)
    .optional(),
});
export type MadeBy = z.infer<typeof MadeBy>;

/** A verified reconstruction of one repository. */
export const Trajectory = z.strictObject({
  format: z.literal(TRAJECTORY_FORMAT),
  session: z.string(),
  repository: RepositoryIdentity.extend({ files: z.array(ManifestEntry) }),
  /** SHA-256 of the configuration that bears on the result, and of `made_by`. */
  configuration: z.string(),
  /** Absent in trajectories of earlier versions. */
  made_by: MadeBy.optional(),
  seed: z.int(),
  /** Plans that the graph sent back, with what was wrong. */
  violations: z.array(Violation),
  steps: z.array(MainStep),
});
export type Trajectory = z.infer<typeof Trajectory>;

/**
 * Whether a step's text is trained on: actions are, observations are not, thoughts are unless
 * their kind is declared otherwise.
 */
export function isTrained(step: CoderStep | MainStep): boolean {
  return step.kind !== "observe" && !(step.kind === "think" && step.trained === false);
}
