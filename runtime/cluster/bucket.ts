import { Kvm, type KV, type KvOptions } from "@nats-io/kv";
import { asHindcastError, problemOfNats, type NatsLink } from "../nats/index.ts";

/** Makes a key-value bucket unless it is there. Throws NATS_REFUSED, NATS_UNREACHABLE. */
export async function createBucket(
  link: NatsLink,
  bucket: string,
  options: Partial<KvOptions>,
): Promise<KV> {
  return asked(`bucket ${bucket}`, () => new Kvm(link.jetstream).create(bucket, options));
}

/** Undefined when nobody has made the bucket. Throws NATS_REFUSED, NATS_UNREACHABLE. */
export async function openBucket(link: NatsLink, bucket: string): Promise<KV | undefined> {
  try {
    await link.manager.streams.info(`KV_${bucket}`);
  } catch (error) {
    if (problemOfNats(error) === "missing") return undefined;
    throw asHindcastError(error, `bucket ${bucket}`);
  }
  return asked(`bucket ${bucket}`, () => new Kvm(link.jetstream).open(bucket));
}

/** Does one thing with the server; its errors become ours. */
export async function asked<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asHindcastError(error, what);
  }
}

/** The keys of a bucket. */
export async function keysOf(kv: KV): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of await kv.keys()) keys.push(key);
  return keys;
}
