import path from "node:path";
import { recordedTrajectory } from "../../agents/recorder/index.ts";
import { HindcastError, type Body } from "../../protocols/index.ts";
import { LOG_FILE } from "../../runtime/bus/index.ts";
import { Config } from "../../runtime/config/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import { checkFirstRecord } from "../../runtime/replay/index.ts";

/** A directory that a run writes, or has written. */
export interface Output {
  readonly directory: string;
  /** Path of the log. */
  readonly log: string;
  readonly run: string;
  readonly opened: Body<"run.opened">;
  /** The configuration that the run was started with. */
  readonly config: Config;
}

/** Reads how the run of an output directory was started. Throws OUTPUT_INVALID, LOG_INVALID or LOG_DAMAGED. */
export async function openOutput(directory: string): Promise<Output> {
  const log = path.join(directory, LOG_FILE);
  return { directory, log, ...(await readOpening(log)) };
}

/** Reads the first record of a log. Throws OUTPUT_INVALID, LOG_INVALID or LOG_DAMAGED. */
export async function readOpening(log: string): Promise<Pick<Output, "run" | "opened" | "config">> {
  for await (const first of readLog(log)) {
    const opened = checkFirstRecord(first);
    const config = Config.safeParse(opened.configuration);
    if (config.success) return { run: first.run, opened, config: config.data };
    throw new HindcastError("LOG_INVALID", `${log}: its configuration is of another version`);
  }
  throw new HindcastError("LOG_INVALID", `${log} holds no message`);
}

/** Path of a session's trajectory. */
export const trajectoryPath = recordedTrajectory;
