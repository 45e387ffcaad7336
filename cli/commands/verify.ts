import { stat } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { checkTrajectory } from "../../agents/trajectory/index.ts";
import {
  HindcastError,
  firstDifference,
  reasonOf,
  sha256,
  printable,
} from "../../protocols/index.ts";
import { readPlain } from "../../runtime/files/index.ts";
import { EXIT } from "../errors/index.ts";
import { writeJson, writeText, type CommandIo } from "../output/index.ts";
import { openOutput, trajectoryPath, type Output } from "../../app/files/output.ts";
import { readSummary } from "../../app/files/summary.ts";
import { readTrajectory } from "../../app/files/trajectory.ts";
import { compareWithRepository } from "../../app/files/repository.ts";
import { refoldTrajectories } from "../../app/files/refold.ts";

interface Finding {
  readonly file: string;
  readonly path: string;
  readonly detail: string;
}

/** `hindcast verify OUT|FILE`: are the promises of a trajectory kept? */
export function verifyCommand(io: CommandIo): Command {
  return new Command("verify")
    .description("check the invariants of trajectories: a run's output directory, or one file")
    .argument("<target>", "an output directory or a trajectory.json")
    .option("--repository <dir>", "also compare with this directory, file by file")
    .option("--json", "print one JSON value on stdout")
    .action(async (target: string, options: { repository?: string; json?: boolean }) => {
      const given = path.resolve(io.cwd, target);
      const output = (await isDirectory(given)) ? await openOutput(given) : undefined;
      const files = output ? await finishedFiles(output) : [given];
      const findings: Finding[] = [];
      for (const file of files) findings.push(...(await verifyFile(file, io, options.repository)));
      if (output) findings.push(...(await verifyLog(output)));
      if (options.json) {
        await writeJson(io.stdout, { verified: files.length, ok: findings.length === 0, findings });
      } else {
        const lines = findings.map(
          ({ file, path: where, detail }) =>
            `${printable(file)}: ${printable(where)}: ${printable(detail)}`,
        );
        const verdict =
          findings.length === 0
            ? `${files.length} ${files.length === 1 ? "trajectory" : "trajectories"} verified: every invariant holds`
            : `${findings.length} ${findings.length === 1 ? "breach" : "breaches"} found`;
        await writeText(io.stdout, [...lines, verdict, ""].join("\n"));
      }
      io.exitCode(findings.length === 0 ? EXIT.done : EXIT.failed);
    });
}

async function isDirectory(target: string): Promise<boolean> {
  try {
    return (await stat(target)).isDirectory();
  } catch (error) {
    throw new HindcastError("OUTPUT_INVALID", `there is no ${target}`, { cause: error });
  }
}

/** The trajectories of the sessions that the summary lists as done. */
async function finishedFiles({ directory }: Output): Promise<string[]> {
  const summary = await readSummary(directory);
  const done = summary.sessions.filter(({ status }) => status === "done");
  if (done.length === 0) throw new HindcastError("OUTPUT_INVALID", "no session of the run is done");
  return done.map(({ session }) => trajectoryPath(directory, session));
}

async function verifyFile(
  file: string,
  io: CommandIo,
  repository: string | undefined,
): Promise<Finding[]> {
  const trajectory = await readTrajectory(file);
  const breaches = checkTrajectory(trajectory).map(({ invariant, path: where, detail }) => ({
    file,
    path: where,
    detail: `${invariant}: ${detail}`,
  }));
  if (repository === undefined) return breaches;
  const differences = await compareWithRepository(trajectory, path.resolve(io.cwd, repository));
  return [...breaches, ...differences.map((difference) => ({ file, ...difference }))];
}

/** Whether the log folds to each recorded trajectory, and the file is still what was recorded. */
async function verifyLog({ log, directory }: Output): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { session, recorded, folded } of await refoldTrajectories(log)) {
    const difference = firstDifference(recorded, folded);
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
  return findings;
}

async function hashOfFile(file: string): Promise<string> {
  try {
    return sha256(await readPlain(file));
  } catch (error) {
    throw new HindcastError("OUTPUT_INVALID", reasonOf(error), { cause: error });
  }
}
