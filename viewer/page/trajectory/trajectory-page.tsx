import { useMemo } from "preact/hooks";
import type { RunAnswer, TrajectoryAnswer } from "../../contracts/index.ts";
import { Awaited, ask } from "../shell/index.ts";
import { Story } from "./story.tsx";

/** A trajectory as a story, in the order of the plan. */
export function TrajectoryPage({ session }: { readonly run: RunAnswer; readonly session: string }) {
  return (
    <Awaited asked={ask<TrajectoryAnswer>("trajectory", { session }).value}>
      {(trajectory) => <Whole trajectory={trajectory} />}
    </Awaited>
  );
}

function Whole({ trajectory }: { readonly trajectory: TrajectoryAnswer }) {
  const steps = useMemo(
    () => trajectory.steps.map((step, number) => ({ number, step })),
    [trajectory],
  );
  const written = useMemo(
    () =>
      new Map(
        trajectory.steps.flatMap((step) => (step.kind === "write" ? [[step.path, step.text]] : [])),
      ),
    [trajectory],
  );
  return <Story trajectory={trajectory} steps={steps} written={written} />;
}
