import { Command } from "commander";
import { LOG_FORMAT } from "../../protocols/index.ts";
import { EmbeddedBus } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { addRunOptions, loadRunConfig, readRunOptions } from "../options/index.ts";
import type { CommandIo } from "../output/index.ts";
import { conductRun } from "../run/conduct.ts";
import { openingOf } from "../run/driver.ts";
import { nameRun, prepareOutput } from "../run/output-directory.ts";
import { loadRoster } from "../run/roster.ts";
import { planSessions } from "../run/sessions.ts";
import { sessionSettings } from "../run/settings.ts";
import { version } from "../version.ts";

/** `hindcast run REPO...`: reconstruct repositories on this machine. */
export function runCommand(io: CommandIo): Command {
  const command = new Command("run")
    .description("reconstruct repositories and record verified trajectories")
    .argument("<repository...>", "directories with source code")
    .action(async (repositories: string[], values: Record<string, unknown>) => {
      const options = readRunOptions(values);
      const { config, warnings } = loadRunConfig(options, io);
      for (const warning of warnings) io.stderr.write(`${warning}\n`);
      const sessions = planSessions(repositories, io.cwd);
      const roster = await loadRoster(config.agents);
      const run = nameRun(new Date());
      const directory = await prepareOutput(config.out, run, io.cwd);
      await conductRun({
        io,
        config,
        roster,
        sessions,
        directory,
        json: options.json,
        progress: options.progress,
        openBus: async (logger) => {
          const bus = await EmbeddedBus.create(directory, { run, logger });
          await bus.publish(
            openingOf(run, {
              format: LOG_FORMAT,
              hindcast: version,
              seed: config.seed,
              configuration: withoutPlace(config),
              settings: sessionSettings(config),
              behaviours: roster.behaviours,
              sessions,
            }),
          );
          return bus;
        },
      });
    });
  return addRunOptions(command);
}

/** The output may be moved, so where it was does not belong into it. */
function withoutPlace({ out: _out, ...config }: Config): Omit<Config, "out"> {
  return config;
}
