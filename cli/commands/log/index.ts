import { Command } from "commander";
import type { CommandIo } from "../../output/index.ts";
import { blobCommand } from "./blob.ts";
import { diffCommand } from "./diff.ts";
import { exportCommand } from "./export.ts";
import { showCommand } from "./show.ts";
import { slowCommand } from "./slow.ts";
import { stepCommand } from "./step.ts";
import { whyCommand } from "./why.ts";

/** `hindcast log`: commands that look at the log of a run. */
export function logCommand(io: CommandIo): Command {
  const commands = [
    showCommand,
    whyCommand,
    stepCommand,
    slowCommand,
    diffCommand,
    blobCommand,
    exportCommand,
  ];
  const log = new Command("log");
  for (const command of commands) log.addCommand(command(io));
  return log;
}
