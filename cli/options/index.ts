export { readCluster, readClusterRun } from "./cluster.ts";
export { addNatsOptions, namesNats, readNatsOptions, readRunName, runArguments } from "./nats.ts";
export {
  addOutputOptions,
  addRunOptions,
  loadRunConfig,
  readProgress,
  readRunOptions,
  type RunOptions,
} from "./run.ts";
export { repeatable } from "./repeatable.ts";
export { addScorerOptions, loadScorerConfig, type ScorerChoice } from "./scorer.ts";
