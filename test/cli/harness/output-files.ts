import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { replay } from "../../../app/replay/index.ts";
import { verify } from "../../../app/verify/index.ts";
import { RunSummary, Trajectory, type Envelope } from "../../../protocols/index.ts";
import { readLog } from "../../../runtime/log/index.ts";

/** The log of an output directory. */
export function logOf(out: string): string {
  return path.join(out, "log.hlog");
}

export async function summaryOf(out: string): Promise<RunSummary> {
  return RunSummary.parse(JSON.parse(await readFile(path.join(out, "summary.json"), "utf8")));
}

/** Path of the trajectory of the only session, or of the one whose name begins so. */
export async function trajectoryOf(out: string, begin = ""): Promise<string> {
  const { sessions } = await summaryOf(out);
  const session = sessions.find((one) => one.session.startsWith(begin));
  if (!session) throw new Error(`no session of ${out} begins with ${JSON.stringify(begin)}`);
  return path.join(out, session.session, "trajectory.json");
}

/** The bytes of the only session's trajectory. */
export async function trajectoryBytes(out: string, begin?: string): Promise<Buffer> {
  return readFile(await trajectoryOf(out, begin));
}

export async function readTrajectory(out: string, begin?: string): Promise<Trajectory> {
  return Trajectory.parse(JSON.parse((await trajectoryBytes(out, begin)).toString("utf8")));
}

/** The messages of a log as far as it goes; none while there is no file. */
export async function messagesOf(out: string): Promise<Envelope[]> {
  const all: Envelope[] = [];
  for await (const message of readLog(logOf(out))) all.push(message);
  return all;
}

/**
 * What `verify` and `replay` have against an output directory, asked in this process: starting
 * theirs takes longer than their work. The run's modules, if any, need the commands themselves.
 */
export async function breachesOf(out: string): Promise<string[]> {
  const { ok, findings } = await verify({ target: out });
  const { divergences, torn, uncompared } = await replay({ log: logOf(out) });
  return [
    ...findings.map(({ path: where, detail }) => `verify: ${where}: ${detail}`),
    ...(ok || findings.length > 0 ? [] : ["verify: not ok"]),
    ...[...divergences, ...uncompared, ...(torn ? [torn] : [])].map(
      (each) => `replay: ${JSON.stringify(each)}`,
    ),
  ];
}

/** Every file below a directory, relative to it; links are listed and not followed. */
export async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .sort();
}
