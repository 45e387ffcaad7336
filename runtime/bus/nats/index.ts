export { NatsBus } from "./bus.ts";
export { readBlobs, readControl, removeRun } from "./inventory.ts";
export type { SessionEnd } from "./control.ts";
export type { RunStreams } from "./streams.ts";
