export { Answers, type AnswerQuery } from "./answers.ts";
export { openTarget, type ViewTarget } from "./target.ts";
