import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { surveyRepository } from "../../graph/index.ts";
import {
  sha256,
  type BlobRef,
  type FileLimits,
  type RepositorySource,
} from "../../protocols/index.ts";
import { BlobStore } from "../../runtime/bus/index.ts";
import type { SessionPlan } from "../input/index.ts";

/**
 * How workers get the files of a directory on this machine: `packed`, the files travel with the run;
 * `shared`, workers see the same directory.
 */
export type SourceDelivery = "packed" | "shared";

/**
 * Where the workers find a repository of this machine: in the blobs of its session, or at the same
 * path on their own machine, with the hash of its content now.
 */
export async function deliver(
  plan: SessionPlan,
  options: {
    readonly delivery: SourceDelivery;
    readonly limits: FileLimits;
    readonly signal: AbortSignal;
    /** What was packed when the sessions were planned. */
    readonly packed: { get(ref: BlobRef): Promise<Uint8Array> };
    readonly putBlob: (
      session: string,
      bytes: Uint8Array,
    ) => Promise<{
      sha256: string;
      bytes: number;
    }>;
  },
): Promise<RepositorySource> {
  if (plan.source && "snapshot" in plan.source) {
    const { snapshot } = plan.source;
    return { snapshot: await options.putBlob(plan.session, await options.packed.get(snapshot)) };
  }
  if (plan.source) return plan.source;
  const { delivery, limits, signal } = options;
  const { bytes } = await surveyRepository(plan.path, limits, { signal });
  if (delivery === "shared") return { path: plan.path, sha256: sha256(bytes) };
  return { snapshot: await options.putBlob(plan.session, bytes) };
}

/** Does something with a store for snapshots that are on their way to a server. */
export async function withPacked<Result>(
  work: (packed: BlobStore) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "hindcast-packed-"));
  try {
    return await work(new BlobStore(directory));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
