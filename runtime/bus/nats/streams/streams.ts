import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  ReplayPolicy,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
  type StreamInfo,
} from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";
import { HindcastError, canonicalJson } from "../../../../protocols/index.ts";
import {
  ConnectionScope,
  type NatsLink,
  asHindcastError,
  blobFilter,
  blobStream,
  consumerName,
  liveSubject,
  logStream,
  withRetry,
  requestFilter,
  runFilter,
} from "../../../nats/index.ts";

/** How the streams of a run are made. */
export interface RunStreams {
  readonly run: string;
  /** Milliseconds without a heartbeat after which a request is offered to another worker. */
  readonly lease: number;
  /** Roles of services, and `spawn/<role>` for agents, that will be asked. */
  readonly roles: readonly string[];
  /** Requests in progress at the same time in the whole cluster, by role; unbounded when absent. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Servers that keep a copy; 1 when absent. */
  readonly replicas?: number;
  /** Bytes of the log, and of the blobs; the server's own limit when absent. */
  readonly maxBytes?: number;
  readonly maxBlobBytes?: number;
}

/** Properties of a run that `open` needs. */
export interface RunInfo {
  readonly lease: number;
  readonly replicas: number;
}

const DUPLICATES = nanos(120_000);
const NAME_IN_USE = 10_058;
const CONSUMER_EXISTS = new Set([10_013, 10_148]);

/**
 * Makes the streams and consumers of a run, or finds that they are there. Throws RUN_EXISTS when
 * they were made otherwise, NATS_UNSUPPORTED when the server ignored an option, NATS_FULL,
 * NATS_LIMIT, NATS_REFUSED.
 */
export async function createStreams(link: NatsLink, options: RunStreams): Promise<void> {
  const { run, lease, replicas = 1 } = options;
  await addStream(link, run, {
    name: logStream(run),
    description: `Messages of the run ${JSON.stringify(run)}. Lease: ${lease} ms`,
    subjects: [runFilter(run)],
    republish: { src: runFilter(run), dest: liveSubject(runFilter(run)) },
    duplicate_window: DUPLICATES,
    ...common(replicas, options.maxBytes),
  });
  await addStream(link, run, {
    name: blobStream(run),
    description: `Blobs of the run ${JSON.stringify(run)}`,
    subjects: [blobFilter(run)],
    ...common(replicas, options.maxBlobBytes),
  });
  for (const role of options.roles) {
    await addRole(link, { run, role, lease, limit: options.limits?.[role] });
  }
}

/** Makes the consumer that shares out the requests to a role; one that is there is left alone. */
export async function addRole(
  link: NatsLink,
  options: {
    readonly run: string;
    readonly role: string;
    readonly lease: number;
    readonly limit?: number | undefined;
  },
): Promise<void> {
  const { run, role, lease, limit = -1 } = options;
  const stream = logStream(run);
  try {
    await withRetry(new ConnectionScope(link), `making a consumer for ${role}`, () =>
      link.manager.consumers.add(stream, {
        durable_name: consumerName(role),
        filter_subject: requestFilter(run, role),
        ack_policy: AckPolicy.Explicit,
        deliver_policy: DeliverPolicy.All,
        replay_policy: ReplayPolicy.Instant,
        ack_wait: nanos(lease),
        // A request is never given up by the server, and a pool has as many as it has held.
        max_deliver: -1,
        max_ack_pending: limit,
        max_waiting: 4096,
      }),
    );
  } catch (error) {
    const cause = (error as Error).cause;
    const exists = cause instanceof JetStreamApiError && CONSUMER_EXISTS.has(cause.code);
    if (!exists) throw error;
    throw new HindcastError("RUN_EXISTS", `run ${run}: role ${role} has another lease or limit`);
  }
}

/** Reads how a run was made. Throws RUN_MISSING and NATS_REFUSED. */
export async function runInfo(link: NatsLink, run: string): Promise<RunInfo> {
  const stream = logStream(run);
  let info: StreamInfo;
  try {
    info = await withRetry(new ConnectionScope(link), `run ${run}`, () =>
      link.manager.streams.info(stream),
    );
  } catch (error) {
    throw asHindcastError(error, `run ${run}`);
  }
  const lease = /Lease: (\d+) ms$/.exec(info.config.description ?? "");
  if (!lease) throw new HindcastError("RUN_MISSING", `${stream} is no log of a run`);
  return { lease: Number(lease[1]), replicas: info.config.num_replicas };
}

function common(
  replicas: number,
  maxBytes = -1,
): Pick<
  StreamConfig,
  | "retention"
  | "storage"
  | "discard"
  | "max_bytes"
  | "num_replicas"
  | "allow_direct"
  | "deny_delete"
> {
  return {
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_bytes: maxBytes,
    num_replicas: replicas,
    allow_direct: true,
    deny_delete: true,
  };
}

async function addStream(
  link: NatsLink,
  run: string,
  config: Partial<StreamConfig> & { name: string },
): Promise<void> {
  let info: StreamInfo;
  try {
    info = await withRetry(new ConnectionScope(link), `making ${config.name}`, () =>
      // The client fills in what is absent.
      link.manager.streams.add({ ...config }),
    );
  } catch (error) {
    const { cause } = error as Error;
    if (cause instanceof JetStreamApiError && cause.code === NAME_IN_USE) {
      throw new HindcastError("RUN_EXISTS", `${run}: its streams were made with other options`);
    }
    throw error;
  }
  // A server ignores what it does not know.
  for (const [name, value] of Object.entries(config)) {
    const made = info.config[name as keyof StreamConfig];
    if (canonicalJson(made ?? null) !== canonicalJson(value)) {
      const what = `${name} is ${JSON.stringify(made)}, not ${JSON.stringify(value)}`;
      throw new HindcastError("NATS_UNSUPPORTED", `${config.name}: ${what}`);
    }
  }
}
