import path from "node:path";
import { Command } from "commander";
import { HindcastError } from "../../../protocols/index.ts";
import { moduleName } from "../../../runtime/config/index.ts";
import { readPosition, repeatable } from "../../options/index.ts";
import { commandName, shellQuote, writeText, type CommandIo } from "../../output/index.ts";

interface DebugValues {
  readonly at?: string;
  readonly agents?: readonly string[];
  readonly trust?: boolean;
  readonly dap?: boolean;
}

/** `hindcast debug LOG`: step through a log, backwards too. */
export function debugCommand(io: CommandIo): Command {
  return new Command("debug")
    .argument("[log]", "the log.hlog of a run; with --dap, the launch may name it")
    .option("--at <seq>", "start at this message")
    .option("--agents <module>", "a module with an agent, repeatable", repeatable)
    .option("--trust", "load the modules that the log of somebody else names")
    .option("--dap", "speak the Debug Adapter Protocol with an editor on stdin and stdout")
    .action(async (log: string | undefined, values: DebugValues) => {
      const at = values.at === undefined ? undefined : readPosition("--at", values.at);
      const { agents = [], trust = false } = values;
      if (values.dap === true) {
        const { serveAdapter } = await import("../../debug/adapter/index.ts");
        return serveAdapter(io, { log, at, agents, trust });
      }
      if (log === undefined) {
        throw new HindcastError("USAGE", "missing required argument 'log', the log.hlog of a run");
      }
      return onTerminal(io, log, { at, agents, trust });
    });
}

async function onTerminal(
  io: CommandIo,
  log: string,
  given: { readonly at: number | undefined; readonly agents: readonly string[]; trust: boolean },
): Promise<void> {
  const { checkTerminal, debugInTerminal } = await import("../../debug/terminal/index.ts");
  const { indexLog } = await import("../../../app/log/index.ts");
  const modules = given.agents.map((module) => moduleName(module, io.cwd));
  checkTerminal(io);
  io.stderr.write("reading the log\n");
  const { trust, at } = given;
  const index = await indexLog({ log: path.resolve(io.cwd, log), modules, trust, env: io.env });
  const name = `${commandName(io.env)} fork ${shellQuote(log)}`;
  const { command } = await debugInTerminal(io, index, {
    at,
    forkAt: (seq) => `${name} --at ${seq} --out fork-at-${seq}`,
  });
  if (command !== undefined) await writeText(io.stdout, `${command}\n`);
}
