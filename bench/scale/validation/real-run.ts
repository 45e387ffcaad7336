import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { RunSummary } from "../../../protocols/index.ts";
import { profileLog, type SessionProfile } from "../profile/index.ts";

const COMMAND = fileURLToPath(new URL("../../../cli/hindcast.js", import.meta.url));

/** Imported into the command: writes the seconds of processor that it has had when it ends. */
const USAGE = `data:text/javascript,${encodeURIComponent(`
  import { writeFileSync } from "node:fs";
  import { isMainThread } from "node:worker_threads";
  if (isMainThread) process.on("exit", () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync("usage", String((userCPUTime + systemCPUTime) / 1e6));
  });
`)}`;

/** A run of the command line with the offline services, and what it took. */
export interface RealRun {
  /** From the first record to the summary. */
  readonly seconds: number;
  /** Of processor, from the start of the process to its end. */
  readonly cpu: number;
  readonly sessions: readonly SessionProfile[];
}

export interface RealRunOptions {
  /** Names of installed packages; without any, a repository of one line. */
  readonly packages: readonly string[];
  /** Sessions, and coders of each, at the same time. */
  readonly width: number;
  readonly coders: number;
}

/** Reconstructs packages in a separate process, in a temporary directory. */
export async function realRun({ packages, width, coders }: RealRunOptions): Promise<RealRun> {
  const directory = await mkdtemp(path.join(tmpdir(), "hindcast-scale-"));
  try {
    const out = path.join(directory, "out");
    const repositories = packages.map(packageRoot);
    if (repositories.length === 0) repositories.push(await lineOfCode(directory));
    const options = ["--sessions", `${width}`, "--coders", `${coders}`, "--progress", "off"];
    const args = ["--import", USAGE, COMMAND, "run", ...repositories, "--out", out, ...options];
    await promisify(execFile)(process.execPath, args, { cwd: directory });
    const text = await readFile(path.join(out, "summary.json"), "utf8");
    const { elapsed_ms: elapsed } = RunSummary.parse(JSON.parse(text));
    return {
      seconds: elapsed / 1000,
      cpu: Number(await readFile(path.join(directory, "usage"), "utf8")),
      sessions: await profileLog(path.join(out, "log.hlog")),
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function lineOfCode(directory: string): Promise<string> {
  const repository = path.join(directory, "line");
  await mkdir(repository);
  await writeFile(path.join(repository, "line.js"), "export const one = 1;\n");
  return repository;
}

function packageRoot(name: string): string {
  const entry = fileURLToPath(import.meta.resolve(name));
  const folder = `${path.sep}node_modules${path.sep}${name}${path.sep}`;
  return entry.slice(0, entry.lastIndexOf(folder) + folder.length - 1);
}
