export { collect, type CollectOptions, type Collected } from "./collect.ts";
export { withLink, withRun, type ClusterOptions, type OpenRun } from "./connect.ts";
export { CLUSTER_LEASE, CLUSTER_SESSIONS, clusterConfig } from "./defaults.ts";
export {
  cancelRun,
  pauseRun,
  pruneRun,
  resumeOnNats,
  status,
  type ClusterRunOptions,
  type ResumedRun,
} from "./manage.ts";
export { runOnNats, type RunOnNatsOptions } from "./run-on-nats.ts";
export { submit, type Submission, type SubmitOptions } from "./submit.ts";
export { work, type WorkOptions } from "./work.ts";
