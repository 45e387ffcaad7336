import { useMemo } from "preact/hooks";
import type { GraphAnswer, RunAnswer, TrajectoryAnswer } from "../../contracts/index.ts";
import { Awaited, ask } from "../shell/index.ts";
import { definitionsOf } from "./definitions.ts";
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
  // Names become links once the graph is there; the story does not wait for it.
  const graph = ask<GraphAnswer>("graph", { session: trajectory.session }).value;
  const definitions = useMemo(
    () => definitionsOf(graph.state === "there" ? graph.value : undefined),
    [graph],
  );
  return (
    <Story trajectory={trajectory} steps={steps} written={written} definitions={definitions} />
  );
}
