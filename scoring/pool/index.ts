export type { Agreement, Opinion } from "./endpoints/agreement.ts";
export type { EndpointState } from "./endpoints/endpoint-machine.ts";
export type { CacheOptions, EndpointCheck, PoolOptions } from "./options.ts";
export { ScorerPool } from "./pool.ts";
export type { EndpointReport, PoolReport } from "./report.ts";
