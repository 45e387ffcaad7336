export { applyChanges, currentRun, type CurrentRun } from "./adapted.ts";
export { openOutput, readLogOpening, trajectoryPath, type Output } from "./output.ts";
export { hasBlobs, refoldTrajectories, type Refolded, type Uncompared } from "./refold.ts";
export { rewriteTrajectories } from "./rewrite.ts";
export { readSummary } from "./summary.ts";
export { readTrajectory } from "./trajectory.ts";
