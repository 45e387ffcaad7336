import {
  stepKindOf,
  textFault,
  type CoderStep,
  type DelegateStep,
  type MainStep,
  type StepKinds,
  type ThinkStep,
  type Violation,
} from "../../protocols/index.ts";
import {
  checkThought,
  collectNames,
  fittingOutline,
  type RepositoryIndex,
} from "../../graph/index.ts";
import { pauses } from "../../runtime/threads/index.ts";
import { KeptThoughtGuard, LongQuotations } from "../../guard/index.ts";
import { pathsLikeMarkup, type Breach } from "./invariants.ts";

/** Name of the set of rules below; raised when a text could be refused that was kept before. */
export const RULES = "hindcast.rules/1";

/** What the rules know beside the steps themselves. */
export interface RuleOptions {
  readonly index: RepositoryIndex;
  /** Kinds of thought that plug-ins declared. */
  readonly steps: StepKinds;
  /** Share of a file's own names that its thoughts may give away, from 0 to 1; any when absent. */
  readonly names: number | undefined;
}

/** What the rules say of the steps of one file. */
export interface Judged {
  /** The steps without what was refused. */
  readonly kept: CoderStep[];
  /** Why texts were refused, in the order of the steps. */
  readonly refused: Violation[];
  /** Which thoughts were refused, counted among the thoughts of the file. */
  readonly dropped: number[];
  /** What no recorder can mend by leaving it out. */
  readonly breaches: Breach[];
}

/**
 * The promises about texts, whoever wrote them: no thought quotes its target, gives away its names
 * beyond their budget, names what does not exist, or is anything but prose. The recorder keeps nothing that this refuses,
 * and `verify` asks it again; it needs the files and the steps alone.
 */
export class ThoughtRules {
  readonly #options: RuleOptions;
  /** Paths that would be faults in a text, and yet are the repository's own. */
  readonly #given: readonly string[];
  #requirements = "";

  /** The rules of a repository, whose names are collected first. */
  static async over(options: RuleOptions): Promise<ThoughtRules> {
    await collectNames(options.index);
    return new ThoughtRules(options);
  }

  private constructor(options: RuleOptions) {
    this.#options = options;
    this.#given = pathsLikeMarkup(options.index.manifest);
  }

  /** What is wrong with a text of the main agent; call in the order of the steps. */
  async mainText(step: Exclude<MainStep, DelegateStep>): Promise<Breach[]> {
    if (step.purpose === "requirements") this.#requirements = step.text;
    const quotations = new LongQuotations(step.text);
    const breaches = this.#kind("", step);
    const pause = pauses();
    for (const [path, file] of this.#options.index.files) {
      await pause();
      const found = quotations.refuse(path, file.text, () => fittingOutline(file));
      if (found) breaches.push(breachOf(path, found, `the ${step.purpose}`));
    }
    return breaches;
  }

  /** Judges the steps of one file. */
  delegation({ path, instruction, steps }: DelegateStep): Judged {
    const file = this.#options.index.files.get(path);
    const outline = file ? fittingOutline(file) : "";
    const target = file?.text ?? "";
    const reads = steps.flatMap((step) => (step.kind === "observe" ? [step.content] : []));
    const about = `# ${path}\n\n${instruction}`;
    const guard = new KeptThoughtGuard({
      target,
      context: [this.#requirements, about, outline, ...reads],
      names: this.#options.names ?? 1,
    });
    const judged: Judged = { kept: [], refused: [], dropped: [], breaches: [] };
    const quoted = new LongQuotations(instruction).refuse(path, target, () => outline);
    if (quoted) judged.breaches.push(breachOf(path, quoted, "the plan"));
    let thoughts = 0;
    for (const step of steps) {
      if (step.kind === "think") this.#thought(path, guard, step, judged, thoughts++);
      else judged.kept.push(this.#action(path, guard, step, judged));
    }
    return judged;
  }

  #thought(
    path: string,
    guard: KeptThoughtGuard,
    step: ThinkStep,
    judged: Judged,
    count: number,
  ): void {
    judged.breaches.push(...this.#kind(path, step));
    const refused = this.#unfit(path, step.text) ?? guard.refuse(path, step.text);
    if (!refused) return void judged.kept.push(step);
    judged.refused.push(refused);
    judged.dropped.push(count);
  }

  /** Why a text is no thought at all, or none about this repository. */
  #unfit(path: string, text: string): Violation | undefined {
    const fault = textFault(text, { form: "thought", given: this.#given });
    if (fault) return { code: "THOUGHT_UNFIT", subject: path, detail: fault.detail };
    return checkThought(this.#options.index, path, text).violations[0];
  }

  /** The step itself, or a read without its reason: what it showed belongs to it. */
  #action(
    path: string,
    guard: KeptThoughtGuard,
    step: Exclude<CoderStep, ThinkStep>,
    judged: Judged,
  ): CoderStep {
    if (step.kind !== "act" || step.tool !== "read_file") return step;
    const refused = guard.leak(path, step.reason);
    if (!refused) return step;
    judged.refused.push(refused);
    return { ...step, reason: "" };
  }

  #kind(path: string, { purpose, trained }: ThinkStep): Breach[] {
    const kind = stepKindOf(purpose, this.#options.steps);
    if (kind && kind.trained === (trained !== false)) return [];
    const detail = kind
      ? `a step of the kind ${purpose} is ${kind.trained ? "" : "not "}trained on`
      : `no plug-in of the run declares the kind of step ${purpose}`;
    return [{ invariant: "steps", path, detail }];
  }
}

/** A refused text as a broken promise. */
export function breachOf(path: string, { code, detail }: Violation, what: string): Breach {
  return { invariant: "thoughts", path, detail: `${code}: ${what}: ${detail}` };
}
