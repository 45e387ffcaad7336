export { Answers, type AnswerQuery } from "./answers.ts";
export { openTarget, type Target } from "./target.ts";
