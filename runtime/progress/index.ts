export { progressOf, type ProgressEvent } from "./events.ts";
export { PROGRESS_KINDS, startProgress, type ProgressKind } from "./progress.ts";
/** Columns that a text fills on a terminal; colour codes fill none. */
export { default as displayWidth } from "string-width";
export { truncate } from "./width.ts";
export { formatCount, formatDuration } from "./words.ts";
