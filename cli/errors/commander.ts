import type { Command } from "commander";
import type { CommandIo } from "../output/streams.ts";

/**
 * Makes a command and all below it throw instead of printing and exiting, so that wrong usage
 * takes the same way out as every other error: `reportError`.
 */
export function throwUsage(command: Command, io: Pick<CommandIo, "stdout">): Command {
  command.exitOverride();
  command.configureOutput({
    outputError: () => {},
    writeOut: (text) => void io.stdout.write(text),
  });
  for (const child of command.commands) throwUsage(child, io);
  return command;
}
