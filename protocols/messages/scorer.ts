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

export const scorerMessages = {
  "scorer.score": z.strictObject({
    variants: z.array(z.strictObject({ segments: z.array(Segment) })).min(1),
    target: TextRef,
    /** Largest surprise that one token may count, in nats. */
    clip: z.number().positive(),
  }),
  "scorer.scored": z.strictObject({
    /** The model that answered. */
    model: z.string(),
    /** In the order of the variants; a leaking variant is not scored. */
    variants: z.array(
      z.discriminatedUnion("outcome", [
        z.strictObject({ outcome: z.literal("scored"), score: Score }),
        z.strictObject({ outcome: z.literal("leak"), leak: Leak }),
      ]),
    ),
  }),
} as const;
