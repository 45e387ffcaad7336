export { SessionArchive } from "./archive.ts";
export { endsOf } from "./ends.ts";
export { exportLog } from "./export.ts";
export { isKept, isOwn, keptMessages } from "./kept.ts";
export { Meter } from "./meter.ts";
export { Presence, type EndpointShare, type WorkerRecord, type WorkerShare } from "./presence.ts";
export { RunRegistry, type RunRecord } from "./registry.ts";
export { StatusReader, type ClusterStatus, type QueueStatus, type RunStatus } from "./status.ts";
export { Worker, type RunHost, type JoinRequest } from "./worker.ts";
