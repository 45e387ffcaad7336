export type { Divergence, DivergenceGroup, ReplayReport } from "./divergence.ts";
export { LogFold, type FoldOptions, type FoldStep } from "./fold.ts";
export { inspectSession, type SessionProgress } from "./stalled.ts";
export { describeWaiting } from "./waiting.ts";
export { readOpening, type Opening } from "./opening.ts";
export { collectVoids } from "./voids.ts";
export {
  MessageIndex,
  StepIndex,
  causesOf,
  effectsOf,
  patchOf,
  type AgentState,
  type Link,
  type PatchOperation,
  type Step,
} from "./steps/index.ts";
export { Mailboxes, strictlyFold } from "./strict/index.ts";
export { SideBySide, machineChanges, type Side, type VersionDifference } from "./versions/index.ts";
