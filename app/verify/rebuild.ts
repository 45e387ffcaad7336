import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { checkTrajectory, writesOf, type WriteStep } from "../../agents/trajectory/index.ts";
import {
  HindcastError,
  isHindcastError,
  reasonOf,
  unsafePath,
  type ExclusionReason,
  type Trajectory,
} from "../../protocols/index.ts";
import { readManifest, type ExportManifest } from "../../export/index.ts";
import { readTrajectory } from "../output/index.ts";
import { filesOfExport } from "./rebuild-export.ts";

export interface RebuildOptions {
  /** Path of a `trajectory.json`, or the directory of an export. */
  readonly file: string;
  /** A directory that is empty or does not exist. */
  readonly into: string;
}

/** What a rebuild wrote, and what the trajectory does not hold. */
export interface Rebuilt {
  /** Paths of the files that were written. */
  readonly written: readonly string[];
  /** Files of the repository that the reconstruction left out. */
  readonly excluded: readonly { readonly path: string; readonly reason?: ExclusionReason }[];
}

/**
 * Writes the files of a trajectory into a directory, byte for byte as the repository had them: all
 * of them, or none.
 *
 * @throws HindcastError OUTPUT_INVALID, TRAJECTORY_INVALID when an invariant is broken,
 * REBUILD_UNSAFE for a path that leaves the directory or that git obeys, OUTPUT_EXISTS when the
 * directory is not empty, LOG_WRITE
 */
export async function rebuild({ file, into }: RebuildOptions): Promise<Rebuilt> {
  const [source, root] = [path.resolve(file), path.resolve(into)];
  const manifest = await readManifest(source);
  if (manifest) return rebuildExport(source, manifest, root);
  return rebuildInto(await readTrajectory(source), root);
}

/** An export of one trajectory is written as it is, one of several with a directory for each. */
async function rebuildExport(
  source: string,
  manifest: ExportManifest,
  root: string,
): Promise<Rebuilt> {
  const alone = manifest.counts.trajectories === 1;
  const written: string[] = [];
  const made = await prepare(root);
  try {
    for await (const { id, files } of filesOfExport(source, manifest)) {
      const names = files.map((file) => file.path);
      checkPaths(names);
      if (!alone) checkPaths([id]);
      const directory = alone ? root : path.join(root, id);
      for (const file of files) await writeOne(directory, file);
      written.push(...names.map((name) => (alone ? name : `${id}/${name}`)));
    }
  } catch (error) {
    await undo(root, made);
    if (isHindcastError(error)) throw error;
    throw new HindcastError("LOG_WRITE", `${root}: ${reasonOf(error)}`, { cause: error });
  }
  return { written, excluded: [] };
}

/** Writes the files of a trajectory into a directory. Throws as {@link rebuild}. */
export async function rebuildInto(trajectory: Trajectory, root: string): Promise<Rebuilt> {
  const [breach] = checkTrajectory(trajectory);
  if (breach) throw new HindcastError("TRAJECTORY_INVALID", `${breach.path}: ${breach.detail}`);
  const writes = writesOf(trajectory);
  checkPaths(writes.map((write) => write.path));
  const made = await prepare(root);
  try {
    for (const write of writes) await writeOne(root, write);
  } catch (error) {
    await undo(root, made);
    throw new HindcastError("LOG_WRITE", `${root}: ${reasonOf(error)}`, { cause: error });
  }
  return {
    written: writes.map((write) => write.path),
    excluded: trajectory.repository.files.flatMap(({ included, path: name, reason }) =>
      included ? [] : [{ path: name, ...(reason !== undefined && { reason }) }],
    ),
  };
}

function checkPaths(paths: readonly string[]): void {
  const refuse = (name: string, why: string): never => {
    throw new HindcastError("REBUILD_UNSAFE", `${JSON.stringify(name)} ${why}`);
  };
  const files = new Set<string>();
  for (const name of paths) {
    const why = unsafePath(name, process.platform === "win32");
    if (why !== undefined) refuse(name, why);
    files.add(name);
  }
  for (const name of files) {
    for (let at = name.indexOf("/"); at > 0; at = name.indexOf("/", at + 1)) {
      if (files.has(name.slice(0, at))) refuse(name, "is below a file");
    }
  }
  // Git takes a directory with these three for a repository and runs what its `config` names.
  const top = new Set(paths.map((name) => name.slice(0, name.indexOf("/") + 1).toLowerCase()));
  const head = paths.some((name) => name.toLowerCase() === "head");
  if (head && top.has("objects/") && top.has("refs/")) {
    refuse("HEAD", "with objects/ and refs/ beside it would make the directory a git repository");
  }
}

async function writeOne(root: string, write: WriteStep): Promise<void> {
  const target = path.join(root, ...write.path.split("/"));
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, write.bytes, { flag: "wx" });
  if (write.executable) await chmod(target, 0o755);
}

/** Creates the directory where it is missing; returns whether it did. */
async function prepare(root: string): Promise<boolean> {
  const made = (await mkdir(root, { recursive: true })) !== undefined;
  // In an empty directory that is filled from here alone, no link can lead a write elsewhere.
  if ((await readdir(root)).length > 0) throw new HindcastError("OUTPUT_EXISTS", root);
  return made;
}

/** Removes what was written, and the directory where it was created here. */
async function undo(root: string, made: boolean): Promise<void> {
  if (made) return rm(root, { recursive: true, force: true });
  for (const name of await readdir(root)) {
    await rm(path.join(root, name), { recursive: true, force: true });
  }
}
