import { Command } from "commander";
import { cancelRun, pauseRun, pruneRun, status } from "../../../app/cluster/index.ts";
import type { RunStatus } from "../../../runtime/cluster/index.ts";
import { formatDuration } from "../../../runtime/progress/index.ts";
import { addNatsOptions, readCluster, readClusterRun } from "../../options/index.ts";
import {
  formatTable,
  paintFor,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../../output/index.ts";

interface RunValues {
  readonly run: string;
  readonly json?: boolean;
}

/** `hindcast runs`: list, pause, cancel and prune the runs of a NATS server. */
export function runsCommand(io: CommandIo): Command {
  const command = new Command("runs");
  command.addCommand(listCommand(io));
  command.addCommand(
    changeCommand(io, "pause", "start nothing new; `hindcast resume` continues", pauseRun),
  );
  command.addCommand(
    changeCommand(io, "cancel", "end a run for good; what it did can be collected", cancelRun),
  );
  command.addCommand(pruneCommand(io));
  return command;
}

function listCommand(io: CommandIo): Command {
  const command = new Command("list")
    .description("the runs of a NATS server, oldest first")
    .option("--json", "print one JSON value on stdout")
    .action(async (values: { json?: boolean } & Record<string, unknown>) => {
      const { runs } = await status(readCluster(values, io));
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
    });
  return addNatsOptions(command);
}

function changeCommand(
  io: CommandIo,
  name: string,
  description: string,
  change: typeof pauseRun,
): Command {
  const command = new Command(name)
    .description(description)
    .requiredOption("--run <id>", "the run")
    .option("--json", "print one JSON value on stdout")
    .action(async (values: RunValues & Record<string, unknown>) => {
      const record = await change(await readClusterRun(values, io));
      if (values.json === true) return writeJson(io.stdout, record);
      return writeText(io.stdout, `run ${record.run}: ${record.state}\n`);
    });
  return addNatsOptions(command);
}

function pruneCommand(io: CommandIo): Command {
  const command = new Command("prune")
    .description("remove a run from the server, with everything that was not collected")
    .requiredOption("--run <id>", "the run")
    .action(async (values: RunValues & Record<string, unknown>) => {
      await pruneRun(await readClusterRun(values, io));
      await writeText(io.stdout, `run ${values.run}: removed\n`);
    });
  return addNatsOptions(command);
}
