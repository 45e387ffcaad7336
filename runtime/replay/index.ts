export type { Divergence, ReplayReport } from "./divergence.ts";
export { LogFold, checkFirstRecord, collectVoids, type FoldOptions } from "./fold.ts";
export { isStalled } from "./stalled.ts";
