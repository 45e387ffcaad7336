export { NatsBus } from "./bus.ts";
export { type RunStreams, readBlobs, readControl, removeRun } from "./streams/index.ts";
