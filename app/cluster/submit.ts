import {
  HindcastError,
  SPAWN_ROLE,
  firstDifference,
  type BlobRef,
  type Body,
  type Draft,
} from "../../protocols/index.ts";
import { NatsBus } from "../../runtime/bus/nats/index.ts";
import { Presence, RunRegistry, type RunRecord } from "../../runtime/cluster/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { RoleDefinition } from "../../runtime/load/index.ts";
import type { NatsLink } from "../../runtime/nats/index.ts";
import { configured, loadActors, serviceRoles, type ActorRegistry } from "../actors/index.ts";
import { nameRun, openingMessages, runOpened, startMessage } from "../run/index.ts";
import { version } from "../version.ts";
import { withLink, type ClusterOptions } from "./connect.ts";
import { CLUSTER_LEASE } from "./defaults.ts";
import { planRepositories, type RepositoryFilter, type SessionPlan } from "../input/index.ts";
import { deliver, withPacked, type SourceDelivery } from "./sources.ts";

export interface SubmitOptions extends ClusterOptions {
  /** Directories, git URLs, archives and tables of repositories; one session reconstructs each. */
  readonly repositories: readonly string[];
  /** Which of them are reconstructed; all when absent. */
  readonly filters?: readonly RepositoryFilter[];
  /** Called for each repository that gets no session. */
  readonly onLeftOut?: (name: string, reason: string) => void;
  readonly config: Config;
  /** Name of the run; the time when absent. */
  readonly run?: string | undefined;
  /** How workers get directories of this machine; their files travel with the run when absent. */
  readonly delivery?: SourceDelivery;
  /** Milliseconds after which the work of a silent worker goes to another one. */
  readonly lease?: number;
  /** Servers that keep a copy of the run; 1 when absent. */
  readonly replicas?: number;
  /** Limit in bytes of its messages on the server, and of its blobs; none when absent. */
  readonly maxBytes?: number | undefined;
  /** Agents and services of the calling program. */
  readonly definitions?: readonly RoleDefinition[];
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  /** Called when a repository is ready for the workers. */
  readonly onProgress?: (repository: string, done: number, total: number) => void;
}

/** A run on a server, ready for workers. */
export interface Submission {
  readonly record: RunRecord;
  readonly sessions: readonly SessionPlan[];
}

/**
 * Puts a run on a NATS server. An interrupted submission continues when the same run is
 * submitted again.
 *
 * @throws HindcastError RUN_EXISTS, REPOSITORY_*, NATS_*, AGENT_MODULE, INTERRUPTED
 */
export async function submit(options: SubmitOptions): Promise<Submission> {
  const { repositories, config, definitions = [], cwd = process.cwd() } = options;
  const { run = nameRun(new Date()), signal = new AbortController().signal } = options;
  const actors = configured(await loadActors({ modules: config.agents, definitions }), config);
  return withPacked(async (packed) => {
    const { filters, onLeftOut } = options;
    const { sight } = config.search;
    const about = { cwd, signal, limits: config.files, sight, filters, packed, onLeftOut };
    const sessions = await planRepositories(repositories, about);
    return withLink(options, async (link) => {
      const record = await publishRun({
        link,
        run,
        sessions,
        packed,
        config,
        actors,
        delivery: options.delivery ?? "packed",
        lease: options.lease ?? CLUSTER_LEASE,
        replicas: options.replicas ?? 1,
        maxBytes: options.maxBytes,
        signal,
        onProgress: (done, plan) => options.onProgress?.(plan.path, done, sessions.length),
      });
      return { record, sessions };
    });
  });
}

interface PublishOptions {
  readonly link: NatsLink;
  readonly run: string;
  readonly sessions: readonly SessionPlan[];
  /** The snapshots that sessions name. */
  readonly packed: { get(ref: BlobRef): Promise<Uint8Array> };
  readonly config: Config;
  readonly actors: ActorRegistry;
  readonly delivery: SourceDelivery;
  readonly lease: number;
  readonly replicas: number;
  readonly maxBytes?: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, plan: SessionPlan) => void;
}

/** Publishes a run: its repositories, the records that open it, and the start of each session. */
export async function publishRun(options: PublishOptions): Promise<RunRecord> {
  const { link, run, sessions, config, actors, lease, replicas, maxBytes } = options;
  const registry = await RunRegistry.create(link, replicas);
  await Presence.create(link, replicas);
  const known = await registry.get(run);
  if (known?.complete === true) throw new HindcastError("RUN_EXISTS", run);
  const record: RunRecord = known ?? {
    run,
    state: "running",
    submitted: Date.now(),
    sessions: sessions.length,
    lease,
    complete: false,
    hindcast: version,
  };
  const agents = actors.agents.map(({ role }) => `${SPAWN_ROLE}/${role}`);
  // From here on a submission that is cut short is listed, can be continued and can be pruned.
  if (!known) await registry.add(record);
  const bus = await NatsBus.create(link, {
    run,
    lease: record.lease,
    replicas,
    roles: [...serviceRoles(actors, config), ...agents],
    limits: { [`${SPAWN_ROLE}/main`]: config.sessions },
    ...(maxBytes !== undefined && { maxBytes, maxBlobBytes: maxBytes }),
    // No collector frees space for a run that has no sessions yet.
    whenFull: "fail",
  });
  try {
    const opened = await deliverAll(options, bus);
    const [first, ...lists] = openingMessages(run, opened);
    // The log holds the first record already when an earlier submission was cut short.
    if (first && !(await bus.publish(first))) await checkSame(bus, first);
    for (const list of lists) await bus.publish(list);
    await publishStarts(bus, opened, config);
    return await registry.change(run, { complete: true, sessions: sessions.length });
  } finally {
    await bus.close();
  }
}

async function deliverAll(
  { sessions, packed, config, actors, delivery, signal, onProgress }: PublishOptions,
  bus: NatsBus,
): Promise<Body<"run.opened">> {
  const ready: SessionPlan[] = [];
  for (const plan of sessions) {
    if (signal.aborted) throw new HindcastError("INTERRUPTED", "while the run was submitted");
    const source = await deliver(plan, {
      delivery,
      limits: config.files,
      signal,
      packed,
      putBlob: (session, bytes) => bus.putBlob(session, bytes),
    });
    ready.push({ ...plan, source });
    onProgress(ready.length, plan);
  }
  return runOpened(config, actors, ready);
}

/** Throws RUN_EXISTS when the run was begun with another first record. */
async function checkSame(bus: NatsBus, { body }: Draft): Promise<void> {
  for await (const before of bus.read()) {
    const difference = firstDifference(before.body, body);
    if (!difference) return;
    throw new HindcastError("RUN_EXISTS", `${bus.run}, with another ${difference.path.slice(1)}`);
  }
}

async function publishStarts(
  bus: NatsBus,
  { sessions, settings, seed, behaviours }: Body<"run.opened">,
  { coders, judge, max_failed_files: maxFailedFiles }: Config,
): Promise<void> {
  const behaviour = behaviours["main"] ?? "";
  const options = { settings, seed, coders, judge, maxFailedFiles, behaviour };
  for (const [index, plan] of sessions.entries()) {
    await bus.publish(startMessage(bus.run, plan, index + 1, options));
  }
}
