import path from "node:path";
import { Command } from "commander";
import {
  CLUSTER_LEASE,
  CLUSTER_SESSIONS,
  clusterConfig,
  submit,
} from "../../../app/cluster/index.ts";
import { parseRepositoryFilter } from "../../../app/input/index.ts";
import { nameRun } from "../../../app/run/index.ts";
import { HindcastError, printable } from "../../../protocols/index.ts";
import {
  addNatsOptions,
  addRepositories,
  addRunOptions,
  loadRunConfig,
  readNatsOptions,
  readOnly,
  readRunName,
  readRunOptions,
  runArguments,
} from "../../options/index.ts";
import { interruptible } from "../../interrupt/index.ts";
import {
  commandName,
  shellQuote,
  writeJson,
  writeText,
  type CommandIo,
} from "../../output/index.ts";
import { createCommandLogger } from "../../output/logger.ts";

interface SubmitValues {
  readonly run?: string;
  readonly shared?: boolean;
  readonly lease: string;
  readonly replicas: string;
  readonly maxBytes?: string;
}

/** `hindcast submit REPO...`: put a run on a NATS server for its workers. */
export function submitCommand(io: CommandIo): Command {
  const command = addRepositories(new Command("submit"))
    .option("--run <id>", "the name of the run (the time)")
    .option(
      "--shared",
      "workers see the same directories; without it the files travel with the run",
    )
    .option(
      "--lease <ms>",
      "what a silent worker holds goes to another after this time",
      String(CLUSTER_LEASE),
    )
    .option("--replicas <n>", "servers that keep a copy of the run", "1")
    .option(
      "--max-bytes <n>",
      "bytes that its messages may take on the server, and as many its files",
    )
    .action(async (repositories: string[], values: SubmitValues & Record<string, unknown>) => {
      const options = readRunOptions(values);
      const loaded = loadRunConfig(options, io);
      for (const warning of loaded.warnings) io.stderr.write(`${warning}\n`);
      const run = await readRunName(values.run ?? nameRun(new Date()));
      const numbers = {
        lease: whole("--lease", values.lease, 100),
        replicas: whole("--replicas", values.replicas, 1),
        maxBytes:
          values.maxBytes === undefined ? undefined : whole("--max-bytes", values.maxBytes, 1),
      };
      const nats = readNatsOptions(values, io);
      const quiet = options.progress === "off" || options.json;
      const { record, sessions } = await interruptible((signal) =>
        submit({
          nats: { ...nats, name: "hindcast submit" },
          logger: createCommandLogger(io, { level: loaded.config.log.level }),
          repositories,
          filters: readOnly(values).map(parseRepositoryFilter),
          onLeftOut: (name, reason) =>
            void io.stderr.write(`left out: ${printable(`${name}: ${reason}`)}\n`),
          config: clusterConfig(loaded),
          run,
          delivery: values.shared === true ? "shared" : "packed",
          ...numbers,
          cwd: io.cwd,
          signal,
          onProgress: (repository, done, total) => {
            if (!quiet) io.stderr.write(`${done} of ${total} ready: ${printable(repository)}\n`);
          },
        }),
      );
      if (options.json) return writeJson(io.stdout, { ...record, sessions });
      const at = runArguments(nats, run);
      const name = commandName(io.env);
      await writeText(
        io.stdout,
        [
          `run ${run}: ${sessions.length} ${sessions.length === 1 ? "session" : "sessions"} submitted`,
          "",
          "next",
          `  ${name} worker ${at}${agentArguments(loaded.config.agents, io.cwd)}`,
          `  ${name} status ${at} --watch`,
          `  ${name} collect ${at} --out DIR`,
          "",
        ].join("\n"),
      );
    });
  return addNatsOptions(addRunOptions(command, { sessions: CLUSTER_SESSIONS }));
}

/** The `--agents` that every worker needs: modules below the working directory by relative paths. */
function agentArguments(agents: readonly string[], cwd: string): string {
  const shown = agents.map((module) => {
    const relative = path.relative(cwd, module);
    const isBelow = path.isAbsolute(module) && !/^\.\.(?:[/\\]|$)/.test(relative);
    return ` --agents ${shellQuote(isBelow ? relative : module)}`;
  });
  return shown.join("");
}

function whole(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  const found = JSON.stringify(text);
  throw new HindcastError("USAGE", `${flag} ${found} is no whole number of ${least} or more`);
}
