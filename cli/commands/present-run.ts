import path from "node:path";
import type { RunControl, RunResult } from "../../app/run/index.ts";
import { HindcastError, isHindcastError, printable, reasonOf } from "../../protocols/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { startProgress, type ProgressKind } from "../../runtime/progress/index.ts";
import { exitCodeOfRun } from "../errors/index.ts";
import { interruptible } from "../interrupt/index.ts";
import {
  commandName,
  shellQuote,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../output/index.ts";
import { formatRun } from "../output/run.ts";
import { createCommandLogger } from "../output/logger.ts";

interface Presentation {
  readonly json: boolean;
  readonly progress: ProgressKind;
  readonly level: Config["log"]["level"];
}

/**
 * Calls `work`, which runs or resumes, and shows everything that people see of it: progress while
 * it lasts, the report at its end, and how to continue when it stops early.
 */
export async function presentRun(
  io: CommandIo,
  { json, progress: kind, level }: Presentation,
  work: (control: RunControl) => Promise<RunResult>,
): Promise<void> {
  const progress = startProgress({ kind, stream: io.stderr });
  let directory: string | undefined;
  try {
    const result = await interruptible((signal) =>
      work({
        env: io.env,
        signal,
        logger: createCommandLogger(io, {
          level,
          to: { write: (line) => progress.above(line) },
        }),
        onStart: (started) => {
          directory = started.directory;
        },
        onProgress: (event) => progress.publish(event),
      }),
    );
    progress.close();
    await reportRun(io, result, { json });
  } catch (error) {
    progress.close();
    if (directory === undefined) throw error;
    // The log is intact, so the run can be continued whatever stopped it.
    const resume = `${commandName(io.env)} resume ${shellQuote(shown(io, directory))}`;
    if (!isHindcastError(error) || error.code !== "INTERRUPTED") {
      io.stderr.write(`The run stopped; continue it with: ${printable(resume)}\n`);
      throw error;
    }
    throw new HindcastError("INTERRUPTED", `${reasonOf(error)}; continue with: ${resume}`);
  } finally {
    progress.close();
  }
}

/**
 * Prints the summary of a run and sets the exit code.
 *
 * @param options.resume arguments that continue a run elsewhere than in its output directory
 */
export async function reportRun(
  io: CommandIo,
  { directory, summary }: Pick<RunResult, "directory" | "summary">,
  { json, resume }: { readonly json: boolean; readonly resume?: string },
): Promise<void> {
  if (json) await writeJson(io.stdout, summary);
  else {
    const text = formatRun(summary, {
      out: shown(io, directory),
      command: commandName(io.env),
      color: useColor(io.stdout, io.env),
      ...(resume !== undefined && { resume }),
    });
    await writeText(io.stdout, text);
  }
  io.exitCode(exitCodeOfRun(summary));
}

/** A directory as people can type it here. */
function shown(io: CommandIo, directory: string): string {
  return path.relative(io.cwd, directory) || ".";
}
