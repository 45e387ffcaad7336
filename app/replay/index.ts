export { foldLog, type FoldedLog } from "./fold.ts";
export { replay, type AgentSnapshot, type ReplayOptions, type ReplayResult } from "./replay.ts";
export { StartCheck } from "./start-check.ts";
export { hasBlobs, refoldTrajectories, type Refolded } from "./trajectories.ts";
