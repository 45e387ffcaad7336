import { Command } from "commander";
import { HindcastError } from "../../protocols/index.ts";
import { removeRun } from "../../runtime/bus/index.ts";
import {
  RunRegistry,
  StatusReader,
  type RunRecord,
  type RunStatus,
} from "../../runtime/cluster/index.ts";
import type { NatsLink } from "../../runtime/nats/index.ts";
import { formatDuration } from "../../runtime/progress/index.ts";
import { withNats } from "../options/with-run.ts";
import { addNatsOptions, readRunName } from "../options/index.ts";
import {
  formatTable,
  paintFor,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../output/index.ts";

interface RunValues {
  readonly run: string;
  readonly json?: boolean;
}

/** `hindcast runs`: list, pause, cancel and prune the runs of a NATS server. */
export function runsCommand(io: CommandIo): Command {
  const command = new Command("runs").description("list, pause, cancel and prune runs");
  command.addCommand(listCommand(io));
  command.addCommand(
    changeCommand(io, "pause", "begin nothing new; `hindcast resume` goes on", "paused"),
  );
  command.addCommand(
    changeCommand(io, "cancel", "end a run for good; what it did can be collected", "cancelled"),
  );
  command.addCommand(pruneCommand(io));
  return command;
}

function listCommand(io: CommandIo): Command {
  const command = new Command("list")
    .description("the runs of a NATS server, oldest first")
    .option("--json", "print one JSON value on stdout")
    .action((values: { json?: boolean } & Record<string, unknown>) =>
      withNats(values, io, async (link) => {
        const { runs } = await new StatusReader(link).read();
        if (values.json === true) return writeJson(io.stdout, runs);
        const now = Date.now();
        const table = formatTable<RunStatus>(
          [
            { title: "run", cell: ({ run }) => run },
            { title: "state", cell: ({ state }) => state },
            ...(["total", "done", "failed"] as const).map((count) => ({
              title: count === "total" ? "sessions" : count,
              align: "right" as const,
              cell: ({ sessions }: RunStatus) => String(sessions[count]),
            })),
            {
              title: "submitted",
              align: "right",
              cell: ({ submitted }) => `${formatDuration(Math.max(0, now - submitted))} ago`,
            },
          ],
          runs,
          paintFor(useColor(io.stdout, io.env)),
        );
        return writeText(io.stdout, runs.length === 0 ? "no runs\n" : table);
      }),
    );
  return addNatsOptions(command);
}

function changeCommand(
  io: CommandIo,
  name: string,
  description: string,
  state: RunRecord["state"],
): Command {
  const command = new Command(name)
    .description(description)
    .requiredOption("--run <id>", "the run")
    .option("--json", "print one JSON value on stdout")
    .action((values: RunValues & Record<string, unknown>) =>
      withNats(values, io, async (link) => {
        const record = await (await registryOf(link, values.run)).change(values.run, { state });
        if (values.json === true) return writeJson(io.stdout, record);
        return writeText(io.stdout, `run ${record.run}: ${record.state}\n`);
      }),
    );
  return addNatsOptions(command);
}

function pruneCommand(io: CommandIo): Command {
  const command = new Command("prune")
    .description("remove a run from the server, with everything that was not collected")
    .requiredOption("--run <id>", "the run")
    .action((values: RunValues & Record<string, unknown>) =>
      withNats(values, io, async (link) => {
        const registry = await registryOf(link, values.run);
        // Workers leave a cancelled run; the streams go while nobody new joins.
        await registry.change(values.run, { state: "cancelled" });
        await removeRun(link, values.run);
        await registry.remove(values.run);
        await writeText(io.stdout, `run ${values.run}: removed\n`);
      }),
    );
  return addNatsOptions(command);
}

/** The list of runs, for a change to one of them. Throws RUN_MISSING where there is none, USAGE. */
async function registryOf(link: NatsLink, run: string): Promise<RunRegistry> {
  readRunName(run);
  const registry = await RunRegistry.open(link);
  if (registry) return registry;
  throw new HindcastError("RUN_MISSING", run);
}
