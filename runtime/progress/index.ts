export { progressOf, type ProgressEvent, type Stage } from "./events.ts";
export { printable, printableJson } from "./printable.ts";
export {
  PROGRESS_KINDS,
  startProgress,
  type Progress,
  type ProgressKind,
  type ProgressListener,
  type ProgressOptions,
} from "./progress.ts";
export { type ProgressStream } from "./renderer.ts";
export { Tally, type Totals } from "./tally.ts";
export { displayWidth, truncate } from "./width.ts";
export { formatCount, formatDuration } from "./words.ts";
