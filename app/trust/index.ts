export { rememberRun } from "./known-runs.ts";
export { admitModules, admitRun, withoutCaches, type Vouched } from "./named.ts";
