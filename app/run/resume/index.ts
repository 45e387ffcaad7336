export { resume, type ResumeOptions } from "./resume.ts";
export { retryFailures } from "./retry.ts";
