import { Command } from "commander";
import { clusterConfig, runOnNats } from "../../app/cluster/index.ts";
import { run } from "../../app/run/index.ts";
import { printable } from "../../protocols/index.ts";
import type { LoadedConfig } from "../../runtime/config/index.ts";
import {
  addNatsOptions,
  addRunOptions,
  loadRunConfig,
  namesNats,
  readCluster,
  readNatsOptions,
  readRunName,
  readRunOptions,
  runArguments,
} from "../options/index.ts";
import { interruptible, type CommandIo } from "../output/index.ts";
import { presentRun, reportRun } from "./present-run.ts";

/** `hindcast run REPO...`: reconstruct repositories on this machine. */
export function runCommand(io: CommandIo): Command {
  const command = new Command("run")
    .description("reconstruct repositories and record verified trajectories")
    .argument("<repository...>", "directories with source code")
    .action(async (repositories: string[], values: Record<string, unknown>) => {
      const { json, progress, ...options } = readRunOptions(values);
      const loaded = loadRunConfig(options, io);
      const { config } = loaded;
      for (const warning of loaded.warnings) io.stderr.write(`${warning}\n`);
      if (namesNats(values)) {
        const quiet = progress === "off" || json;
        return runOnCluster(io, values, { repositories, loaded, json, quiet });
      }
      await presentRun(io, { json, progress, level: config.log.level }, (control) =>
        run({ ...control, repositories, config, cwd: io.cwd }),
      );
    });
  return addNatsOptions(addRunOptions(command)).option(
    "--run <id>",
    "with --nats: the name of the run, which other workers may join",
  );
}

/** The run on a NATS server, with this process as a worker of it, collected when it has ended. */
async function runOnCluster(
  io: CommandIo,
  values: Record<string, unknown>,
  options: {
    readonly repositories: readonly string[];
    readonly loaded: LoadedConfig;
    readonly json: boolean;
    readonly quiet: boolean;
  },
): Promise<void> {
  const { repositories, loaded, json, quiet } = options;
  const named = values["run"];
  const print = (line: string): void => void (quiet || io.stderr.write(`${printable(line)}\n`));
  const result = await interruptible((signal) =>
    runOnNats({
      ...readCluster(values, io),
      repositories,
      config: clusterConfig(loaded),
      run: typeof named === "string" ? readRunName(named) : undefined,
      cwd: io.cwd,
      env: io.env,
      signal,
      onSubmitted: (repository, done, total) => print(`${done} of ${total} ready: ${repository}`),
      onEnd: (session, done, total) => print(`${done} of ${total} ended: ${session}`),
    }),
  );
  const resume = `resume ${runArguments(readNatsOptions(values, io), result.run)}`;
  await reportRun(io, result, { json, resume });
}
