export { addNatsOptions, namesNats, readNatsOptions, readRunName, runArguments } from "./nats.ts";
export {
  addOutputOptions,
  addRunOptions,
  loadRunConfig,
  readProgress,
  readRunOptions,
  type RunOptions,
} from "./run.ts";
export { addScorerOptions, loadScorerConfig, type ScorerChoice } from "./scorer.ts";
export { AUTHOR_FORMS } from "./specs.ts";
