export { completionText, unusable, type Reading } from "./completion.ts";
export { readNote } from "./note.ts";
export { readPlan, type PlanAnswer } from "./plan.ts";
export { Completion } from "./schema.ts";
