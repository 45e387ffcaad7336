import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { packSnapshot, surveyRepository, type Snapshot } from "../../graph/index.ts";
import { unsafePath, type FileLimits, type ManifestEntry } from "../../protocols/index.ts";
import type { GivenRepository } from "./given.ts";

/**
 * The snapshot of a repository from an archive or a row: its files are written to a temporary
 * directory and surveyed there, so that the same rules hold as for a checkout. A file whose path
 * leaves the directory, or that is below another file, is in the manifest as left out.
 *
 * @param fallback its name where neither the row nor its files say one
 * @throws HindcastError as `surveyRepository`
 */
export async function snapshotOf(
  given: GivenRepository,
  fallback: string,
  limits: FileLimits,
  signal: AbortSignal,
): Promise<{ readonly snapshot: Snapshot; readonly bytes: Uint8Array }> {
  const parent = await mkdtemp(path.join(os.tmpdir(), "hindcast-input-"));
  try {
    const root = path.join(parent, fallback);
    await mkdir(root);
    const refused = await writeFiles(root, given);
    const survey = await surveyRepository(root, limits, { signal });
    const { repository, manifest, contents } = survey.snapshot;
    const snapshot: Snapshot = {
      repository: {
        ...repository,
        ...(given.name ? { name: given.name } : {}),
        commit: given.commit ?? repository.commit,
        licence: repository.licence ?? given.licence ?? null,
      },
      manifest: [...manifest, ...refused].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      contents,
    };
    return { snapshot, bytes: packSnapshot(snapshot) };
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

async function writeFiles(root: string, { files }: GivenRepository): Promise<ManifestEntry[]> {
  const refused = new Map<string, ManifestEntry>();
  const written = new Set<string>();
  for (const { path: name, bytes, executable } of files) {
    if (written.has(name)) continue;
    const refuse = (reason: "name" | "unreadable"): void => {
      if (name === "" || !name.isWellFormed()) return;
      refused.set(name, { path: name, bytes: bytes.length, included: false, reason });
    };
    if (unsafePath(name, process.platform === "win32") !== undefined) {
      refuse("name");
      continue;
    }
    const target = path.join(root, ...name.split("/"));
    try {
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, bytes, { flag: "wx" });
      if (executable === true) await chmod(target, 0o755);
      written.add(name);
    } catch (error) {
      // Below a file, equal to another but for case, or too long a name: this file system has no place.
      const code = (error as NodeJS.ErrnoException).code ?? "";
      if (!["EEXIST", "ENOTDIR", "EISDIR", "ENAMETOOLONG"].includes(code)) throw error;
      refuse("unreadable");
    }
  }
  return [...refused.values()];
}
