import {
  MainInput,
  firstDifference,
  formatAddress,
  type Body,
  type Envelope,
  type MadeBy,
  type SearchSettings,
} from "../../protocols/index.ts";

/** A change of the run, at its place in the log. */
export interface Adapted {
  readonly seq: number;
  readonly settings: Body<"run.adapted">["settings"];
}

/** What made a session: the settings that it began with, and the models that took over later. */
export interface Provenance {
  readonly settings: Adapted["settings"];
  readonly adapted: NonNullable<MadeBy["adapted"]>;
}

/** Follows a session's messages for when it and each of its files began and ended. */
export class Lifetimes {
  #start = Infinity;
  #sight: SearchSettings["sight"];
  #recorded = Infinity;
  readonly #begun = new Map<string, number>();
  readonly #spans = new Map<string, { begun: number; ended: number }>();

  add({ session, kind, body, from, seq }: Envelope): void {
    if (kind === "agent.spawn") {
      const { role, key, input } = body as Body<"agent.spawn">;
      if (role === "main") {
        this.#start = Math.min(this.#start, seq);
        this.#sight ??= MainInput.safeParse(input).data?.settings.search.sight;
      } else this.#begun.set(formatAddress({ session, role, key }), seq);
    } else if (kind === "recorder.record") {
      this.#recorded = seq;
    } else if (kind === "coder.finished") {
      const { path } = body as Body<"coder.finished">;
      this.#spans.set(path, { begun: this.#begun.get(from) ?? this.#start, ended: seq });
    }
  }

  /**
   * What made the session. A change counts where it brought other models, and not the same ones at
   * another address.
   *
   * @param changes of the run, oldest first
   */
  provenance(opened: Adapted["settings"], changes: readonly Adapted[]): Provenance {
    let settings = opened;
    let current = opened;
    const adapted: Provenance["adapted"] = [];
    for (const change of changes) {
      if (change.seq > this.#recorded) break;
      const other = firstDifference(current, change.settings) !== undefined;
      current = change.settings;
      if (change.seq < this.#start) settings = change.settings;
      else if (other) adapted.push({ ...modelsOf(current), ...this.#splitAt(change.seq) });
    }
    // A run of both sights has one in the settings of each session.
    const sight = this.#sight;
    if (sight === undefined) return { settings, adapted };
    return { settings: { ...settings, search: { ...settings.search, sight } }, adapted };
  }

  #splitAt(seq: number): { before: string[]; across: string[] } {
    const spans = [...this.#spans].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const pick = (test: (span: { begun: number; ended: number }) => boolean): string[] =>
      spans.filter(([, span]) => test(span)).map(([path]) => path);
    return {
      before: pick(({ ended }) => ended < seq),
      across: pick(({ begun, ended }) => begun < seq && seq < ended),
    };
  }
}

function modelsOf({ author, prompts = {}, scorers }: Adapted["settings"]) {
  return { author, prompts, scorers };
}
