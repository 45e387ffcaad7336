import { link, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import { readPlain } from "../files/index.ts";

/** A lock that this process holds; releasing it twice is harmless. */
export interface Lock {
  release(): Promise<void>;
}

/** Who holds a lock: the text of the lock file. */
interface LockOwner {
  readonly pid: number;
  /** Clock ticks from boot to the process's start; a pid alone is used again. Empty if unknown. */
  readonly started: string;
  /** Machine and pid namespace: elsewhere, a pid says nothing. */
  readonly place: string;
  /** Distinguishes two locks of one process. */
  readonly nonce: number;
}

const ATTEMPTS = 20;

/** Bytes. */
const LOCK_LIMIT = 65_536;

let nonce = 0;

/**
 * Takes the lock file at `path`. The lock of a dead process is taken over; the lock of a living
 * one, or of one on another machine, is OUTPUT_LOCKED.
 */
export async function acquireLock(path: string): Promise<Lock> {
  const mine = JSON.stringify(await describeSelf());
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await createWith(path, mine)) return { release: () => remove(path, mine) };
    const held = await readText(path);
    if (held === undefined) continue;
    if (await isHeld(held)) throw locked(path, held);
    await takeAway(path, held, mine);
  }
  throw locked(path, (await readText(path)) ?? "several processes at once");
}

/**
 * Removes a dead owner's lock. Two processes may find it dead at the same time, and the slower
 * must not remove the lock that the faster one has taken since: so only the holder of a second
 * file may remove, and it looks again first.
 */
async function takeAway(path: string, dead: string, mine: string): Promise<void> {
  const guard = `${path}.takeover`;
  if (!(await createWith(guard, mine))) {
    const other = await readText(guard);
    if (other !== undefined && !(await isHeld(other))) await remove(guard, other);
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 5);
    });
    return;
  }
  try {
    await remove(path, dead);
  } finally {
    await remove(guard, mine);
  }
}

/** Creates the file with its content in one step; false when it exists. */
async function createWith(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.${(nonce += 1)}`;
  try {
    await writeFile(draft, content, { flag: "wx" });
    await link(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code === "ENOENT") throw new HindcastError("OUTPUT_INVALID", `no directory for ${path}`);
    throw new HindcastError("LOG_WRITE", reasonOf(error), { cause: error });
  } finally {
    await rm(draft, { force: true });
  }
}

async function remove(path: string, content: string): Promise<void> {
  if ((await readText(path)) === content) await rm(path, { force: true });
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readPlain(path, { limit: LOCK_LIMIT })).toString("utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new HindcastError("OUTPUT_LOCKED", reasonOf(error), { cause: error });
  }
}

async function describeSelf(): Promise<LockOwner> {
  nonce += 1;
  return { pid: process.pid, started: await startOf(process.pid), place: await placeOf(), nonce };
}

async function isHeld(text: string): Promise<boolean> {
  const owner = parseOwner(text);
  // A file that none of our processes can have written belongs to no process.
  if (!owner) return false;
  if (owner.place !== (await placeOf())) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return (await startOf(owner.pid)) === owner.started;
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<LockOwner> | null;
    if (typeof owner?.pid !== "number" || owner.pid <= 0) return undefined;
    return owner as LockOwner;
  } catch {
    return undefined;
  }
}

/** Field 22 of /proc/<pid>/stat, which follows a name that may hold anything. */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

async function placeOf(): Promise<string> {
  const namespace = await readlink("/proc/self/ns/pid").catch(() => "");
  return `${hostname()} ${namespace}`.trim();
}

function locked(path: string, held: string): HindcastError {
  const owner = parseOwner(held);
  const who = owner ? `process ${owner.pid} on ${owner.place}` : held;
  return new HindcastError(
    "OUTPUT_LOCKED",
    `${path} is held by ${who}; if that is certainly gone, remove the file`,
  );
}
