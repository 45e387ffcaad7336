import path from "node:path";
import { Command } from "commander";
import { collect, type Collected } from "../../../app/cluster/index.ts";
import { EXIT, exitCodeOfRun } from "../../errors/index.ts";
import {
  addNatsOptions,
  addOutputOptions,
  readClusterRun,
  readNatsOptions,
  readProgress,
  runArguments,
} from "../../options/index.ts";
import { interruptible } from "../../interrupt/index.ts";
import {
  commandName,
  shellQuote,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../../output/index.ts";
import { formatRun } from "../../output/run.ts";

interface CollectValues {
  readonly run: string;
  readonly out: string;
  readonly keep?: boolean;
  readonly failed?: boolean;
  readonly follow?: boolean;
  readonly json?: boolean;
}

/** `hindcast collect`: copy the finished sessions of a cluster's run to a directory. */
export function collectCommand(io: CommandIo): Command {
  const command = new Command("collect")
    .requiredOption("--run <id>", "the run")
    .requiredOption("--out <dir>", "a new directory, or that of an earlier collection of the run")
    .option("--follow", "continue until every session has ended")
    .option("--keep", "leave on the server what was collected")
    .option("--failed", "collect failed sessions too; they cannot be resumed then")
    .action(async (values: CollectValues & Record<string, unknown>) => {
      const directory = path.resolve(io.cwd, values.out);
      const quiet = readProgress(values["progress"]) === "off" || values.json === true;
      const run = await readClusterRun(values, io);
      const collected = await interruptible((signal) =>
        collect({
          ...run,
          directory,
          keep: values.keep === true,
          failed: values.failed === true,
          follow: values.follow === true,
          signal,
          onSession: (session, done, total) => {
            if (!quiet) io.stderr.write(`${done} of ${total} collected: ${session}\n`);
          },
        }),
      );
      await report(io, values, directory, collected);
    });
  return addNatsOptions(addOutputOptions(command));
}

async function report(
  io: CommandIo,
  values: CollectValues & Record<string, unknown>,
  directory: string,
  { summary, elsewhere, left, total }: Collected,
): Promise<void> {
  if (values.json === true) await writeJson(io.stdout, summary);
  else {
    const out = path.relative(io.cwd, directory) || ".";
    const color = useColor(io.stdout, io.env);
    const command = commandName(io.env);
    const at = runArguments(readNatsOptions(values, io), values.run);
    const resume = `resume ${at}`;
    await writeText(io.stdout, formatRun(summary, { out, command, resume, color }));
    if (elsewhere > 0) {
      await writeText(io.stdout, `${elsewhere} more were collected to another directory\n`);
    }
    if (left > 0) {
      const again = `${command} collect ${at} --out ${shellQuote(values.out)}`;
      const words = `${left} of ${total} sessions have not ended`;
      await writeText(io.stdout, `${words}; continue with: ${again}\n`);
    }
  }
  io.exitCode(summary.sessions.length === 0 ? EXIT.done : exitCodeOfRun(summary));
}
