import type { Move } from "../../protocols/index.ts";
import { toService, type Outgoing } from "../../runtime/define/index.ts";
import type { SearchContext, Trial } from "./context.ts";

/** A move before anything was done about it. */
export function openTrial(move: Move): Trial {
  const blank = move.action === "rewrite" ? move.steps.map(() => null) : [];
  const assignment = move.base.map((chosen, step) =>
    move.action === "rewrite" || !move.steps.includes(step) ? chosen : standIn(move, step),
  );
  return { move, texts: blank, placed: [], grounded: blank, assignment, fate: "open" };
}

/** What a move without new texts puts at a step that it touches. */
function standIn(move: Exclude<Move, { action: "rewrite" }>, step: number): number | null {
  return move.action === "merge" ? (move.from[step] ?? null) : null;
}

/** A trial with one of its texts or checks filled in. */
export function fill(
  context: SearchContext,
  tag: string | undefined,
  change: (trial: Trial, position: number) => Partial<Trial>,
): readonly Trial[] {
  const [trial = -1, position = -1] = (tag ?? "").split(".").map(Number);
  const found = context.trials[trial];
  if (!found) throw new Error(`no trial for the answer ${tag}`);
  return context.trials.with(trial, { ...found, ...change(found, position) });
}

/** Puts the texts of the batch among the candidates, in the order in which they were asked. */
export function placeTexts(context: SearchContext): Pick<SearchContext, "trials" | "candidates"> {
  const candidates = context.candidates.map((texts) => [...texts]);
  const tried = new Set(context.evaluations.map(({ assignment }) => JSON.stringify(assignment)));
  const trials = context.trials.map((trial): Trial => {
    const { move } = trial;
    const placed: number[] = [];
    let assignment = trial.assignment;
    if (trial.fate === "unusable") return trial;
    if (move.action === "rewrite") {
      for (const [position, step] of move.steps.entries()) {
        const text = trial.texts[position] ?? "";
        const known = candidates[step] ?? [];
        const same = known.indexOf(text);
        const index = same === -1 ? known.push(text) - 1 : same;
        placed.push(index);
        assignment = assignment.with(step, index);
      }
    }
    const key = JSON.stringify(assignment);
    const fate = tried.has(key) ? "repeated" : trial.fate;
    tried.add(key);
    return { ...trial, placed, assignment, fate };
  });
  return { trials, candidates };
}

/** The requests that check whether new texts name only what exists. */
export function askForChecks(context: SearchContext): Outgoing[] {
  const { snapshot, plan, path } = context.input;
  return context.trials.flatMap((trial, index) =>
    trial.fate === "open"
      ? trial.texts.map((text, position) =>
          toService(
            context.self,
            "graph",
            "graph.check_thought",
            { snapshot, plan, path, text: text ?? "" },
            `${index}.${position}`,
          ),
        )
      : [],
  );
}

/** Whether every check that was asked for is there. */
export function allChecked({ trials }: SearchContext): boolean {
  return trials.every(({ fate, grounded }) => fate !== "open" || !grounded.includes(null));
}

/** Trials with an invented name are over. */
export function dropUngrounded({ trials }: SearchContext): readonly Trial[] {
  return trials.map((trial) =>
    trial.fate === "open" && trial.grounded.includes(false)
      ? { ...trial, fate: "ungrounded" }
      : trial,
  );
}

/** Trials of a batch that cannot be scored are over. */
export function giveUpOpen({ trials }: SearchContext): readonly Trial[] {
  return trials.map((trial) => (trial.fate === "open" ? { ...trial, fate: "unscored" } : trial));
}

/** The trials that go to the scorer. */
export function openTrials({ trials }: SearchContext): readonly Trial[] {
  return trials.filter(({ fate }) => fate === "open");
}
