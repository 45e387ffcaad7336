import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { TrajectoryAnswer } from "../../contracts/index.ts";
import { VirtualList, type ListHandle } from "../list/index.ts";
import { refine, route, useKeys } from "../shell/index.ts";
import type { Definitions } from "./definitions.ts";
import { stepsInSight, type NumberedStep } from "./filter.ts";
import { Outline } from "./outline.tsx";
import { StepView } from "./step-view.tsx";
import { Toolbar } from "./toolbar.tsx";

interface StoryProps {
  readonly trajectory: TrajectoryAnswer;
  readonly steps: readonly NumberedStep[];
  /** Text of each file by its path. */
  readonly written: ReadonlyMap<string, string>;
  readonly definitions: Definitions;
}

/** The steps of a trajectory with what finds one among them. */
export function Story({ trajectory, steps, written, definitions }: StoryProps) {
  const list = useRef<ListHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const opened = useSignal<ReadonlySet<number>>(new Set());
  const compared = useSignal<ReadonlySet<number>>(new Set());
  const { params } = route.value;
  const [find, filter] = [params["find"] ?? "", params["show"] ?? "all"];
  const gain = params["gain"] ?? "any";
  const shown = useMemo(
    () => stepsInSight(steps, { filter, gain, find }),
    [steps, filter, gain, find],
  );
  const current = currentOf(params, steps, shown);

  const goTo = (index: number): void => {
    const entry = shown[Math.min(Math.max(index, 0), shown.length - 1)];
    if (!entry) return;
    refine({ step: String(entry.number), file: undefined, line: undefined });
    list.current?.scrollTo(shown.indexOf(entry));
  };
  const at = shown.findIndex(({ number }) => number === current);
  const fileFrom = (from: number, by: 1 | -1): void => {
    let index = from + by;
    while (index > 0 && index < shown.length && shown[index]?.step.kind !== "delegate") index += by;
    goTo(index);
  };
  useKeys([
    { keys: ["j"], does: "next step", act: () => goTo(at + 1) },
    { keys: ["k"], does: "previous step", act: () => goTo(at - 1) },
    { keys: ["n"], does: "next file", act: () => fileFrom(at, 1) },
    { keys: ["p"], does: "previous file", act: () => fileFrom(at, -1) },
    { keys: ["o"], does: "open", act: () => toggle(opened, current) },
    { keys: ["d"], does: "compare", act: () => toggle(compared, current) },
    { keys: ["/"], does: "search", act: () => search.current?.focus() },
  ]);
  // An address that names a step or a file opens there.
  useEffect(() => {
    if (params["step"] !== undefined || params["file"] !== undefined) {
      if (params["line"] !== undefined) opened.value = new Set([...opened.peek(), current]);
      list.current?.scrollTo(Math.max(0, at));
    }
  }, [params["file"], params["line"], shown]);

  return (
    <div class="story">
      <Outline
        steps={steps}
        current={current}
        onChoose={(number) => goTo(shown.findIndex((entry) => entry.number >= number))}
      />
      <div class="story-main">
        <Toolbar
          trajectory={trajectory}
          total={steps.length}
          shown={shown.length}
          search={search}
        />
        <VirtualList
          handle={list}
          items={shown}
          keyOf={({ number }) => number}
          estimate={(index) => (shown[index]?.step.kind === "write" ? 320 : 120)}
          label="Steps"
          class="steps"
        >
          {(entry) => (
            <StepView
              entry={entry}
              find={find}
              written={written}
              session={trajectory.session}
              definitions={definitions}
              current={entry.number === current}
              open={opened.value.has(entry.number)}
              compare={compared.value.has(entry.number)}
              onOpen={() => toggle(opened, entry.number)}
              onCompare={() => toggle(compared, entry.number)}
            />
          )}
        </VirtualList>
        {shown.length === 0 && <p class="notice">No step holds this.</p>}
      </div>
    </div>
  );
}

/** The number of the step that the address names, by itself or by its file. */
function currentOf(
  { step, file, line }: Readonly<Record<string, string>>,
  steps: readonly NumberedStep[],
  shown: readonly NumberedStep[],
): number {
  if (step !== undefined && /^\d+$/.test(step)) return Number(step);
  // A line of a file is in the step that writes it.
  const wanted = line === undefined ? "delegate" : "write";
  const found = steps.find((entry) => entry.step.kind === wanted && entry.step.file === file);
  return found?.number ?? shown[0]?.number ?? 0;
}

function toggle(set: { value: ReadonlySet<number> }, number: number): void {
  const next = new Set(set.value);
  if (!next.delete(number)) next.add(number);
  set.value = next;
}
