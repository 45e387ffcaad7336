export { progressOf, type ProgressEvent } from "./events.ts";
export { PROGRESS_KINDS, startProgress, type ProgressKind } from "./progress.ts";
export { displayWidth, truncate } from "./width.ts";
export { formatCount, formatDuration } from "./words.ts";
