export {
  candidatesOf,
  explain,
  explainAll,
  explanationOf,
  indexOfText,
  type ExplainOptions,
} from "./explain.ts";
export type {
  CandidateExplanation,
  EarlierViolation,
  Explanation,
  Fate,
  ThoughtExplanation,
  TrialExplanation,
} from "./explanation.ts";
export { readSearches, type SearchRecord } from "./record.ts";
