export { Presence, SIGN_OF_LIFE, type WorkerRecord, type WorkerShare } from "./presence.ts";
export { RunRegistry, type RunRecord } from "./registry.ts";
