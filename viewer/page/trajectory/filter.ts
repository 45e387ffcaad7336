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

/** The steps that a filter keeps and that hold a text, in any of their texts. */
export function stepsInSight(
  steps: readonly NumberedStep[],
  filter: string,
  find: string,
): readonly NumberedStep[] {
  const keeps = filters[filter]?.keeps ?? filters["all"]?.keeps;
  const wanted = find.toLowerCase();
  return steps.filter(
    ({ step }) =>
      keeps?.(step) &&
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
