import path from "node:path";
import { Command } from "commander";
import { replay } from "../../../app/replay/index.ts";
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
import { exitCodeOfReplay, formatReplay, jsonOfReplay } from "./report.ts";

interface ReplayValues {
  readonly until?: string;
  readonly agents?: readonly string[];
  readonly trust?: boolean;
  readonly json?: boolean;
}

const WITHOUT_BLOBS =
  "The blobs are not beside the log: the messages are compared, the trajectories are not.\n";

/** `hindcast replay LOG`: compare a log with what today's agents send. */
export function replayCommand(io: CommandIo): Command {
  return new Command("replay")
    .description("fold a log through today's agents and compare every message")
    .argument("<log>", "the log.hlog of a run")
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
      const { trajectories, ...result } = await replay({
        log: path.resolve(io.cwd, log),
        until,
        trust: values.trust === true,
        env: io.env,
        modules: (values.agents ?? []).map((module) => moduleName(module, io.cwd)),
      });
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
