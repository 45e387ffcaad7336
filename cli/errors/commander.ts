import type { Command } from "commander";

/**
 * Makes a command and all below it throw instead of printing and exiting, so that wrong usage
 * takes the same way out as every other error: `reportError`.
 */
export function throwUsage(command: Command): Command {
  command.exitOverride();
  command.configureOutput({ outputError: () => {} });
  for (const child of command.commands) throwUsage(child);
  return command;
}
