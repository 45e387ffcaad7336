export { AuthorSummary, RunSummary, SessionSummary } from "./summary.ts";
export {
  CoderStep,
  DelegateStep,
  MadeBy,
  MainStep,
  ObserveStep,
  ReadStep,
  TRAJECTORY_FORMAT,
  ThinkStep,
  ThoughtSearch,
  Trajectory,
  WriteStep,
  isTrained,
} from "./trajectory.ts";
