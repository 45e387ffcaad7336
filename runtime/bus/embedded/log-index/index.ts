export { LogIndex } from "./log-index.ts";
export type { IndexedOffset } from "./offset-index.ts";
export { reindex, retryOf } from "./retry.ts";
export type { FrameLocation, MessageRows } from "./rows.ts";
export { endOf, endedBy } from "./session-index.ts";
