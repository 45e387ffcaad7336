export { LogAnswers } from "./log-answers.ts";
export { StepAnswers } from "./step-answers.ts";
