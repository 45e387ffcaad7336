/** What tests of plug-ins need, for any test runner. */
export { checkAgent, checkService, checkStrategy, memoryTools } from "./check.ts";
export { checkAuthor } from "./check-author.ts";
export { checkScorer } from "./check-scorer.ts";
export { drive, type Answer, type DriveOptions, type Driven } from "./drive.ts";
export { examine, type Finding } from "./examine.ts";
export type { Mailbox } from "./mailbox.ts";
