export { applyChanges, currentRun, type CurrentRun } from "./adapted.ts";
export { openOutput, readLogOpening, trajectoryPath, type Output } from "./output.ts";
export { readSummary } from "./summary.ts";
export { readTrajectory } from "./trajectory.ts";
