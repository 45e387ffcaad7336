export { type Distribution } from "./distribution.ts";
export { statsOf, type RunStats } from "./stats.ts";
