export { actorsOfLog, type ExtraActors } from "./actors.ts";
export { foldLog, type FoldedLog, type FoldLogOptions } from "./fold.ts";
export {
  replay,
  type AgentSnapshot,
  type ChangedBehaviour,
  type ReplayOptions,
  type ReplayResult,
} from "./replay.ts";
export type { AgainstReport, DifferenceGroup, ExplainedDifference } from "./against/index.ts";
export { replayMany, type LogResult } from "./many.ts";
export { StartCheck } from "./start-check.ts";
