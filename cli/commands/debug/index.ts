import path from "node:path";
import { Command } from "commander";
import { indexLog } from "../../../app/log/index.ts";
import { moduleName } from "../../../runtime/config/index.ts";
import { readPosition, repeatable } from "../../options/index.ts";
import { commandName, shellQuote, writeText, type CommandIo } from "../../output/index.ts";
import { checkTerminal, debugInTerminal } from "../../debug/terminal/index.ts";

interface DebugValues {
  readonly at?: string;
  readonly agents?: readonly string[];
  readonly trust?: boolean;
}

/** `hindcast debug LOG`: step through a log, backwards too. */
export function debugCommand(io: CommandIo): Command {
  return new Command("debug")
    .argument("<log>", "the log.hlog of a run")
    .option("--at <seq>", "start at this message")
    .option("--agents <module>", "a module with an agent, repeatable", repeatable)
    .option("--trust", "load the modules that the log of somebody else names")
    .action(async (log: string, values: DebugValues) => {
      const given = {
        log: path.resolve(io.cwd, log),
        at: values.at === undefined ? undefined : readPosition("--at", values.at),
        modules: (values.agents ?? []).map((module) => moduleName(module, io.cwd)),
        trust: values.trust === true,
        env: io.env,
      };
      checkTerminal(io);
      io.stderr.write("reading the log\n");
      const index = await indexLog(given);
      const name = `${commandName(io.env)} fork ${shellQuote(log)}`;
      const { command } = await debugInTerminal(io, index, {
        at: given.at,
        forkAt: (seq) => `${name} --at ${seq} --out fork-at-${seq}`,
      });
      if (command !== undefined) await writeText(io.stdout, `${command}\n`);
    });
}
