import type { Content, Structure } from "../formats/index.ts";
import type { ThoughtChoice } from "../record/index.ts";

/** One side of a comparison: a data set that differs from the others in one thing. */
export interface RecipeArm {
  /** Directory of its data set. */
  readonly name: string;
  readonly description: string;
  readonly content: Content;
  readonly thoughts: ThoughtChoice;
  readonly structure: Structure;
}

/**
 * The repositories as they are, then trajectories without thoughts, with the first thoughts, and with
 * those that the search kept: what arXiv:2603.11103 compares.
 */
export const AB_ARMS: readonly RecipeArm[] = [
  {
    name: "raw",
    description: "the repositories, flattened",
    content: "repository",
    thoughts: "final",
    structure: "flat",
  },
  {
    name: "structure",
    description: "trajectories without thoughts: delegations, reads and writes",
    content: "trajectory",
    thoughts: "none",
    structure: "flat",
  },
  {
    name: "first",
    description: "trajectories with the thoughts as they were first written",
    content: "trajectory",
    thoughts: "first",
    structure: "flat",
  },
  {
    name: "searched",
    description: "trajectories with the thoughts that the search kept",
    content: "trajectory",
    thoughts: "final",
    structure: "flat",
  },
];
