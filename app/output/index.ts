export { openOutput, readOpening, trajectoryPath, type Output } from "./output.ts";
export { readTrajectory } from "./trajectory.ts";
