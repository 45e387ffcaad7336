export { formatStatus } from "./format.ts";
export { StatusReader, type ClusterStatus, type RunStatus } from "./gather.ts";
export { openPage } from "./page.ts";
