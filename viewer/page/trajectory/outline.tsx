import { useSignal } from "@preact/signals";
import { gainText } from "../figures/index.ts";
import { VirtualList } from "../list/index.ts";
import { Plain } from "../text/index.ts";
import type { NumberedStep } from "./filter.ts";

/** The files in the order of the plan, to go to one. */
export function Outline({
  steps,
  current,
  onChoose,
}: {
  readonly steps: readonly NumberedStep[];
  readonly current: number;
  readonly onChoose: (number: number) => void;
}) {
  const open = useSignal(false);
  const files = steps.filter(({ step }) => step.kind === "delegate");
  const file = steps[current]?.step.file;
  return (
    <aside class={`outline ${open.value ? "outline-open" : ""}`} aria-label="Files of the plan">
      <button
        type="button"
        class="outline-toggle"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        {files.length} files
      </button>
      <VirtualList
        items={files}
        keyOf={({ number }) => number}
        estimate={() => 28}
        label="Files of the plan"
      >
        {({ number, step }) => (
          <button
            type="button"
            class="outline-file"
            aria-current={step.file === file ? "true" : undefined}
            onClick={() => {
              open.value = false;
              onChoose(number);
            }}
          >
            <span class="name mono">
              <Plain text={step.file ?? ""} />
            </span>
            {step.kind === "delegate" && step.violations.length > 0 && (
              <span class="tag tag-warning">{step.violations.length}!</span>
            )}
            {step.kind === "delegate" && step.gain && (
              <span class="number">{gainText(step.gain)}</span>
            )}
          </button>
        )}
      </VirtualList>
    </aside>
  );
}
