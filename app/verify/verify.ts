import { stat } from "node:fs/promises";
import path from "node:path";
import { checkTexts, checkTrajectory } from "../../agents/trajectory/index.ts";
import { HindcastError, firstDifference, reasonOf, sha256 } from "../../protocols/index.ts";
import { readPlain } from "../../runtime/files/index.ts";
import type { TornTail } from "../../runtime/log/index.ts";
import {
  openOutput,
  readSummary,
  readTrajectory,
  trajectoryPath,
  type Output,
} from "../output/index.ts";
import { refoldTrajectories } from "../output/index.ts";
import { compareWithRepository } from "./compare.ts";

export interface VerifyOptions {
  /** The output directory of a run, or a `trajectory.json`. */
  readonly target: string;
  /** A directory to compare with the included files of every trajectory. */
  readonly repository?: string | undefined;
}

/** A promise that a trajectory breaks. */
export interface VerifyFinding {
  /** The file that was checked. */
  readonly file: string;
  /** The place in it, or the session. */
  readonly path: string;
  readonly detail: string;
}

/** The result of a verification. */
export interface Verification {
  /** Trajectories that were checked. */
  readonly verified: number;
  readonly ok: boolean;
  readonly findings: readonly VerifyFinding[];
}

/**
 * Checks the invariants of trajectories (docs/formats.md); for the output directory of a run also
 * that the log folds to each trajectory and that the files are the recorded ones.
 *
 * @throws HindcastError OUTPUT_INVALID, TRAJECTORY_INVALID, LOG_INVALID, LOG_DAMAGED
 */
export async function verify({ target, repository }: VerifyOptions): Promise<Verification> {
  const place = path.resolve(target);
  const output = (await isDirectory(place)) ? await openOutput(place) : undefined;
  const files = output ? await finishedTrajectories(output) : [place];
  const findings: VerifyFinding[] = [];
  for (const file of files) findings.push(...(await verifyTrajectory(file, repository)));
  if (output) findings.push(...(await verifyLog(output)));
  return { verified: files.length, ok: findings.length === 0, findings };
}

async function isDirectory(target: string): Promise<boolean> {
  try {
    return (await stat(target)).isDirectory();
  } catch (error) {
    throw new HindcastError("OUTPUT_INVALID", `there is no ${target}`, { cause: error });
  }
}

/** The trajectories of the sessions that the summary lists as done. */
async function finishedTrajectories({ directory }: Output): Promise<string[]> {
  const summary = await readSummary(directory);
  const done = summary.sessions.filter(({ status }) => status === "done");
  if (done.length === 0) throw new HindcastError("OUTPUT_INVALID", "no session of the run is done");
  return done.map(({ session }) => trajectoryPath(directory, session));
}

async function verifyTrajectory(
  file: string,
  repository: string | undefined,
): Promise<VerifyFinding[]> {
  const trajectory = await readTrajectory(file);
  const structure = checkTrajectory(trajectory);
  // Texts are compared with the files that the trajectory writes, so these are checked first.
  const found = structure.length > 0 ? structure : await checkTexts(trajectory);
  const breaches = found.map(({ invariant, path: where, detail }) => ({
    file,
    path: where,
    detail: `${invariant}: ${detail}`,
  }));
  if (repository === undefined) return breaches;
  const differences = await compareWithRepository(trajectory, path.resolve(repository));
  return [...breaches, ...differences.map((difference) => ({ file, ...difference }))];
}

/**
 * Whether the log folds to each recorded trajectory, the file is still the recorded one, and the log
 * holds the whole of every session that the summary calls done.
 */
async function verifyLog({ log, directory }: Output): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  const verified = new Set<string>();
  const onTorn = ({ offset, bytes }: TornTail): void => {
    const detail = `the last ${bytes} bytes are no whole message: the log was cut short or changed there`;
    findings.push({ file: log, path: `byte ${offset}`, detail });
  };
  for (const refolded of await refoldTrajectories(log, { onTorn })) {
    const { session, recorded, folded, finished, missing } = refolded;
    if (finished) verified.add(session);
    const difference = missing === undefined ? firstDifference(recorded, folded) : undefined;
    if (missing !== undefined) {
      const detail = `not verified: the trajectory cannot be assembled again: ${missing}`;
      findings.push({ file: log, path: session, detail });
    }
    if (difference) {
      const [now, then] = [difference.right, difference.left].map((value) => JSON.stringify(value));
      const detail = `the log folds to a trajectory with ${now}, recorded is ${then}`;
      findings.push({ file: log, path: session, detail });
    }
    const file = trajectoryPath(directory, session);
    const found = await hashOfFile(file);
    if (found !== recorded.sha256) {
      const detail = `its hash is ${found}, the log recorded ${recorded.sha256}`;
      findings.push({ file, path: session, detail });
    }
  }
  const { sessions } = await readSummary(directory);
  for (const { session, status } of sessions) {
    if (status !== "done" || verified.has(session)) continue;
    const detail = "not verified: the log does not hold the end of this session";
    findings.push({ file: trajectoryPath(directory, session), path: session, detail });
  }
  return findings;
}

async function hashOfFile(file: string): Promise<string> {
  try {
    return sha256(await readPlain(file));
  } catch (error) {
    throw new HindcastError("OUTPUT_INVALID", reasonOf(error), { cause: error });
  }
}
