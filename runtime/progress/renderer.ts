import type { ProgressEvent } from "./events.ts";
import type { Tally } from "./tally.ts";

/** Where progress goes; a stream of Node is one. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Displays the progress of a run. */
export interface Renderer {
  /** An event happened at `time` and has been added to the tally. */
  show(event: ProgressEvent, time: number, tally: Tally): void;
  /** Writes text of others, whole lines, so that it does not mix with our own. */
  above(text: string): void;
  /** Leaves the stream as it was found. */
  close(): void;
}
