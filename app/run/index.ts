export { firstWeights } from "./recorded-weights.ts";
export { type RunControl, type RunResult } from "./embedded.ts";
export { observedBus } from "./observed-bus.ts";
export {
  openingMessage,
  openingMessages,
  rolesOf,
  runOpened,
  startMessage,
  type StartOptions,
} from "./opening.ts";
export { nameRun, prepareOutput } from "./output-directory.ts";
export { resume, retryFailures, type ResumeOptions } from "./resume/index.ts";
export { run, type RunOptions } from "./run.ts";
export { runSessions } from "./run-sessions.ts";
export { StallWatch } from "./stall.ts";
export { readSessionResult, sumAudits, summarizeRun, type SessionResult } from "./summary.ts";
