#!/usr/bin/env node
import { processIo } from "./output/streams.ts";
import { report, runProgram } from "./program.ts";

/** Open files with which every command can load its modules; Node opens many at the same time. */
const FILES_NEEDED = 1024;

/** What is read of Node's report; limits are absent on Windows. */
interface ProcessReport {
  readonly userLimits?: { readonly open_files?: { readonly soft: number | string } };
}

const io = processIo();
const args = process.argv.slice(2);
process.once("uncaughtException", (error) => void endWith(error));
process.once("beforeExit", unfinished);
await runProgram(args, io).catch((error: unknown) => io.exitCode(reportUnloaded(error)));
process.off("beforeExit", unfinished);

/** Nothing is left that could wake the process, and the command has not come to its end. */
function unfinished(): void {
  void endWith(new Error("nothing is left to wait for, and the command has not come to its end"));
}

/** Reports an error and ends the process, whose state cannot be relied on any more. */
async function endWith(cause: unknown): Promise<void> {
  io.exitCode(await report(cause, args, io).catch(() => reportUnloaded(cause)));
  process.exit();
}

/**
 * Prints an error without the modules that describe errors, which could not be loaded. Node calls a
 * module that it could not open for want of file descriptors "not found", so the limit decides.
 */
function reportUnloaded(error: unknown): number {
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  const { userLimits } = process.report.getReport() as ProcessReport;
  const limit = Number(userLimits?.open_files?.soft);
  const [detail, advice] =
    limit < FILES_NEEDED
      ? [`${limit} open files are too few`, `raise the limit: \`ulimit -n ${FILES_NEEDED}\``]
      : [`the program's own modules cannot be loaded${code}`, "install hindcast again"];
  io.stderr.write(
    `SYSTEM: The operating system refused an operation: ${detail}\nTo do: ${advice}\n`,
  );
  return 1;
}
