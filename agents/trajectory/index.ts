export { RULES } from "./rules.ts";
export {
  acceptedIn,
  bearsOnTrajectory,
  trajectorySource,
  type TrajectoryRun,
  type TrajectorySource,
} from "./assemble.ts";
export { groundingOf, sharedGrounding, wholeGrounding } from "./grounding.ts";
export { sharedReports, wholeReports } from "./reports.ts";
export { checkTrajectory, type Breach } from "./invariants.ts";
export { checkTexts } from "./texts.ts";
export type { Adapted } from "./provenance.ts";
export { digestTrajectory, writeTrajectory, type TrajectoryDigest } from "./write.ts";
export { writesOf, type WriteStep } from "./writes.ts";
