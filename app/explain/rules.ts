import type { Evaluation } from "../../protocols/index.ts";
import type { Fate } from "./types.ts";

/** An evaluation with its place among the others. */
export interface Numbered {
  /** From 1. */
  readonly number: number;
  readonly evaluation: Evaluation;
}

/** What decides about a candidate of one thought. */
export interface Decision {
  readonly step: number;
  readonly candidate: number;
  /** What was kept at each thought. */
  readonly kept: readonly (number | null)[];
  readonly margin: number;
  readonly all: readonly Numbered[];
}

/** What became of a candidate, and the rule that decided, from the evaluations alone. */
export function decide({ step, candidate, kept, margin, all }: Decision): {
  fate: Fate;
  rule: string;
} {
  const own = all.filter(({ evaluation }) => evaluation.assignment[step] === candidate);
  const final = all.find(
    ({ evaluation }) => isSame(evaluation.assignment, kept) && evaluation.score,
  );
  const scored = own.filter(({ evaluation }) => evaluation.value !== undefined);
  if (kept[step] === candidate) return { fate: "kept", rule: keptRule(all, final) };
  const [best] = scored.toSorted((a, b) => valueOf(b) - valueOf(a));
  if (best) {
    if (kept[step] === null) return { fate: "dropped", rule: droppedRule(step, kept, all, best) };
    return { fate: "not better", rule: notBetterRule(all, best, final, margin) };
  }
  const refused = own.at(-1)?.evaluation;
  if (!refused) return { fate: "not tried", rule: "not tried: no evaluation holds it" };
  return refusedRule(refused);
}

function keptRule(all: readonly Numbered[], final: Numbered | undefined): string {
  const first = all.find(({ evaluation }) => !evaluation.move && isStart(evaluation));
  const value = final ? valueOf(final) : 0;
  const over =
    first && first !== final ? ` over ${show(valueOf(first))} of the first thoughts` : "";
  const scored = all.filter(({ evaluation }) => evaluation.value !== undefined).length;
  return `kept: best value ${show(value)}${over}, of ${scored} that were scored`;
}

/** A thought that is gone: what it paid where nothing else differed, or its best value. */
function droppedRule(
  step: number,
  kept: readonly (number | null)[],
  all: readonly Numbered[],
  best: Numbered,
): string {
  const without = (assignment: readonly (number | null)[]): string =>
    JSON.stringify(assignment.map((chosen, index) => (index === step ? null : chosen)));
  const pairs = all.flatMap((one) => {
    const { assignment, move, score } = one.evaluation;
    if (move?.action !== "delete" || assignment[step] !== null || !score) return [];
    const other = all.find(
      ({ evaluation }) =>
        evaluation.score &&
        evaluation.assignment[step] !== null &&
        without(evaluation.assignment) === JSON.stringify(assignment),
    );
    return other ? [{ gone: one, there: other }] : [];
  });
  const pair = pairs.at(-1);
  if (pair) {
    const pays = valueOf(pair.there) - valueOf(pair.gone);
    const tokens =
      (pair.there.evaluation.score?.thought_tokens ?? 0) -
      (pair.gone.evaluation.score?.thought_tokens ?? 0);
    return `dropped: pays ${show(pays)} for ${tokens} tokens (evaluation ${pair.gone.number})`;
  }
  const final = all.find(
    ({ evaluation }) => isSame(evaluation.assignment, kept) && evaluation.score,
  );
  const value = final ? show(valueOf(final)) : "more";
  return `dropped: ${show(valueOf(best))} at best with it, ${value} without a thought here`;
}

function notBetterRule(
  all: readonly Numbered[],
  own: Numbered,
  final: Numbered | undefined,
  margin: number,
): string {
  const earlier = all.filter(
    ({ number, evaluation }) => number < own.number && evaluation.value !== undefined,
  );
  const before = Math.max(...earlier.map(valueOf));
  const value = valueOf(own);
  if (earlier.length > 0 && value <= before + margin) {
    const more = margin > 0 ? `, and better starts ${show(margin)} above it` : "";
    return `not better: ${show(value)}, the best so far was ${show(before)}${more}`;
  }
  const after = final ? `, until evaluation ${final.number} had ${show(valueOf(final))}` : "";
  return `not better: ${show(value)} was the best at evaluation ${own.number}${after}`;
}

function refusedRule({ outcome, leak, exposure }: Evaluation): { fate: Fate; rule: string } {
  switch (outcome) {
    case "leak":
      return {
        fate: "leak",
        rule: `refused: it repeats ${leak?.run} code tokens of the file in a row`,
      };
    case "exposed": {
      const rule = `refused: the thoughts give away ${exposure?.named} of the ${exposure?.own} names that only the file has`;
      return { fate: "exposed", rule };
    }
    case "ungrounded":
      return { fate: "ungrounded", rule: "refused: it names what does not exist" };
    case "unaffordable":
      return {
        fate: "unaffordable",
        rule: "refused: its tokens do not fit in what the budget left",
      };
    case "repeated":
      return { fate: "repeated", rule: "not scored: the same thoughts had been tried" };
    case "unusable":
      return { fate: "unusable", rule: "refused: the author's answer could not be used" };
    case "unscored":
      return { fate: "unscored", rule: "not scored: the scorer could not answer" };
    case "scored":
      return { fate: "not tried", rule: "not tried" };
  }
}

/** The best of an evaluation; minus infinity where it was not scored. */
export function valueOf({ evaluation }: Numbered): number {
  return evaluation.value ?? -Infinity;
}

function isStart({ assignment }: Evaluation): boolean {
  return assignment.some((chosen) => chosen !== null);
}

function isSame(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  return a.length === b.length && a.every((chosen, index) => chosen === b[index]);
}

function show(value: number): string {
  return value.toFixed(4);
}
