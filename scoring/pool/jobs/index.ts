export { JobQueue } from "./job-queue.ts";
export { ScoreJob, type JobOutcome, type Strike } from "./job.ts";
export { PendingQuestion } from "./pending-question.ts";
