export { throwUsage } from "./commander.ts";
export { describeError, type ErrorDescription } from "./describe.ts";
export { EXIT, exitCodeOf, exitCodeOfRun } from "./exit.ts";
export { reportError, type ReportOptions } from "./report.ts";
