export { LogIndex } from "./log-index.ts";
export type { Landmark } from "./offset-index.ts";
export { refile, retryOf } from "./retry.ts";
export type { Place, Rows } from "./rows.ts";
export { endOf, endedBy } from "./session-index.ts";
