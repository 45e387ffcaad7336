export { AnswerCache } from "./answers.ts";
