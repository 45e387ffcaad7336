import type { TrajectoryRecord } from "../record/index.ts";
import { characters, type TextSpan } from "../text/index.ts";
import type { Sequence } from "../tokens/index.ts";
import { addFacts, noFacts, type DatasetFacts } from "./facts.ts";
import type { Counts, ExportManifest, LeftOut } from "./manifest.ts";

/** Counts what an export holds. */
export class ExportTally {
  readonly #counts: Counts;
  readonly #leftOut: LeftOut[];
  readonly #facts: DatasetFacts;

  /** @param from counts of the export that is continued */
  constructor(from?: Pick<ExportManifest, "counts" | "facts" | "left_out">) {
    const empty: Counts = {
      trajectories: 0,
      rows: 0,
      characters: {},
      tokens: { trained: 0, masked: 0 },
    };
    this.#counts = structuredClone(from?.counts ?? empty);
    this.#leftOut = [...(from?.left_out ?? [])];
    this.#facts = structuredClone(from?.facts ?? noFacts());
  }

  get counts(): Counts {
    return structuredClone(this.#counts);
  }

  get leftOut(): LeftOut[] {
    return [...this.#leftOut];
  }

  get facts(): DatasetFacts {
    return structuredClone(this.#facts);
  }

  get trainedTokens(): number {
    return this.#counts.tokens.trained;
  }

  /** A trajectory that has at least one row, with its text. */
  trajectory(record: TrajectoryRecord, spans: Iterable<TextSpan>, rows: number): void {
    addFacts(this.#facts, record);
    this.#counts.trajectories += 1;
    this.#counts.rows += rows;
    for (const { step, text, loss } of spans) {
      const entry = (this.#counts.characters[step] ??= { trained: 0, masked: 0 });
      entry[loss ? "trained" : "masked"] += characters(text);
    }
  }

  tokens({ trained }: Sequence): void {
    const count = trained.reduce((sum, flag) => sum + flag, 0);
    this.#counts.tokens.trained += count;
    this.#counts.tokens.masked += trained.length - count;
  }

  leaveOut({ session }: Pick<TrajectoryRecord, "session">, reason: string, path?: string): void {
    this.#leftOut.push({ session, ...(path === undefined ? {} : { path }), reason });
  }
}
