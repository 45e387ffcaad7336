import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { HindcastError, sha256 } from "../../protocols/index.ts";
import type { BlobRef, FileLimits, RepositorySource } from "../../protocols/index.ts";
import { unpackSnapshot } from "../snapshot/snapshot.ts";
import { surveyRepository } from "../walk/survey.ts";
import { fetchCommit, nameOfUrl } from "./git.ts";
import { checkSource, type SourceRules } from "./rules.ts";

/** What taking a snapshot needs from its host. */
export interface SnapshotTools {
  /** Content-addressed bytes. Throws BLOB_MISSING. */
  readonly blobs: { get(ref: BlobRef): Promise<Uint8Array> };
  readonly signal: AbortSignal;
}

/** The snapshot of a repository, wherever it came from. */
export interface Taken {
  readonly bytes: Uint8Array;
  readonly included: number;
  readonly excluded: number;
}

/**
 * Takes the snapshot that a source names. The same files give the same bytes by every way, and a
 * source that says what the snapshot must be is held to it.
 *
 * @throws HindcastError as {@link surveyRepository}, REPOSITORY_CHANGED, REPOSITORY_UNREACHABLE,
 *   BLOB_MISSING, SNAPSHOT_INVALID
 */
export async function takeSnapshot(
  source: RepositorySource,
  limits: FileLimits,
  tools: SnapshotTools,
  rules?: SourceRules,
): Promise<Taken> {
  await checkSource(source, rules);
  if ("snapshot" in source) return unpacked(source.snapshot, tools);
  if ("git" in source) {
    return fetched(source, limits, { signal: tools.signal, redirects: rules === undefined });
  }
  const taken = await surveyRepository(source.path, limits, { signal: tools.signal });
  if (source.sha256 !== undefined && sha256(taken.bytes) !== source.sha256) {
    throw new HindcastError("REPOSITORY_CHANGED", source.path);
  }
  return taken;
}

async function unpacked(ref: BlobRef, { blobs }: Pick<SnapshotTools, "blobs">): Promise<Taken> {
  const bytes = await blobs.get(ref);
  const { manifest, contents } = unpackSnapshot(bytes);
  return { bytes, included: contents.size, excluded: manifest.length - contents.size };
}

async function fetched(
  source: { readonly git: string; readonly commit: string },
  limits: FileLimits,
  options: { readonly signal: AbortSignal; readonly redirects: boolean },
): Promise<Taken> {
  const { signal } = options;
  const parent = await mkdtemp(path.join(os.tmpdir(), "hindcast-git-"));
  try {
    const directory = path.join(parent, nameOfUrl(source.git));
    await fetchCommit(source, directory, options);
    return await surveyRepository(directory, limits, { signal });
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}
