import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { checkTrajectory, writesOf, type WrittenFile } from "../../agents/trajectory/index.ts";
import { HindcastError, reasonOf, unsafePath, type Trajectory } from "../../protocols/index.ts";

/**
 * Writes the files of a trajectory into a directory that is empty or does not exist: all of them,
 * or none. Returns how many.
 *
 * @throws HindcastError TRAJECTORY_INVALID when an invariant is broken, REBUILD_UNSAFE for a path
 *   that leaves the directory or that git obeys, OUTPUT_EXISTS, LOG_WRITE
 */
export async function rebuildInto(trajectory: Trajectory, root: string): Promise<number> {
  const [breach] = checkTrajectory(trajectory);
  if (breach) throw new HindcastError("TRAJECTORY_INVALID", `${breach.path}: ${breach.detail}`);
  const writes = writesOf(trajectory);
  checkPaths(writes.map((write) => write.path));
  const made = await prepare(root);
  try {
    for (const write of writes) await writeOne(root, write);
  } catch (error) {
    await empty(root, made);
    throw new HindcastError("LOG_WRITE", `${root}: ${reasonOf(error)}`, { cause: error });
  }
  return writes.length;
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
      if (files.has(name.slice(0, at))) refuse(name, "stands below a file");
    }
  }
  // Git takes a directory with these three for a repository and runs what its `config` names.
  const top = new Set(paths.map((name) => name.slice(0, name.indexOf("/") + 1).toLowerCase()));
  const head = paths.some((name) => name.toLowerCase() === "head");
  if (head && top.has("objects/") && top.has("refs/")) {
    refuse("HEAD", "with objects/ and refs/ beside it would make the directory a git repository");
  }
}

async function writeOne(root: string, write: WrittenFile): Promise<void> {
  const target = path.join(root, ...write.path.split("/"));
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, write.bytes, { flag: "wx" });
  if (write.executable) await chmod(target, 0o755);
}

/** Returns whether the directory was made. */
async function prepare(root: string): Promise<boolean> {
  const made = (await mkdir(root, { recursive: true })) !== undefined;
  // In an empty directory that we fill ourselves no link can lead a write elsewhere.
  if ((await readdir(root)).length > 0) throw new HindcastError("OUTPUT_EXISTS", root);
  return made;
}

async function empty(root: string, made: boolean): Promise<void> {
  if (made) return rm(root, { recursive: true, force: true });
  for (const name of await readdir(root)) {
    await rm(path.join(root, name), { recursive: true, force: true });
  }
}
