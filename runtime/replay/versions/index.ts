export { machineChanges } from "./machine-changes.ts";
export { SideBySide, type Side, type VersionDifference } from "./side-by-side.ts";
