import { constants } from "node:fs";
import { access, mkdtemp, rm, stat, statfs, writeFile } from "node:fs/promises";
import { availableParallelism, freemem, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { attempt, type Check } from "./check.ts";

/** The `engines` of package.json. */
const NODE = [20, 18] as const;

const MEBIBYTE = 2 ** 20;
const GIBIBYTE = 2 ** 30;

/** Milliseconds that a thread may take to say something. */
const TIMEOUT = 10_000;

/** Whether this Node is new enough; `version` is like `20.18.0`. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  const name = "node";
  if (enough) return { name, status: "ok", detail: `v${version}` };
  const todo = `install Node ${NODE.join(".")} or newer`;
  return { name, status: "fail", detail: `v${version} is too old`, todo };
}

/** Whether worker threads start; parsers and the offline scorer run in them. */
export function checkThreads(): Promise<Check> {
  const todo = "look for limits on processes or threads (ulimit -u, container settings)";
  return attempt("threads", todo, async () => {
    const source = "require('node:worker_threads').parentPort.postMessage(1)";
    const worker = new Worker(source, { eval: true });
    try {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("a thread does not answer")), TIMEOUT);
        worker.once("message", () => {
          clearTimeout(timer);
          resolve();
        });
        worker.once("error", reject);
      });
    } finally {
      await worker.terminate();
    }
    return { status: "ok", detail: `worker threads start; ${availableParallelism()} cores` };
  });
}

/** Whether there is memory for a run: some hundred megabytes, more with more coders. */
export function checkMemory(): Check {
  const name = "memory";
  const limit = process.constrainedMemory();
  const total = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  // The operating system's caches are not free, but they are available.
  const available = Math.min(Math.max(freemem(), process.availableMemory()), total);
  const detail = `${size(available)} available of ${size(total)}`;
  if (available >= GIBIBYTE) return { name, status: "ok", detail };
  const todo = "end other programs, or run fewer --sessions and --coders at the same time";
  return { name, status: "warn", detail, todo };
}

/** Whether a directory, or the nearest one above it that exists, can be written and has room. */
export function checkFolder(name: string, path: string): Promise<Check> {
  const todo = "give a directory that this user may write to, on a disk with room";
  return attempt(name, todo, async () => {
    const folder = await nearestFolder(path);
    await access(folder, constants.W_OK);
    const probe = await mkdtemp(join(folder, ".hindcast-doctor-"));
    try {
      await writeFile(join(probe, "probe"), "x");
    } finally {
      await rm(probe, { recursive: true });
    }
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const detail = `${folder} is writable, ${size(free)} free`;
    if (free >= GIBIBYTE) return { status: "ok", detail };
    return {
      status: free < 64 * MEBIBYTE ? "fail" : "warn",
      detail,
      todo: "make room on the disk",
    };
  });
}

async function nearestFolder(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory() === true) return folder;
    if (found !== undefined) throw new Error(`${folder} is not a directory`);
    if (dirname(folder) === folder) throw new Error(`${path} does not exist`);
  }
}

function size(bytes: number): string {
  return bytes >= GIBIBYTE
    ? `${(bytes / GIBIBYTE).toFixed(1)} GiB`
    : `${Math.round(bytes / MEBIBYTE)} MiB`;
}
