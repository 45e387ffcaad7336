import type { Config, LoadedConfig } from "../../runtime/config/index.ts";

/** Milliseconds after which the work of a silent worker goes to another one. */
export const CLUSTER_LEASE = 15_000;

/** Default for the sessions that run at the same time in a whole cluster. */
export const CLUSTER_SESSIONS = 16;

/** The configuration of a run on a cluster, which runs more sessions at once by default. */
export function clusterConfig({ config, origins }: LoadedConfig): Config {
  return origins.sessions.from === "default" ? { ...config, sessions: CLUSTER_SESSIONS } : config;
}
