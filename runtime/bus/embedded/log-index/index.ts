export { LogIndex } from "./log-index.ts";
export type { IndexedOffset } from "./offset-index.ts";
export { reindex } from "./retry.ts";
export type { FrameLocation, MessageRows } from "./rows.ts";
