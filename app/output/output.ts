import path from "node:path";
import { recordedTrajectory } from "../../agents/recorder/index.ts";
import { LOG_FILE } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { readOpening, type Opening } from "../../runtime/replay/index.ts";

/** A directory that a run writes, or has written. */
export interface Output {
  readonly directory: string;
  /** Path of the log. */
  readonly log: string;
  readonly run: string;
  readonly opened: Opening["opened"];
  /** The configuration that the run was started with. */
  readonly config: Config;
}

/** Reads how the run of an output directory was started. Throws OUTPUT_INVALID, LOG_INVALID or LOG_DAMAGED. */
export async function openOutput(directory: string): Promise<Output> {
  const log = path.join(directory, LOG_FILE);
  return { directory, log, ...(await readLogOpening(log)) };
}

/** Reads how the run of a log was started. Throws OUTPUT_INVALID, LOG_INVALID or LOG_DAMAGED. */
export async function readLogOpening(
  log: string,
): Promise<Pick<Output, "run" | "opened" | "config">> {
  const { records, opened, config } = await readOpening(readLog(log), log);
  return { run: records[0].run, opened, config };
}

/** Path of a session's trajectory. */
export const trajectoryPath = recordedTrajectory;
