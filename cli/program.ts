import { Command, CommanderError } from "commander";
import { version } from "../app/version.ts";
import { commands, loadCommand } from "./commands/index.ts";
import { throwUsage } from "./errors/commander.ts";
import type { CommandIo } from "./output/streams.ts";

/**
 * Runs one command line, without the words before it. An error of it is printed, and sets the exit
 * code of `io`.
 *
 * @throws what could not be reported, since the modules for that could not be loaded
 */
export async function runProgram(args: readonly string[], io: CommandIo): Promise<void> {
  try {
    await throwUsage(await programFor(args, io), io).parseAsync(args, { from: "user" });
  } catch (error) {
    // Help and version are thrown by the parser after they were printed.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    io.exitCode(await report(error, args, io));
  }
}

/**
 * The program with the command that these arguments call. The other commands are listed only, since
 * loading all of them takes a second.
 */
async function programFor(args: readonly string[], io: CommandIo): Promise<Command> {
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
export async function report(
  error: unknown,
  args: readonly string[],
  { stdout, stderr, env }: CommandIo,
): Promise<number> {
  const { reportError } = await import("./errors/index.ts");
  const { readSecrets, redactor } = await import("../model-servers/index.ts");
  const at = args.indexOf("--log-level");
  // The level from the command line, which may be what could not be parsed, or the environment.
  const level = at === -1 ? env["HINDCAST_LOG_LEVEL"] : args[at + 1];
  return reportError(error, {
    json: args.includes("--json"),
    debug: /^(debug|trace)$/.test(level ?? ""),
    stdout,
    stderr,
    redact: redactor(readSecrets(env).all),
  });
}
