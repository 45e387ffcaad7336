export { rememberRun } from "./known-runs.ts";
export { admitModules, admitRun, withoutCaches } from "./named.ts";
