export { Answers, type AnswerQuery, type Subject } from "./answers.ts";
export { ClusterWatch } from "./cluster.ts";
export { LogAnswers } from "./replay/index.ts";
export { openTarget, type ViewTarget } from "./target.ts";
