export { completionText, type AnswerReading } from "./completion.ts";
export { readNote } from "./note.ts";
export { readPlan, type PlanAnswer } from "./plan.ts";
export { withoutReasoning } from "./reasoning.ts";
export { Completion } from "./schema.ts";
