export { explain, explainAll, type ExplainOptions } from "./explain.ts";
export type {
  CandidateExplanation,
  EarlierViolation,
  Explanation,
  Fate,
  ThoughtExplanation,
  TrialExplanation,
} from "./explanation.ts";
