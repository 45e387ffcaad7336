export { estimate, type Estimate, type EstimateOptions } from "./estimate.ts";
export type { Prices } from "./prices.ts";
export type { ScoringWork, Work } from "./work.ts";
