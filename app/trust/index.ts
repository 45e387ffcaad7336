export { rememberRun } from "./known-runs.ts";
export { admitModules, admitRun } from "./named.ts";
