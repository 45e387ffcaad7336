/**
 * Errors by what the caller should do about them. `retry`: the same call may succeed later;
 * `fatal`: it will not; `input`: what was given must change; `missing`: a needed service is
 * not there; `interrupted`: somebody asked to stop.
 */
export type ErrorClass = "retry" | "fatal" | "input" | "missing" | "interrupted";

/** What is said of an error wherever it happens. */
export interface ErrorEntry {
  readonly class: ErrorClass;
  /** What happened, as one sentence. */
  readonly sentence: string;
  /** Why it usually happens. */
  readonly why: string;
  /** What to do about it. */
  readonly todo: string;
}
