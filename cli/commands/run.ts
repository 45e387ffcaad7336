import path from "node:path";
import { Command } from "commander";
import { LOG_FORMAT, printable, type Body } from "../../protocols/index.ts";
import { EmbeddedBus } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { CLUSTER_LEASE, clusterConfig } from "../../app/cluster/defaults.ts";
import { runOnNats } from "../../app/cluster/run-on-nats.ts";
import { rememberRun } from "../../app/trust/index.ts";
import { withNats } from "../options/with-run.ts";
import { exitCodeOfRun } from "../errors/index.ts";
import {
  addNatsOptions,
  addRunOptions,
  loadRunConfig,
  namesNats,
  readRunName,
  readNatsOptions,
  readRunOptions,
  runArguments,
  type RunOptions,
} from "../options/index.ts";
import {
  commandName,
  formatRun,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../output/index.ts";
import { onInterrupt } from "../run/interrupt.ts";
import { conductRun } from "../run/conduct.ts";
import { openingOf } from "../../app/run/driver.ts";
import { nameRun, prepareOutput } from "../../app/run/output-directory.ts";
import { loadRoster, type Roster } from "../../app/run/roster.ts";
import { planSessions, type SessionPlan } from "../../app/run/sessions.ts";
import { sessionSettings } from "../../app/run/settings.ts";
import { version } from "../../app/version.ts";

/** `hindcast run REPO...`: reconstruct repositories on this machine. */
export function runCommand(io: CommandIo): Command {
  const command = new Command("run")
    .description("reconstruct repositories and record verified trajectories")
    .argument("<repository...>", "directories with source code")
    .action(async (repositories: string[], values: Record<string, unknown>) => {
      const options = readRunOptions(values);
      const loaded = loadRunConfig(options, io);
      const { config } = loaded;
      for (const warning of loaded.warnings) io.stderr.write(`${warning}\n`);
      const sessions = planSessions(repositories, io.cwd);
      const roster = await loadRoster(config.agents);
      const run = nameRun(new Date());
      if (namesNats(values)) {
        const place = { values, options, roster, sessions, run };
        return runHere(io, { ...place, config: clusterConfig(loaded) });
      }
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
          const opened: Body<"run.opened"> = {
            format: LOG_FORMAT,
            hindcast: version,
            seed: config.seed,
            configuration: withoutPlace(config),
            settings: sessionSettings(config),
            behaviours: roster.behaviours,
            ...(Object.keys(roster.steps).length === 0 ? {} : { steps: { ...roster.steps } }),
            sessions: [...sessions],
          };
          await rememberRun({ directory, run, opened }, io.env);
          await bus.publish(openingOf(run, opened));
          return bus;
        },
      });
    });
  return addNatsOptions(addRunOptions(command)).option(
    "--run <id>",
    "with --nats: the name of the run, which other workers may join",
  );
}

interface Place {
  readonly values: Record<string, unknown>;
  readonly options: RunOptions;
  readonly config: Config;
  readonly roster: Roster;
  readonly sessions: readonly SessionPlan[];
  readonly run: string;
}

/** The run on a NATS server with this process as a worker of it, collected when it has ended. */
async function runHere(io: CommandIo, place: Place): Promise<void> {
  const { values, options, config, roster, sessions } = place;
  const named = values["run"];
  const run = typeof named === "string" ? readRunName(named) : place.run;
  const directory = await prepareOutput(config.out, run, io.cwd);
  const stop = new AbortController();
  const interrupt = onInterrupt(() => stop.abort());
  const quiet = options.progress === "off" || options.json;
  const tell = (line: string): void => void (quiet || io.stderr.write(`${printable(line)}\n`));
  try {
    await withNats(values, io, async (link, logger) => {
      const { summary } = await runOnNats({
        link,
        run,
        sessions,
        config,
        roster,
        delivery: "packed",
        lease: CLUSTER_LEASE,
        replicas: 1,
        signal: stop.signal,
        logger,
        directory,
        env: io.env,
        onProgress: (done, plan) => tell(`${done} of ${sessions.length} ready: ${plan.path}`),
        onEnd: (session, done, total) => tell(`${done} of ${total} ended: ${session}`),
      });
      if (options.json) await writeJson(io.stdout, summary);
      else {
        const out = path.relative(io.cwd, directory) || ".";
        const color = useColor(io.stdout, io.env);
        const command = commandName(io.env);
        const resume = `resume ${runArguments(readNatsOptions(values, io), run)}`;
        await writeText(io.stdout, formatRun(summary, { out, command, resume, color }));
      }
      io.exitCode(exitCodeOfRun(summary));
    });
  } finally {
    interrupt.close();
  }
}

/** The output may be moved, so where it was does not belong into it. */
function withoutPlace({ out: _out, ...config }: Config): Omit<Config, "out"> {
  return config;
}
