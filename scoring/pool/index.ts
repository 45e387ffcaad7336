export type { Agreement, Opinion } from "./agreement.ts";
export type { EndpointState } from "./endpoint-machine.ts";
export type { CacheOptions, EndpointCheck, PoolOptions } from "./options.ts";
export { ScorerPool } from "./pool.ts";
export type { EndpointReport, PoolReport } from "./report.ts";
