export { readBlobs, readControl, removeRun } from "./run-streams.ts";
export { type RunInfo, type RunStreams, addRole, createStreams, runInfo } from "./streams.ts";
