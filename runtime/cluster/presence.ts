import { StorageType } from "@nats-io/jetstream";
import type { KV } from "@nats-io/kv";
import * as z from "zod";
import type { NatsLink } from "../nats/index.ts";
import { request, createBucket, entriesOf, jsonOf, openBucket } from "./bucket.ts";

/** The bucket in which workers say that they are alive; entries leave it by themselves. */
const WORKERS_BUCKET = "hindcast-workers";

/** Milliseconds between two signs of life, and after how many without one a worker is gone. */
export const HEARTBEAT_INTERVAL = 2000;
const GONE = 7 * HEARTBEAT_INTERVAL;

const Counts = z.record(z.string(), z.int().nonnegative());

/** One server that a worker's scorer or judge asks. */
const EndpointShare = z.strictObject({
  role: z.string(),
  name: z.string(),
  state: z.string(),
  model: z.string().optional(),
  /** Requests that it has, and that wait for it. */
  in_flight: z.int().nonnegative(),
  waiting: z.int().nonnegative(),
  answered: z.int().nonnegative(),
  /** Tokens that it computes in a second. */
  tokens_per_second: z.number().nonnegative().optional(),
  /** Part of the context tokens sent to it that it had computed already, from 0 to 1. */
  hit_rate: z.number().optional(),
  errors: Counts,
  last_error: z.string().optional(),
});
export type EndpointShare = z.infer<typeof EndpointShare>;

/** What one worker says of its part in one run. */
export const WorkerShare = z.strictObject({
  /** Live agents by role. */
  agents: Counts,
  /** Requests in progress by service role. */
  requests: Counts,
  /** Messages handled by agents since the worker joined. */
  steps: z.int().nonnegative(),
  /** Tokens of code reconstructed since the worker joined. */
  tokens: z.int().nonnegative(),
  /** Steps and tokens per second over the last moments. */
  steps_per_second: z.number().nonnegative(),
  tokens_per_second: z.number().nonnegative(),
  /** Roles that this worker cannot play in this run, with the reason. */
  left_out: z.record(z.string(), z.string()),
  /** The scoring servers that it asks; absent where it asks none. */
  endpoints: z.array(EndpointShare).optional(),
});
export type WorkerShare = z.infer<typeof WorkerShare>;

/** One worker as others see it. */
export const WorkerRecord = z.strictObject({
  worker: z.string(),
  host: z.string(),
  pid: z.int(),
  hindcast: z.string(),
  /** Milliseconds since 1970. */
  started: z.number(),
  seen: z.number(),
  draining: z.boolean(),
  roles: z.array(z.string()),
  /** Where its metrics are, on its own machine. */
  metrics: z.string().nullable(),
  memory_bytes: z.int().nonnegative(),
  runs: z.record(z.string(), WorkerShare),
});
export type WorkerRecord = z.infer<typeof WorkerRecord>;

/** Signs of life of the workers of a NATS account. */
export class Presence {
  readonly #link: NatsLink;
  readonly #kv: KV;

  private constructor(link: NatsLink, kv: KV) {
    this.#link = link;
    this.#kv = kv;
  }

  /** Throws NATS_REFUSED, NATS_UNREACHABLE. */
  static async create(link: NatsLink, replicas = 1): Promise<Presence> {
    // In memory: who was alive before a server restart is of no interest after it.
    const options = { ttl: GONE, replicas, storage: StorageType.Memory };
    return new Presence(link, await createBucket(link, WORKERS_BUCKET, options));
  }

  /** Undefined when the bucket was never made. Throws NATS_REFUSED, NATS_UNREACHABLE. */
  static async open(link: NatsLink): Promise<Presence | undefined> {
    const kv = await openBucket(link, WORKERS_BUCKET);
    return kv && new Presence(link, kv);
  }

  /** Throws NATS_REFUSED, NATS_UNREACHABLE. */
  async announce(record: WorkerRecord): Promise<void> {
    await request(WORKERS_BUCKET, () => this.#kv.put(record.worker, JSON.stringify(record)));
  }

  /** A worker that ends removes its entry; that of a worker that dies expires. */
  async leave(worker: string): Promise<void> {
    await request(WORKERS_BUCKET, () => this.#kv.delete(worker));
  }

  /** The workers that are alive, oldest first. */
  async list(): Promise<WorkerRecord[]> {
    const entries = await request("list of workers", () =>
      entriesOf(this.#link, WORKERS_BUCKET, this.#kv),
    );
    const workers = entries.flatMap((entry) => {
      // A worker of another version is a worker that this one cannot describe.
      const parsed = WorkerRecord.safeParse(jsonOf(entry));
      return parsed.success ? [parsed.data] : [];
    });
    return workers.toSorted((a, b) => a.started - b.started || (a.worker < b.worker ? -1 : 1));
  }
}
