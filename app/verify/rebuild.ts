import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { checkTrajectory, writesOf } from "../../agents/trajectory/index.ts";
import { HindcastError, type ExclusionReason } from "../../protocols/index.ts";
import { readTrajectory } from "../output/index.ts";

export interface RebuildOptions {
  /** Path of a `trajectory.json`. */
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
 * Writes the files of a trajectory into a directory, byte for byte as the repository had them.
 *
 * @throws HindcastError OUTPUT_INVALID, TRAJECTORY_INVALID, OUTPUT_EXISTS when the directory is not
 * empty, REBUILD_UNSAFE for a path that leaves it
 */
export async function rebuild({ file, into }: RebuildOptions): Promise<Rebuilt> {
  const trajectory = await readTrajectory(path.resolve(file));
  const [breach] = checkTrajectory(trajectory);
  if (breach) throw new HindcastError("TRAJECTORY_INVALID", `${breach.path}: ${breach.detail}`);
  const root = path.resolve(into);
  const files = writesOf(trajectory).map((write) => ({ ...write, target: join(root, write.path) }));
  await mkdir(root, { recursive: true });
  // In an empty directory that is filled from here alone, no link can lead a write elsewhere.
  if ((await readdir(root)).length > 0) throw new HindcastError("OUTPUT_EXISTS", root);
  for (const { target, bytes, executable } of files) {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes, { flag: "wx" });
    if (executable) await chmod(target, 0o755);
  }
  return {
    written: files.map((write) => write.path),
    excluded: trajectory.repository.files.flatMap(({ included, path: name, reason }) =>
      included ? [] : [{ path: name, ...(reason !== undefined && { reason }) }],
    ),
  };
}

/** The place of a file below the root. Throws REBUILD_UNSAFE for a path that leaves it. */
function join(root: string, name: string): string {
  const parts = name.split("/");
  const unsafe = parts.some((part) => part === "" || part === "." || part === "..");
  if (unsafe || name.includes("\0") || path.isAbsolute(name)) {
    throw new HindcastError("REBUILD_UNSAFE", JSON.stringify(name));
  }
  return path.join(root, ...parts);
}
