export {
  addOutputOptions,
  addRunOptions,
  loadRunConfig,
  readProgress,
  readRunOptions,
  type RunOptions,
} from "./run.ts";
export { AUTHOR_FORMS, SCORER_FORMS } from "./specs.ts";
