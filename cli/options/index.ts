export { readCluster, readClusterRun } from "./cluster.ts";
export { addNatsOptions, namesNats } from "./nats.ts";
export { readNatsOptions, readRunName, runArguments } from "./read-nats.ts";
export {
  addDurable,
  addOutputOptions,
  addRunOptions,
  loadRunConfig,
  readProgress,
  readRunOptions,
  type RunFlags,
} from "./run.ts";
export { readPosition, readRange, type PositionRange } from "./position.ts";
export { addRepositories, readOnly } from "./repositories.ts";
export { repeatable } from "./repeatable.ts";
export { addScorerOptions, loadScorerConfig, type ScorerChoice } from "./scorer.ts";
