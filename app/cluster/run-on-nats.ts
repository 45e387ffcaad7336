import { setTimeout as delay } from "node:timers/promises";
import { HindcastError } from "../../protocols/index.ts";
import { NatsBus } from "../../runtime/bus/nats/index.ts";
import { RunRegistry, Worker, endsOf } from "../../runtime/cluster/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { RoleDefinition } from "../../runtime/load/index.ts";
import type { NatsLink } from "../../runtime/nats/index.ts";
import { configured, loadActors } from "../actors/index.ts";
import { planRepositories, type RepositoryFilter } from "../input/index.ts";
import { withPacked } from "./sources.ts";
import { nameRun, prepareOutput, type RunResult } from "../run/index.ts";
import { openOutput } from "../output/index.ts";
import { rememberRun } from "../trust/index.ts";
import { version } from "../version.ts";
import { collectOnce } from "./collect.ts";
import { withLink, type ClusterOptions } from "./connect.ts";
import { CLUSTER_LEASE } from "./defaults.ts";
import { RunHosting } from "./hosting.ts";
import { selectRoles } from "./roles.ts";
import { publishRun } from "./submit.ts";

/** Milliseconds between two checks for sessions that have ended. */
const INTERVAL = 500;

export interface RunOnNatsOptions extends ClusterOptions {
  /** Directories, git URLs, archives and tables of repositories; one session reconstructs each. */
  readonly repositories: readonly string[];
  /** Which of them are reconstructed; all when absent. */
  readonly filters?: readonly RepositoryFilter[];
  /** Called for each repository that gets no session. */
  readonly onLeftOut?: (name: string, reason: string) => void;
  /** The output directory is `config.out`, or a new one below `hindcast-out`. */
  readonly config: Config;
  /** Name of the run, which other workers may join; the time when absent. */
  readonly run?: string | undefined;
  /** Agents and services of the calling program. */
  readonly definitions?: readonly RoleDefinition[];
  readonly cwd?: string;
  /** Source of API keys; the environment of the process when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Called when the files of a repository are on the server. */
  readonly onSubmitted?: (repository: string, done: number, total: number) => void;
  /** Called when a session has ended. */
  readonly onEnd?: (session: string, done: number, total: number) => void;
}

/**
 * Submits a run, works for it, and collects it: a cluster in one process, which other workers may
 * join.
 *
 * @throws HindcastError as `run`, RUN_EXISTS, NATS_*, RUN_CANCELLED when somebody ends the run for
 * good, INTERRUPTED when `signal` stops it; workers elsewhere go on then
 */
export async function runOnNats(options: RunOnNatsOptions): Promise<RunResult> {
  const { config, definitions = [], cwd = process.cwd(), env = process.env } = options;
  const { run = nameRun(new Date()), signal = new AbortController().signal } = options;
  const actors = configured(await loadActors({ modules: config.agents, definitions }), config);
  return withPacked(async (packed) => {
    const { filters, onLeftOut } = options;
    const { sight } = config.search;
    const about = { cwd, signal, limits: config.files, sight, filters, packed, onLeftOut };
    const sessions = await planRepositories(options.repositories, about);
    const directory = await prepareOutput(config.out, run, cwd);
    return withLink(options, async (link, logger) => {
      await publishRun({
        link,
        run,
        sessions,
        packed,
        config,
        actors,
        delivery: "packed",
        lease: CLUSTER_LEASE,
        replicas: 1,
        signal,
        onProgress: (done, plan) => options.onSubmitted?.(plan.path, done, sessions.length),
      });
      const roles = selectRoles(actors, undefined);
      const worker = await Worker.start({
        link,
        version,
        roles,
        join: (joining) =>
          RunHosting.start({ ...joining, actors, roles, env, rules: { from: [] }, logger }),
        run,
        logger,
      });
      const bus = await NatsBus.open(link, { run });
      try {
        await allEnded({ link, run, total: sessions.length, signal, worker, onEnd: options.onEnd });
        const { summary } = await collectOnce(
          { link, bus },
          { directory, keep: false, failed: false, signal },
        );
        const { opened } = await openOutput(directory);
        await rememberRun({ directory, run, opened }, env);
        return { run, directory, summary };
      } finally {
        await worker.drain();
        await bus.close();
      }
    });
  });
}

async function allEnded(wait: {
  readonly link: NatsLink;
  readonly run: string;
  readonly total: number;
  readonly signal: AbortSignal;
  readonly worker: Worker;
  readonly onEnd: RunOnNatsOptions["onEnd"];
}): Promise<void> {
  const { link, run, total, signal, worker, onEnd } = wait;
  const reported = new Set<string>();
  for (;;) {
    const ends = await endsOf(link, run);
    for (const session of ends.keys()) {
      if (reported.has(session)) continue;
      reported.add(session);
      onEnd?.(session, reported.size, total);
    }
    if (ends.size >= total) return;
    const left = `${total - ends.size} of ${total} sessions have not ended`;
    const registry = await RunRegistry.open(link);
    if ((await registry?.get(run))?.state === "cancelled") {
      throw new HindcastError("RUN_CANCELLED", `${run}: ${left}`);
    }
    await Promise.race([delay(INTERVAL, undefined, { signal }).catch(() => {}), worker.over]);
    if (signal.aborted) {
      throw new HindcastError("INTERRUPTED", `${left}; workers go on with run ${run}`);
    }
  }
}
