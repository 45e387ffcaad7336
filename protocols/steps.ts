import * as z from "zod";

/** What a step is for: a lower-case name. */
export const StepPurpose = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** What is known of a kind of thought beyond its text. */
export const StepKind = z.strictObject({
  /** Whether a trainer computes a loss on its text. */
  trained: z.boolean(),
});
export type StepKind = z.infer<typeof StepKind>;

/** Purposes of `think` steps, by name. */
export const StepKinds = z.record(StepPurpose, StepKind);
export type StepKinds = z.infer<typeof StepKinds>;

/** The purposes that the built-in agents give their thoughts; every other one is declared. */
export const builtInSteps = {
  requirements: { trained: true },
  plan: { trained: true },
  needs: { trained: true },
  design: { trained: true },
  write: { trained: true },
} as const satisfies StepKinds;

/** What is known of a purpose, or undefined for one that nobody declared. */
export function stepKindOf(purpose: string, declared: StepKinds = {}): StepKind | undefined {
  if (Object.hasOwn(builtInSteps, purpose)) return builtInSteps[purpose as "plan"];
  return Object.hasOwn(declared, purpose) ? declared[purpose] : undefined;
}
