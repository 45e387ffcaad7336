import { Kvm, type KV, type KvEntry, type KvOptions } from "@nats-io/kv";
import { type NatsLink, asHindcastError, problemOfNats } from "../nats/index.ts";

/**
 * Makes a key-value bucket unless it is there, and sees to it that as many servers keep a copy as
 * are asked for, or more. Throws NATS_REFUSED, NATS_UNREACHABLE, NATS_UNSUPPORTED for more copies
 * than there are servers.
 */
export async function createBucket(
  link: NatsLink,
  bucket: string,
  options: Partial<KvOptions> & { readonly replicas: number },
): Promise<KV> {
  return request(`bucket ${bucket}`, async () => {
    const kv = await new Kvm(link.connection).create(bucket, options);
    const { streams } = link.manager;
    const stream = `KV_${bucket}`;
    const { config } = await streams.info(stream);
    if (config.num_replicas < options.replicas) {
      await streams.update(stream, { num_replicas: options.replicas });
    }
    return kv;
  });
}

/** Undefined when nobody has made the bucket. Throws NATS_REFUSED, NATS_UNREACHABLE. */
export async function openBucket(link: NatsLink, bucket: string): Promise<KV | undefined> {
  try {
    await link.manager.streams.info(`KV_${bucket}`);
  } catch (error) {
    if (problemOfNats(error) === "missing") return undefined;
    throw asHindcastError(error, `bucket ${bucket}`);
  }
  return request(`bucket ${bucket}`, () => new Kvm(link.connection).open(bucket));
}

/** Does one thing with the server; its errors become ours. */
export async function request<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asHindcastError(error, what);
  }
}

/**
 * The entries of a bucket, without those that were deleted. The server is asked for its index of
 * subjects: the library's own listing leaves a consumer on the server, and workers list every second.
 */
export async function entriesOf(link: NatsLink, bucket: string, kv: KV): Promise<KvEntry[]> {
  const prefix = `$KV.${bucket}.`;
  const { state } = await link.manager.streams.info(`KV_${bucket}`, {
    subjects_filter: `${prefix}>`,
  });
  const keys = Object.keys(state.subjects ?? {}).map((subject) => subject.slice(prefix.length));
  const entries = await Promise.all(keys.map((key) => kv.get(key)));
  return entries.filter((entry) => entry !== null).filter(({ operation }) => operation === "PUT");
}

/** A text that is another one after each change to a bucket. */
export async function revisionOf(link: NatsLink, bucket: string): Promise<string> {
  const { created, state } = await link.manager.streams.info(`KV_${bucket}`);
  return `${created} ${state.last_seq}`;
}

/** What an entry holds; undefined when that is no JSON. */
export function jsonOf(entry: KvEntry): unknown {
  try {
    return entry.json();
  } catch {
    return undefined;
  }
}
