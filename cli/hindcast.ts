#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { version } from "../app/version.ts";
import { commands, loadCommand } from "./commands/index.ts";
import { throwUsage } from "./errors/commander.ts";
import { processIo } from "./output/streams.ts";

/** Open files with which every command can load its modules; Node opens many at the same time. */
const FILES_NEEDED = 1024;

/** What is read of Node's report; limits are absent on Windows. */
interface ProcessReport {
  readonly userLimits?: { readonly open_files?: { readonly soft: number | string } };
}

const io = processIo();
process.once("uncaughtException", (error) => void endWith(error));
process.once("beforeExit", unfinished);
try {
  await throwUsage(await programFor(process.argv.slice(2))).parseAsync();
} catch (error) {
  // Help and version are thrown by the parser after they were printed.
  if (!(error instanceof CommanderError) || error.exitCode !== 0) {
    io.exitCode(await report(error).catch(() => reportUnloaded(error)));
  }
}

process.off("beforeExit", unfinished);

/** Nothing is left that could wake the process, and the command has not come to its end. */
function unfinished(): void {
  void endWith(new Error("nothing is left to wait for, and the command has not come to its end"));
}

/** Reports an error and ends the process, whose state cannot be relied on any more. */
async function endWith(cause: unknown): Promise<void> {
  io.exitCode(await report(cause).catch(() => reportUnloaded(cause)));
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

/**
 * The program with the command that these arguments call. The other commands are listed only, since
 * loading all of them takes a second.
 */
async function programFor(args: readonly string[]): Promise<Command> {
  const program = new Command("hindcast")
    .description("simulates the development that could have produced a repository")
    .version(version)
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}` });
  const wanted = args[0] === "help" ? args[1] : args[0];
  for (const entry of commands) {
    const { name, usage, description } = entry;
    if (name === wanted) program.addCommand(await loadCommand(entry, io));
    else program.command(name).usage(usage).description(description);
  }
  return program;
}

/** Prints an error and returns the exit code. */
async function report(error: unknown): Promise<number> {
  const { reportError } = await import("./errors/index.ts");
  const { readSecrets, redactor } = await import("../model-servers/index.ts");
  return reportError(error, {
    json: process.argv.includes("--json"),
    debug: /^(debug|trace)$/.test(logLevel() ?? ""),
    stdout: io.stdout,
    stderr: io.stderr,
    redact: redactor(readSecrets(io.env).all),
  });
}

/** The level from the command line, which may be what could not be parsed, or the environment. */
function logLevel(): string | undefined {
  const at = process.argv.indexOf("--log-level");
  return at === -1 ? io.env["HINDCAST_LOG_LEVEL"] : process.argv[at + 1];
}
