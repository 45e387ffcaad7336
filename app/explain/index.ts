export { explain, type ExplainOptions } from "./explain.ts";
export type {
  CandidateExplanation,
  EarlierViolation,
  Explanation,
  Fate,
  ThoughtExplanation,
  TrialExplanation,
} from "./types.ts";
