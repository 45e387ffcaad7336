import type { Assignment } from "../../../protocols/index.ts";

/**
 * What each text of each step is worth beside what was there at the start, by step and then by
 * its number, `null` for none. It is measured where one step changed, and taken to be the same
 * wherever else the text is: thoughts add up as long as they do not say the same.
 */
export type Effects = readonly Readonly<Record<string, number>>[];

export function beginEffects(start: Assignment): Effects {
  return start.map((chosen) => ({ [String(chosen)]: 0 }));
}

/** What the text at a step is worth; 0 when that was never measured. */
export function effectOf(effects: Effects, assignment: Assignment, step: number): number {
  return effects[step]?.[String(assignment[step])] ?? 0;
}

export function withEffect(
  effects: Effects,
  assignment: Assignment,
  step: number,
  effect: number,
): Effects {
  return effects.with(step, { ...effects[step], [String(assignment[step])]: effect });
}

/** Better texts for some steps of an assignment, as far as is known. */
export interface Improvement {
  readonly assignment: Assignment;
  readonly steps: readonly number[];
  /** What they should add up to. */
  readonly gain: number;
}

/** What is better than an assignment, all steps together first, then each step for itself. */
export function improvementsOf(effects: Effects, assignment: Assignment): Improvement[] {
  const single = assignment.flatMap((_chosen, step): Improvement[] => {
    const known = Object.entries(effects[step] ?? {});
    const own = effectOf(effects, assignment, step);
    const [name, effect] = known.reduce((a, b) => (b[1] > a[1] ? b : a), ["", own]);
    if (effect <= own) return [];
    const better = assignment.with(step, name === "null" ? null : Number(name));
    return [{ assignment: better, steps: [step], gain: effect - own }];
  });
  if (single.length < 2) return single;
  const joint: Improvement = {
    assignment: assignment.map((chosen, step) => {
      const found = single.find(({ steps }) => steps[0] === step);
      return found ? (found.assignment[step] ?? null) : chosen;
    }),
    steps: single.flatMap(({ steps }) => steps),
    gain: single.reduce((sum, { gain }) => sum + gain, 0),
  };
  return [joint, ...single.toSorted((a, b) => b.gain - a.gain)];
}
