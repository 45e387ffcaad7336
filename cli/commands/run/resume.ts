import path from "node:path";
import { Command } from "commander";
import { resumeOnNats } from "../../../app/cluster/index.ts";
import { openOutput } from "../../../app/output/index.ts";
import { resume } from "../../../app/run/index.ts";
import { HindcastError } from "../../../protocols/index.ts";
import { SCORER_FORMS, parseSpec } from "../../../model-servers/index.ts";
import {
  addNatsOptions,
  addOutputOptions,
  namesNats,
  readClusterRun,
  readProgress,
  repeatable,
} from "../../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../../output/index.ts";
import { presentRun } from "./present-run.ts";

/**
 * `hindcast resume OUT` or `hindcast resume --nats URL --run ID`: continue a run that stopped, and
 * try failed sessions again.
 */
export function resumeCommand(io: CommandIo): Command {
  const command = new Command("resume")
    .argument("[out]", "the output directory of a run on this machine")
    .option("--run <id>", "a run on a NATS server")
    .option(
      "--scorer <spec>",
      "another address of the same model, repeatable; in place of the run's",
      repeatable,
    )
    .option("--trust", "use what the log of somebody else names: modules, servers, directories")
    .action(async (out: string | undefined, values: Record<string, unknown>) => {
      const scorers = values["scorer"] as string[] | undefined;
      const json = values["json"] === true;
      if (namesNats(values)) {
        if (scorers === undefined) return resumeOnCluster(io, values, json);
        throw new HindcastError(
          "USAGE",
          "--scorer goes with OUT: workers judge with the run's scorers",
        );
      }
      if (out === undefined) throw new HindcastError("USAGE", "give OUT, or --nats and --run");
      for (const spec of scorers ?? []) parseSpec(spec, SCORER_FORMS);
      const directory = path.resolve(io.cwd, out);
      const { level } = (await openOutput(directory)).config.log;
      const progress = readProgress(values["progress"]);
      await presentRun(io, { json, progress, level }, (control) =>
        resume({
          ...control,
          directory,
          trust: values["trust"] === true,
          ...(scorers && { scorers }),
        }),
      );
    });
  return addNatsOptions(addOutputOptions(command));
}

async function resumeOnCluster(
  io: CommandIo,
  values: Record<string, unknown>,
  json: boolean,
): Promise<void> {
  const { record, retried } = await resumeOnNats(readClusterRun(values, io));
  if (json) return writeJson(io.stdout, { ...record, retried });
  const again = retried.map((session) => `  ${session}: tried again\n`).join("");
  return writeText(io.stdout, `run ${record.run}: ${record.state}\n${again}`);
}
