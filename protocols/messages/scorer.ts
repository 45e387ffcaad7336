import * as z from "zod";
import { TextRef } from "../text.ts";

/** A part of what the target is conditioned on. */
export const Segment = z.strictObject({
  /** `context` is given; a `thought` may not quote the target. */
  role: z.enum(["context", "thought"]),
  text: TextRef,
});
export type Segment = z.infer<typeof Segment>;

/** Likelihood of the target after one variant's segments. */
export const Score = z.strictObject({
  /** Summed log-probability of the target in nats. */
  logprob: z.number(),
  /** The same with every token's log-probability no less than minus the clip. */
  clipped: z.number(),
  /** Tokens of the target, the same for every variant. */
  tokens: z.int().nonnegative(),
  /** Tokens of the variant's thoughts. */
  thought_tokens: z.int().nonnegative(),
});
export type Score = z.infer<typeof Score>;

/** A thought that repeats the target where the context does not. */
export const Leak = z.strictObject({
  /** Index among the variant's segments. */
  segment: z.int().nonnegative(),
  /** Length of the longest repeated run, in code tokens. */
  run: z.int().positive(),
});
export type Leak = z.infer<typeof Leak>;

/**
 * Thoughts that together name more of the target's own names than their budget allows. A name is
 * the target's own when no context of the request holds it.
 */
export const Exposure = z.strictObject({
  /** Index among the variant's segments of the thought that goes over the budget. */
  segment: z.int().nonnegative(),
  /** Own names of the target that the thoughts up to that one give away. */
  named: z.int().positive(),
  /** Own names of the target. */
  own: z.int().positive(),
});
export type Exposure = z.infer<typeof Exposure>;

/** A line of the target that the thoughts leave surprising. */
export const Surprise = z.strictObject({
  /** From 1. */
  line: z.int().positive(),
  /** Sum of its tokens' negative log-probabilities in nats, each clipped. */
  nats: z.number(),
});
export type Surprise = z.infer<typeof Surprise>;

/** How much the thoughts overlap with the target, beyond what the guards reject. */
export const LeakAudit = z.strictObject({
  /** Runs of 13 words in the thoughts, and how many of them also occur in the target. */
  grams: z.int().nonnegative(),
  shared: z.int().nonnegative(),
  /** Own names of the target, and how many of them the thoughts give away. */
  own: z.int().nonnegative(),
  named: z.int().nonnegative(),
});
export type LeakAudit = z.infer<typeof LeakAudit>;

export const scorerMessages = {
  "scorer.score": z.strictObject({
    variants: z.array(z.strictObject({ segments: z.array(Segment) })).min(1),
    target: TextRef,
    /** Largest surprise that one token may count, in nats. */
    clip: z.number().positive(),
    /** Share of the target's own names that thoughts may give away; any when absent. */
    names: z.number().min(0).max(1).optional(),
    /**
     * Tokens of target and thoughts that may be read for all variants together: one that does not
     * fit in what those before it left is not scored. No bound when absent.
     */
    tokens: z.int().nonnegative().optional(),
    /** How many of the target's most surprising lines to list; none when absent. */
    surprises: z.int().positive().optional(),
    /** Whether to say how much of the target the thoughts hold. */
    audit: z.literal(true).optional(),
  }),
  "scorer.scored": z.strictObject({
    /** The model that answered. */
    model: z.string(),
    /** What it says of a text that is the same for all models, in nats a token, where it was asked. */
    canary: z.number().optional(),
    /** In the order of the variants; one that is refused is not scored. */
    variants: z.array(
      z.discriminatedUnion("outcome", [
        z.strictObject({
          outcome: z.literal("scored"),
          score: Score,
          /** In the order of the lines; absent if the model does not provide them. */
          surprises: z.array(Surprise).optional(),
          audit: LeakAudit.optional(),
        }),
        z.strictObject({ outcome: z.literal("leak"), leak: Leak }),
        z.strictObject({ outcome: z.literal("exposed"), exposure: Exposure }),
        z.strictObject({ outcome: z.literal("unaffordable") }),
      ]),
    ),
  }),
} as const;
