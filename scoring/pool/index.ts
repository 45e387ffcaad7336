export type { Agreement, EndpointState, FixedTextScore } from "./endpoints/index.ts";
export type { CacheOptions, EndpointCheck, PoolOptions, RecordedModel } from "./options.ts";
export { ScorerPool } from "./pool.ts";
export type { EndpointReport, PoolReport } from "./report.ts";
