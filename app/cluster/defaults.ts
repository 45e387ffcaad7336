import type { Config, LoadedConfig } from "../../runtime/config/index.ts";

/** Milliseconds without a sign of life after which what a worker holds goes to another. */
export const CLUSTER_LEASE = 15_000;

/** Sessions at work at the same time in a whole cluster, where nobody says otherwise. */
export const CLUSTER_SESSIONS = 16;

/** The settings of a run on a cluster, which does more at once than one machine. */
export function clusterConfig({ config, origins }: LoadedConfig): Config {
  return origins.sessions.from === "default" ? { ...config, sessions: CLUSTER_SESSIONS } : config;
}
