import { Command } from "commander";
import type { RunOnNatsOptions } from "../../../app/cluster/index.ts";
import { parseRepositoryFilter } from "../../../app/input/index.ts";
import { run } from "../../../app/run/index.ts";
import { printable } from "../../../protocols/index.ts";
import type { LoadedConfig } from "../../../runtime/config/index.ts";
import {
  addDurable,
  addNatsOptions,
  addRepositories,
  addRunOptions,
  loadRunConfig,
  namesNats,
  readCluster,
  readNatsOptions,
  readOnly,
  readRunName,
  readRunOptions,
  runArguments,
} from "../../options/index.ts";
import { interruptible } from "../../interrupt/index.ts";
import { type CommandIo } from "../../output/index.ts";
import { presentRun, reportRun } from "./present-run.ts";

/** `hindcast run REPO...`: reconstruct repositories on this machine. */
export function runCommand(io: CommandIo): Command {
  const command = addRepositories(new Command("run")).action(
    async (repositories: string[], values: Record<string, unknown>) => {
      const { json, progress, ...options } = readRunOptions(values);
      const loaded = loadRunConfig(options, io);
      const { config } = loaded;
      for (const warning of loaded.warnings) io.stderr.write(`${warning}\n`);
      const quiet = progress === "off" || json;
      const chosen = {
        repositories,
        filters: readOnly(values).map(parseRepositoryFilter),
        onLeftOut: (name: string, reason: string): void =>
          void io.stderr.write(`left out: ${printable(`${name}: ${reason}`)}\n`),
      };
      if (namesNats(values)) {
        return runOnCluster(io, values, { chosen, loaded, json, quiet });
      }
      await presentRun(io, { json, progress, level: config.log.level }, (control) =>
        run({ ...control, ...chosen, config, cwd: io.cwd, durable: values["durable"] === true }),
      );
    },
  );
  return addNatsOptions(addDurable(addRunOptions(command))).option(
    "--run <id>",
    "with --nats: the name of the run, which other workers may join",
  );
}

/** The run on a NATS server, with this process as a worker of it, collected when it has ended. */
async function runOnCluster(
  io: CommandIo,
  values: Record<string, unknown>,
  options: {
    readonly chosen: Pick<RunOnNatsOptions, "repositories" | "filters" | "onLeftOut">;
    readonly loaded: LoadedConfig;
    readonly json: boolean;
    readonly quiet: boolean;
  },
): Promise<void> {
  const { chosen, loaded, json, quiet } = options;
  const { clusterConfig, runOnNats } = await import("../../../app/cluster/index.ts");
  const named = values["run"];
  const name = typeof named === "string" ? await readRunName(named) : undefined;
  const print = (line: string): void => void (quiet || io.stderr.write(`${printable(line)}\n`));
  const result = await interruptible((signal) =>
    runOnNats({
      ...readCluster(values, io),
      ...chosen,
      config: clusterConfig(loaded),
      run: name,
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
