export { describeError } from "./describe.ts";
export { throwUsage } from "./commander.ts";
export { EXIT, exitCodeOf, exitCodeOfRun } from "./exit.ts";
export { reportError } from "./report.ts";
