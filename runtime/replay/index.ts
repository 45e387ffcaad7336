export type { Divergence, ReplayReport } from "./divergence.ts";
export { LogFold, collectVoids, type FoldOptions } from "./fold.ts";
export { isStalled } from "./stalled.ts";
export { readOpening, type Opening } from "./opening.ts";
