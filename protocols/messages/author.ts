import * as z from "zod";
import { FileFacts, PlanEntry, RepositoryFacts, Violation } from "../repository.ts";
import { BlobRef, TextRef } from "../text.ts";
import { StepPurpose } from "../steps.ts";
import { Surprise } from "./scorer.ts";

const counts = z.record(z.string(), z.int().nonnegative());

/** What a language model's server was sent and what became of its answers; sums over requests. */
export const UsageDetails = z.strictObject({
  /** Characters of all prompts. */
  prompt_characters: z.int().nonnegative(),
  /** Those of them that begin a prompt as one before it began: what a prefix cache can reuse. */
  reusable_characters: z.int().nonnegative(),
  /** Prompt tokens that the server says came out of its cache. */
  cached_tokens: z.int().nonnegative(),
  /** Answers of which something was removed, by what it was. */
  cleaned: counts,
  /** Answers that were not taken, by what was wrong with them. */
  refused: counts,
});
export type UsageDetails = z.infer<typeof UsageDetails>;

/** What a server counted for the requests that one message led to. */
export const Usage = z.strictObject({
  /** Requests that were answered. */
  requests: z.int().nonnegative(),
  /** Attempts that failed. */
  retries: z.int().nonnegative(),
  prompt_tokens: z.int().nonnegative(),
  completion_tokens: z.int().nonnegative(),
  /** Absent where no server was asked. */
  details: UsageDetails.optional(),
});
export type Usage = z.infer<typeof Usage>;

/** What the author is asked to think about, in the order in which a coder thinks. */
export const ThoughtPurpose = z.enum(["needs", "design", "write"]);
export type ThoughtPurpose = z.infer<typeof ThoughtPurpose>;

/** One thought of a file. */
export const Thought = z.strictObject({ purpose: StepPurpose, text: TextRef });
export type Thought = z.infer<typeof Thought>;

/**
 * What an author knows of a file when it writes a thought: `blind`, nothing of the bodies; `informed`,
 * what they use and bind, and for some proposers the text itself.
 */
export const Sight = z.enum(["blind", "informed"]);
export type Sight = z.infer<typeof Sight>;

/**
 * How a rewrite comes about. `blind` sees the outline only and never the target; `informed` sees
 * the facts of the true file and its text, and writes anew what the notes lack; `refine` sees them
 * too, and adds to the thought what helps with the lines that surprise the scorer most; `condense`
 * says the same in fewer words.
 */
export const Rewriter = z.enum(["blind", "informed", "refine", "condense"]);
export type Rewriter = z.infer<typeof Rewriter>;

/** Who a strategy may ask for a text: a rewriter, or `continue`, which thinks on from the thoughts before. */
export const Proposer = z.enum([...Rewriter.options, "continue"]);
export type Proposer = z.infer<typeof Proposer>;

/** What is known of a file when it is thought about. */
export const aboutFile = {
  path: z.string(),
  requirements: TextRef,
  /** What the plan says of the file. */
  purpose_of_file: z.string(),
  outline: TextRef,
  facts: z.union([FileFacts, BlobRef]),
  /** Files that were read, in order. */
  reads: z.array(z.strictObject({ path: z.string(), text: TextRef })),
};

export const authorMessages = {
  "author.requirements": z.strictObject({
    facts: z.union([RepositoryFacts, BlobRef]),
    tree: TextRef,
    seed: z.int(),
  }),
  "author.plan": z.strictObject({
    facts: z.union([RepositoryFacts, BlobRef]),
    tree: TextRef,
    requirements: TextRef,
    /** Every file, dependencies first. */
    order: BlobRef,
    /** What was wrong with the plan before this one; empty the first time. */
    violations: z.array(Violation),
    /** That plan. */
    previous: z.union([z.array(PlanEntry), BlobRef]).optional(),
    seed: z.int(),
  }),
  "author.thought": z.strictObject({
    ...aboutFile,
    purpose: ThoughtPurpose,
    /** What was thought before about the same file. */
    earlier: z.array(Thought),
    /** Names that an attempt before this one got wrong. */
    violations: z.array(Violation),
    /** Number of this sample of the question within its search; absent for the first thought. */
    sample: z.int().nonnegative().optional(),
    seed: z.int(),
  }),
  "author.rewrite": z.strictObject({
    ...aboutFile,
    thoughts: z.array(Thought),
    /** Which of the thoughts to rewrite. */
    index: z.int().nonnegative(),
    proposer: Rewriter,
    /** The true text; only for a proposer that may see it. */
    target: TextRef.optional(),
    /** Where the thoughts as they are leave the scorer surprised, by line; only for `refine`. */
    surprises: z.array(Surprise).optional(),
    /** Number of this proposal within its search: equal numbers give equal texts. */
    number: z.int().nonnegative(),
    seed: z.int(),
  }),
  /** Anything else that a plug-in wants of the configured model. */
  "author.ask": z.strictObject({
    system: TextRef,
    /** One text, or parts that are put together: an agent cannot read what it has as a reference. */
    user: z.union([TextRef, z.array(TextRef)]),
    /** Equal questions with equal seeds are the same request to a server. */
    seed: z.int(),
    /** Tokens that the answer may take; the configured number when absent. */
    max_tokens: z.int().positive().optional(),
  }),
  "author.written": z.strictObject({ text: TextRef, usage: Usage }),
  "author.planned": z.strictObject({
    text: TextRef,
    /** The plan as it was read out of the text; it may be wrong. */
    entries: z.union([z.array(PlanEntry), BlobRef]),
    usage: Usage,
  }),
} as const;
