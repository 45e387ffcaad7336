export { JobQueue } from "./job-queue.ts";
export { Job, type Outcome, type Strike } from "./job.ts";
export { PendingQuestion } from "./pending-question.ts";
