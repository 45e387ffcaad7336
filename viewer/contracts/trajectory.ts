import type { GainAnswer } from "./run.ts";

export interface ViolationAnswer {
  readonly code: string;
  readonly subject: string;
  readonly detail: string;
  readonly handled?: string;
}

/** One step, in the order in which a reader meets it; `file` is null for the main agent. */
export type StepAnswer =
  | {
      readonly kind: "think";
      readonly file: string | null;
      readonly purpose: string;
      readonly text: string;
      readonly trained: boolean;
      /** The text before the search, when the search changed it. */
      readonly first?: string;
      readonly candidates: number;
    }
  | {
      readonly kind: "delegate";
      readonly file: string;
      readonly text: string;
      readonly trained: boolean;
      readonly violations: readonly ViolationAnswer[];
      readonly gain?: GainAnswer;
      readonly tokens?: number;
    }
  | {
      readonly kind: "read";
      readonly file: string;
      readonly path: string;
      readonly text: string;
      readonly trained: boolean;
    }
  | {
      readonly kind: "observe";
      readonly file: string;
      readonly path: string;
      /** Null when it is the text that the write of `path` holds. */
      readonly text: string | null;
      readonly trained: boolean;
    }
  | {
      readonly kind: "write";
      readonly file: string;
      readonly path: string;
      readonly text: string;
      readonly trained: boolean;
    };

/** `/api/trajectory?session=S` */
export interface TrajectoryAnswer {
  readonly session: string;
  readonly name: string;
  readonly commit: string | null;
  readonly licence: string | null;
  readonly origin?: string;
  readonly seed: number;
  /** What made it: role or part to its version. */
  readonly made_by: Readonly<Record<string, string>>;
  readonly violations: readonly ViolationAnswer[];
  readonly excluded: readonly { readonly path: string; readonly reason: string }[];
  readonly steps: readonly StepAnswer[];
}
