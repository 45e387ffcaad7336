export { ReplayAnswers } from "./answers.ts";
