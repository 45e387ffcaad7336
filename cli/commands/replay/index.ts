import { stat } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { replay, replayMany } from "../../../app/replay/index.ts";
import { HindcastError } from "../../../protocols/index.ts";
import { moduleName } from "../../../runtime/config/index.ts";
import { EXIT } from "../../errors/index.ts";
import { readPosition, repeatable } from "../../options/index.ts";
import {
  commandName,
  shellQuote,
  writeJson,
  writeText,
  type CommandIo,
} from "../../output/index.ts";
import { exitCodeOfLog, formatLog, jsonOfLog } from "./many.ts";
import { exitCodeOfReplay, formatReplay, jsonOfReplay } from "./report.ts";

interface ReplayValues {
  readonly until?: string;
  readonly agents?: readonly string[];
  readonly trust?: boolean;
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly services?: boolean;
  readonly against?: string;
}

const WITHOUT_BLOBS =
  "The blobs are not beside the log: the messages are compared, the trajectories are not.\n";

/** `hindcast replay LOG|DIR`: compare a log, or all logs of a directory, with today's agents. */
export function replayCommand(io: CommandIo): Command {
  return new Command("replay")
    .argument("<log>", "the log.hlog of a run, or a directory with logs")
    .option("--strict", "fold each agent alone, frozen, and with independent answers reversed too")
    .option("--services", "ask the graph and offline services again and compare their answers")
    .option("--against <ref|dir>", "compare every state with another version: its code is run")
    .option("--until <seq>", "stop after this message and show every agent's state")
    .option(
      "--agents <module>",
      "a module with agents, a path or a package; repeatable",
      repeatable,
    )
    .option("--trust", "load the modules that the log of somebody else names")
    .option("--json", "print one JSON value on stdout")
    .action(async (log: string, values: ReplayValues) => {
      const until = values.until === undefined ? undefined : readPosition("--until", values.until);
      const options = {
        trust: values.trust === true,
        strict: values.strict === true,
        services: values.services === true,
        against: values.against,
        cwd: io.cwd,
        env: io.env,
        modules: (values.agents ?? []).map((module) => moduleName(module, io.cwd)),
      };
      const target = path.resolve(io.cwd, log);
      if (await isDirectory(target)) {
        if (until !== undefined) throw new HindcastError("USAGE", "--until goes with one log");
        return replayDirectory(io, { ...options, directory: target }, values.json === true);
      }
      const { trajectories, ...result } = await replay({ ...options, log: target, until });
      if (until === undefined && !trajectories) io.stderr.write(WITHOUT_BLOBS);
      if (values.json) await writeJson(io.stdout, jsonOfReplay(result));
      else {
        const again = `${commandName(io.env)} replay ${shellQuote(log)}`;
        await writeText(io.stdout, formatReplay(result, again));
      }
      const code = exitCodeOfReplay(result);
      if (code !== EXIT.done) io.exitCode(code);
    });
}

async function replayDirectory(
  io: CommandIo,
  options: Omit<Parameters<typeof replayMany>[0], "onResult">,
  json: boolean,
): Promise<void> {
  let worst: number = EXIT.done;
  let separator = "[\n";
  await replayMany({
    ...options,
    onResult: async (result) => {
      worst = Math.max(worst, exitCodeOfLog(result));
      const { log } = result;
      const shown = path.relative(io.cwd, log);
      if (json) {
        await writeText(io.stdout, separator);
        await writeJson(io.stdout, jsonOfLog({ ...result, log: shown }));
        separator = ",";
      } else await writeText(io.stdout, `${formatLog({ ...result, log: shown })}\n`);
    },
  });
  if (json) await writeText(io.stdout, "]\n");
  if (worst !== EXIT.done) io.exitCode(worst);
}

async function isDirectory(target: string): Promise<boolean> {
  return (await stat(target).catch(() => undefined))?.isDirectory() === true;
}
