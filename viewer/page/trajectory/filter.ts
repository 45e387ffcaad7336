import type { StepAnswer } from "../../contracts/index.ts";

/** A step with its number in the whole trajectory. */
export interface NumberedStep {
  readonly number: number;
  readonly step: StepAnswer;
}

/** Which steps are in sight, by the name that the address holds. */
export const filters: Readonly<
  Record<string, { title: string; keeps: (step: StepAnswer) => boolean }>
> = {
  all: { title: "every step", keeps: () => true },
  thoughts: { title: "thoughts", keeps: ({ kind }) => kind === "think" },
  reads: { title: "reads", keeps: ({ kind }) => kind === "read" || kind === "observe" },
  writes: { title: "writes", keeps: ({ kind }) => kind === "write" },
  changed: {
    title: "thoughts that search changed",
    keeps: (step) => step.kind === "think" && step.first !== undefined,
  },
  actions: {
    title: "actions",
    keeps: ({ kind }) => kind === "read" || kind === "write" || kind === "delegate",
  },
  masked: { title: "not trained on", keeps: ({ trained }) => !trained },
  violations: {
    title: "files with violations",
    keeps: (step) => step.kind === "delegate" && step.violations.length > 0,
  },
};

/** Which files are in sight by their gain in nats a token. */
export const gains: Readonly<Record<string, { title: string; keeps: (gain: number) => boolean }>> =
  {
    any: { title: "any gain", keeps: () => true },
    most: { title: "gain of 0.1 and more", keeps: (gain) => gain >= 0.1 },
    some: { title: "gain below 0.1", keeps: (gain) => gain > 0 && gain < 0.1 },
    none: { title: "no gain, or a loss", keeps: (gain) => gain <= 0 },
  };

/** The steps that the filters keep and that hold a text, in any of their texts. */
export function stepsInSight(
  steps: readonly NumberedStep[],
  { filter, gain, find }: { filter: string; gain: string; find: string },
): readonly NumberedStep[] {
  const keeps = filters[filter]?.keeps ?? filters["all"]?.keeps;
  const files = filesWithGain(steps, gain);
  const wanted = find.toLowerCase();
  return steps.filter(
    ({ step }) =>
      keeps?.(step) &&
      (files === undefined || files.has(step.file ?? "")) &&
      (wanted === "" || textsOf(step).some((text) => text.toLowerCase().includes(wanted))),
  );
}

function textsOf(step: StepAnswer): string[] {
  const own = [step.text ?? "", step.file ?? ""];
  if (step.kind === "think") return [...own, step.first ?? "", step.purpose];
  if (step.kind === "delegate") {
    return [
      ...own,
      ...step.violations.flatMap(({ code, subject, detail }) => [code, subject, detail]),
    ];
  }
  return [...own, step.path];
}

/** The files whose gain passes; undefined where any does. */
function filesWithGain(
  steps: readonly NumberedStep[],
  wanted: string,
): ReadonlySet<string> | undefined {
  const range = gains[wanted];
  if (!range || wanted === "any") return undefined;
  return new Set(
    steps.flatMap(({ step }) =>
      step.kind === "delegate" && step.gain && range.keeps(step.gain.none - step.gain.final)
        ? [step.file]
        : [],
    ),
  );
}
