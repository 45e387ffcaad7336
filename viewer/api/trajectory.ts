import { readTrajectory, trajectoryPath } from "../../app/output/index.ts";
import {
  isTrained,
  type CoderStep,
  type DelegateStep,
  type Trajectory,
} from "../../protocols/index.ts";
import type { FileAnswer, StepAnswer, TrajectoryAnswer } from "../contracts/index.ts";
import type { ViewTarget } from "./target.ts";

/**
 * The trajectory of a session as one list of steps in the order of the plan. What was observed is
 * named, not repeated, where it equals what was written.
 *
 * @param files numbers of the session's files, for the headings
 * @throws HindcastError OUTPUT_INVALID while there is no trajectory, TRAJECTORY_INVALID
 */
export async function trajectoryAnswer(
  target: ViewTarget,
  session: string,
  files: readonly FileAnswer[],
): Promise<TrajectoryAnswer> {
  const trajectory = await readTrajectory(trajectoryPath(target.directory, session));
  const { name, commit, licence, origin, files: manifest } = trajectory.repository;
  return {
    session,
    name,
    commit,
    licence,
    ...(origin === undefined ? {} : { origin }),
    seed: trajectory.seed,
    made_by: madeBy(trajectory),
    violations: trajectory.violations,
    excluded: manifest
      .filter(({ included }) => !included)
      .map(({ path, reason }) => ({ path, reason: reason ?? "" })),
    steps: stepsOf(trajectory, files),
  };
}

function madeBy({ made_by }: Trajectory): Record<string, string> {
  if (!made_by) return {};
  const { hindcast, author, scorers, search, roles } = made_by;
  const parts = { hindcast, author, scorers: scorers.join(", "), search: search.strategy };
  const agents = Object.entries(roles).map(([role, hash]) => [`role ${role}`, hash.slice(0, 12)]);
  return { ...parts, ...(Object.fromEntries(agents) as Record<string, string>) };
}

function stepsOf({ steps }: Trajectory, files: readonly FileAnswer[]): StepAnswer[] {
  const numbers = new Map(files.map((file) => [file.path, file]));
  const written = new Map<string, string>();
  for (const step of steps) {
    if (step.kind !== "act") continue;
    for (const inner of step.steps) {
      if (inner.kind === "act" && inner.tool === "write_file")
        written.set(inner.path, inner.content);
    }
  }
  return steps.flatMap((step): StepAnswer[] =>
    step.kind === "think"
      ? [thinkAnswer(step, null)]
      : [
          heading(step, numbers.get(step.path)),
          ...step.steps.map((inner) => inFile(inner, step.path, written)),
        ],
  );
}

function heading(step: DelegateStep, file: FileAnswer | undefined): StepAnswer {
  return {
    kind: "delegate",
    file: step.path,
    text: step.instruction,
    trained: isTrained(step),
    violations: step.violations,
    ...(file ? { gain: file.gain, tokens: file.tokens } : {}),
  };
}

function inFile(step: CoderStep, file: string, written: ReadonlyMap<string, string>): StepAnswer {
  const trained = isTrained(step);
  if (step.kind === "think") return thinkAnswer(step, file);
  if (step.kind === "observe") {
    const text = written.get(step.path) === step.content ? null : step.content;
    return { kind: "observe", file, path: step.path, text, trained };
  }
  return step.tool === "read_file"
    ? { kind: "read", file, path: step.path, text: step.reason, trained }
    : { kind: "write", file, path: step.path, text: step.content, trained };
}

function thinkAnswer(step: Extract<CoderStep, { kind: "think" }>, file: string | null): StepAnswer {
  const { purpose, text, search } = step;
  return {
    kind: "think",
    file,
    purpose,
    text,
    trained: isTrained(step),
    ...(search?.first === undefined ? {} : { first: search.first }),
    candidates: search?.candidates ?? 0,
  };
}
