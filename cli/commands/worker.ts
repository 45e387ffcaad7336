import path from "node:path";
import { Command } from "commander";
import { HindcastError } from "../../protocols/index.ts";
import { Worker } from "../../runtime/cluster/index.ts";
import { readSecrets } from "../../model-servers/index.ts";
import { LOG_LEVELS, type LogLevel } from "../../runtime/config/index.ts";
import { createLogger } from "../../runtime/logging/index.ts";
import { connectNats } from "../../runtime/nats/index.ts";
import { RunHosting } from "../../app/cluster/hosting.ts";
import { readRoles } from "../../app/cluster/roles.ts";
import { addNatsOptions, readNatsOptions } from "../options/index.ts";
import { useColor, type CommandIo } from "../output/index.ts";
import { onInterrupt } from "../run/interrupt.ts";
import { loadRoster } from "../../app/run/roster.ts";
import { version } from "../../app/version.ts";

interface WorkerValues {
  readonly run?: string;
  readonly roles?: string;
  readonly agents?: readonly string[];
  readonly metricsPort: string;
  readonly logLevel: string;
}

/** `hindcast worker`: host agents and services of runs on a NATS server. */
export function workerCommand(io: CommandIo): Command {
  const command = new Command("worker")
    .description("work for the runs of a NATS server until told to stop; SIGTERM drains")
    .option("--run <id>", "for this run alone")
    .option("--roles <roles>", "play these roles alone, commas between them")
    .option(
      "--agents <module>",
      "a module with an agent or service, repeatable",
      (value: string, earlier: string[] | undefined) => [...(earlier ?? []), value],
    )
    .option("--metrics-port <n>", "port of the Prometheus metrics on loopback, 0 for any", "0")
    .option("--log-level <level>", `one of ${LOG_LEVELS.join(", ")}`, "info")
    .action(async (values: WorkerValues & Record<string, unknown>) => {
      const metricsPort = readPort(values.metricsPort);
      const level = readLevel(values.logLevel);
      const nats = readNatsOptions(values, io);
      const roster = await loadRoster(
        (values.agents ?? []).map((module) => path.resolve(io.cwd, module)),
      );
      const roles = readRoles(values.roles, roster);
      const logger = createLogger({
        level,
        secrets: readSecrets(io.env).all,
        to: io.stderr,
        pretty: io.stderr.isTTY === true,
        color: useColor(io.stderr, io.env),
      });
      const link = await connectNats({ ...nats, name: "hindcast worker", logger });
      const { run } = values;
      let stop: () => void = () => {};
      const stopped = new Promise<void>((resolve) => {
        stop = resolve;
      });
      const interrupt = onInterrupt(stop);
      try {
        const player = { roster, roles, env: io.env, logger };
        const worker = await Worker.start({
          link,
          version,
          roles,
          join: (joining) => RunHosting.start({ ...joining, ...player }),
          run,
          metricsPort,
          logger,
        });
        logger.info({ worker: worker.name, metrics: worker.metrics }, "ready");
        try {
          await Promise.race([stopped, worker.over]);
        } finally {
          await worker.drain();
          logger.info({ worker: worker.name }, "drained");
        }
      } finally {
        interrupt.close();
        await link.close();
      }
    });
  return addNatsOptions(command);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port;
  throw new HindcastError("USAGE", `--metrics-port ${JSON.stringify(text)} is no port`);
}

function readLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level !== undefined) return level;
  throw new HindcastError("USAGE", `--log-level ${JSON.stringify(text)} is none of them`);
}
