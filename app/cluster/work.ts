import { Worker } from "../../runtime/cluster/index.ts";
import { loadActors } from "../actors/index.ts";
import type { RoleDefinition } from "../../runtime/load/index.ts";
import { version } from "../version.ts";
import { withLink, type ClusterOptions } from "./connect.ts";
import { RunHosting } from "./hosting.ts";
import { selectRoles } from "./roles.ts";

export interface WorkOptions extends ClusterOptions {
  /** Work for this run alone; for every run of the server when absent. */
  readonly run?: string | undefined;
  /** Take on these roles alone; all when absent. */
  readonly roles?: readonly string[] | undefined;
  /** Plug-in modules: absolute paths, and names of packages. */
  readonly modules?: readonly string[];
  /** Agents and services of the calling program. */
  readonly definitions?: readonly RoleDefinition[];
  /**
   * Directories, and beginnings of git URLs, that this worker takes repositories from. Beside them
   * it takes git repositories of public addresses, and directories whose hash the request has.
   */
  readonly repositoriesFrom?: readonly string[];
  /** Loopback port of the Prometheus metrics, 0 for any free one; not served when absent. */
  readonly metricsPort?: number;
  /** Source of API keys; the environment of the process when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Drains the worker when it is aborted: it takes nothing new and finishes what it holds. */
  readonly signal: AbortSignal;
  /** Called once the worker takes requests. */
  readonly onReady?: (worker: { readonly name: string; readonly metrics: string | null }) => void;
}

/**
 * Hosts agents and services for the runs of a NATS server until `signal` is aborted.
 *
 * @returns when the worker has drained
 * @throws HindcastError NATS_*, AGENT_MODULE, AGENT_IMPURE, USAGE for an unknown role or a port
 * that is taken
 */
export async function work(options: WorkOptions): Promise<void> {
  const { run, metricsPort, env = process.env, signal, onReady } = options;
  const { modules = [], definitions = [] } = options;
  const rules = { from: options.repositoriesFrom ?? [] };
  const actors = await loadActors({ modules, definitions });
  const roles = selectRoles(actors, options.roles);
  await withLink(options, async (link, logger) => {
    const worker = await Worker.start({
      link,
      version,
      roles,
      join: (joining) => RunHosting.start({ ...joining, actors, roles, env, rules, logger }),
      run,
      ...(metricsPort !== undefined && { metricsPort }),
      logger,
    });
    if (link.connection.info?.auth_required !== true) {
      const what =
        "the NATS server asks nobody for credentials: whoever reaches it can change any run";
      logger.warn({ see: "docs/security.md" }, what);
    }
    onReady?.(worker);
    try {
      await Promise.race([aborted(signal), worker.over]);
    } finally {
      await worker.drain();
    }
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
