import path from "node:path";
import { Command } from "commander";
import { work } from "../../../app/cluster/index.ts";
import { HindcastError } from "../../../protocols/index.ts";
import { LOG_LEVELS, moduleName, type LogLevel } from "../../../runtime/config/index.ts";
import { addNatsOptions, readNatsOptions, repeatable } from "../../options/index.ts";
import { interruptible } from "../../interrupt/index.ts";
import { type CommandIo } from "../../output/index.ts";
import { createCommandLogger } from "../../output/logger.ts";

interface WorkerValues {
  readonly run?: string;
  readonly roles?: string;
  readonly agents?: readonly string[];
  readonly repositoriesFrom?: readonly string[];
  readonly metricsPort: string;
  readonly logLevel: string;
}

/** `hindcast worker`: host agents and services of runs on a NATS server. */
export function workerCommand(io: CommandIo): Command {
  const command = new Command("worker")
    .option("--run <id>", "for this run alone")
    .option("--roles <roles>", "take on these roles alone, separated by commas")
    .option(
      "--agents <module>",
      "a module with agents or services, a path or a package; repeatable",
      repeatable,
    )
    .option(
      "--repositories-from <place>",
      "a directory to read repositories from, or the beginning of git URLs to fetch, repeatable",
      repeatable,
    )
    .option("--metrics-port <n>", "port of the Prometheus metrics on loopback, 0 for any", "0")
    .option("--log-level <level>", `one of ${LOG_LEVELS.join(", ")}`, "info")
    .action(async (values: WorkerValues & Record<string, unknown>) => {
      const metricsPort = readPort(values.metricsPort);
      const logger = createCommandLogger(io, { level: readLevel(values.logLevel) });
      const nats = { ...readNatsOptions(values, io), name: "hindcast worker" };
      let name = "";
      // A worker finishes what it took from the queues; the second signal ends it at once.
      await interruptible(
        (signal) =>
          work({
            nats,
            logger,
            run: values.run,
            roles: readRoles(values.roles),
            modules: (values.agents ?? []).map((module) => moduleName(module, io.cwd)),
            repositoriesFrom: (values.repositoriesFrom ?? []).map((place) =>
              place.includes("://") ? place : path.resolve(io.cwd, place),
            ),
            metricsPort,
            env: io.env,
            signal,
            onReady: (worker) => {
              name = worker.name;
              logger.info({ worker: name, metrics: worker.metrics }, "ready");
            },
          }),
        { limit: Infinity },
      );
      logger.info({ worker: name }, "drained");
    });
  return addNatsOptions(command);
}

function readRoles(text: string | undefined): string[] | undefined {
  return text
    ?.split(",")
    .map((role) => role.trim())
    .filter((role) => role !== "");
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port;
  throw new HindcastError("USAGE", `--metrics-port ${JSON.stringify(text)} is not a port`);
}

function readLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level !== undefined) return level;
  throw new HindcastError(
    "USAGE",
    `--log-level: found ${JSON.stringify(text)}, expected one of ${LOG_LEVELS.join(", ")}`,
  );
}
