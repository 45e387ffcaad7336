import { CommanderError } from "commander";
import { isHindcastError, type ErrorClass, type RunSummary } from "../../protocols/index.ts";

/** What the process says to its caller when it ends. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** The command line or the configuration is wrong. */
  usage: 2,
  /** A replay differs from its log. */
  divergence: 3,
  /** A needed service is missing. */
  missing: 4,
  interrupted: 130,
} as const;

const byClass: Readonly<Record<ErrorClass, number>> = {
  retry: EXIT.failed,
  fatal: EXIT.failed,
  input: EXIT.usage,
  missing: EXIT.missing,
  interrupted: EXIT.interrupted,
};

/** The exit code of a command that ended with this error; help and version count as done. */
export function exitCodeOf(error: unknown): number {
  if (isHindcastError(error) && error.code === "LOG_DIVERGED") return EXIT.divergence;
  if (isHindcastError(error)) return byClass[error.class];
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof Error && error.name === "AbortError") return EXIT.interrupted;
  return EXIT.failed;
}

/** The exit code of a run that came to its end. */
export function exitCodeOfRun(summary: Pick<RunSummary, "sessions">): number {
  return summary.sessions.some(({ status }) => status === "failed") ? EXIT.failed : EXIT.done;
}
