import path from "node:path";
import { Command } from "commander";
import { openOutput } from "../../../app/output/index.ts";
import { resume, type ResumeOptions } from "../../../app/run/index.ts";
import { FailureLimit, HindcastError } from "../../../protocols/index.ts";
import { moduleName } from "../../../runtime/config/index.ts";
import {
  AUTHOR_FORMS,
  SCORER_FORMS,
  parseSpec,
  withPlugins,
} from "../../../model-servers/index.ts";
import {
  addDurable,
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
    .option("--author <spec>", "the model that writes texts from here on")
    .option("--scorer <spec>", "the model that scores from here on, repeatable", repeatable)
    .option("--judge <spec>", "the held-out scorer from here on")
    .option(
      "--agents <module>",
      "a module in place of the run's, a path or a package; repeatable",
      repeatable,
    )
    .option(
      "--accept-behaviour <role>",
      "go on with a changed agent from where its messages still agree with the log; repeatable",
      repeatable,
    )
    .option(
      "--max-failed-files <n>",
      "files of a session, or a share, that may go without thoughts from here on",
    )
    .option("--trust", "use what the log of somebody else names: modules, servers, directories")
    .action(async (out: string | undefined, values: Record<string, unknown>) => {
      const named = readNamed(values, io.cwd);
      const json = values["json"] === true;
      if (namesNats(values)) {
        if (Object.keys(named).length === 0 && values["acceptBehaviour"] === undefined)
          return resumeOnCluster(io, values, json);
        throw new HindcastError(
          "USAGE",
          "--author, --scorer, --judge, --agents, --accept-behaviour and --max-failed-files go with OUT: workers use those of the run",
        );
      }
      if (out === undefined) throw new HindcastError("USAGE", "give OUT, or --nats and --run");
      const directory = path.resolve(io.cwd, out);
      const { level } = (await openOutput(directory)).config.log;
      const progress = readProgress(values["progress"]);
      await presentRun(io, { json, progress, level }, (control) =>
        resume({
          ...control,
          directory,
          trust: values["trust"] === true,
          durable: values["durable"] === true,
          ...named,
          acceptBehaviour: (values["acceptBehaviour"] as string[] | undefined) ?? [],
        }),
      );
    });
  return addNatsOptions(addDurable(addOutputOptions(command)));
}

/** What takes the place of the run's. Throws CONFIG_INVALID for a SPEC that is none. */
function readNamed(
  values: Record<string, unknown>,
  cwd: string,
): Pick<ResumeOptions, "author" | "scorers" | "judge" | "agents" | "maxFailedFiles"> {
  const author = values["author"] as string | undefined;
  const scorers = values["scorer"] as string[] | undefined;
  const judge = values["judge"] as string | undefined;
  const agents = values["agents"] as string[] | undefined;
  const maxFailedFiles = values["maxFailedFiles"] as string | undefined;
  if (maxFailedFiles !== undefined && !FailureLimit.safeParse(maxFailedFiles).success) {
    const found = JSON.stringify(maxFailedFiles);
    throw new HindcastError(
      "USAGE",
      `--max-failed-files: found ${found}, expected a count of files, or a share such as 10%`,
    );
  }
  if (author !== undefined) parseSpec(author, withPlugins(author, AUTHOR_FORMS));
  for (const spec of scorers ?? []) parseSpec(spec, withPlugins(spec, SCORER_FORMS));
  if (judge !== undefined) parseSpec(judge, withPlugins(judge, SCORER_FORMS));
  return {
    ...(author !== undefined && { author }),
    ...(scorers && { scorers }),
    ...(judge !== undefined && { judge }),
    ...(agents && { agents: agents.map((module) => moduleName(module, cwd)) }),
    ...(maxFailedFiles !== undefined && { maxFailedFiles }),
  };
}

async function resumeOnCluster(
  io: CommandIo,
  values: Record<string, unknown>,
  json: boolean,
): Promise<void> {
  const { resumeOnNats } = await import("../../../app/cluster/index.ts");
  const { record, retried } = await resumeOnNats(await readClusterRun(values, io));
  if (json) return writeJson(io.stdout, { ...record, retried });
  const again = retried.map((session) => `  ${session}: tried again\n`).join("");
  return writeText(io.stdout, `run ${record.run}: ${record.state}\n${again}`);
}
