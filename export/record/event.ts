import {
  isTrained,
  type CoderStep,
  type MainStep,
  type Sight,
  type Trajectory,
} from "../../protocols/index.ts";

/** Who did something: the main agent, or the coder of a file. */
export type Actor = { readonly role: "main" } | { readonly role: "coder"; readonly path: string };

/**
 * What was done. `think` and the actions hold text that a model learns to write; `observe` holds
 * what it was shown.
 */
export type Deed =
  | {
      readonly kind: "think";
      /** What the thought is for: `requirements`, `plan`, `needs`, `design`, `write`, or a plug-in's. */
      readonly purpose: string;
      readonly text: string;
      /** The text before the search, where the search changed it. */
      readonly first?: string;
      /** Candidates that the search tried in its place; absent where there was no search. */
      readonly candidates?: number;
      /** What the author saw of the target when it wrote the text, where that was recorded. */
      readonly sight?: Sight;
    }
  | { readonly kind: "delegate"; readonly path: string; readonly instruction: string }
  | { readonly kind: "read"; readonly path: string; readonly reason: string }
  | { readonly kind: "observe"; readonly path: string; readonly content: string }
  | { readonly kind: "write"; readonly path: string; readonly content: string };

/** One entry of the canonical record: a deed, who did it, and whether its text is trained on. */
export type Event = Deed & { readonly actor: Actor; readonly loss: boolean };

const MAIN: Actor = { role: "main" };

/** Everything of a trajectory in plan order, each coder's events after its delegation. */
export function* eventsOf(trajectory: Pick<Trajectory, "steps">): Generator<Event> {
  for (const step of trajectory.steps) {
    yield { ...deedOf(step), actor: MAIN, loss: isTrained(step) };
    if (step.kind !== "act") continue;
    const actor: Actor = { role: "coder", path: step.path };
    for (const inner of step.steps) yield { ...deedOf(inner), actor, loss: isTrained(inner) };
  }
}

function deedOf(step: MainStep | CoderStep): Deed {
  if (step.kind === "observe") return { kind: "observe", path: step.path, content: step.content };
  if (step.kind === "act") {
    if (step.tool === "delegate") {
      return { kind: "delegate", path: step.path, instruction: step.instruction };
    }
    if (step.tool === "read_file") return { kind: "read", path: step.path, reason: step.reason };
    return { kind: "write", path: step.path, content: step.content };
  }
  const { purpose, text, search } = step;
  return {
    kind: "think",
    purpose,
    text,
    ...(search?.first === undefined ? {} : { first: search.first }),
    ...(search === undefined ? {} : { candidates: search.candidates }),
    ...(search?.sight === undefined ? {} : { sight: search.sight }),
  };
}
