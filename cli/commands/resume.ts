import path from "node:path";
import { Command } from "commander";
import { HindcastError, firstDifference } from "../../protocols/index.ts";
import { EmbeddedBus } from "../../runtime/bus/index.ts";
import { parseSpec, SCORER_FORMS } from "../../model-servers/index.ts";
import { openOutput, type Output } from "../../app/files/output.ts";
import { resumeOnNats } from "../../app/cluster/resume.ts";
import { withRun } from "../options/with-run.ts";
import {
  addNatsOptions,
  addOutputOptions,
  namesNats,
  readProgress,
  repeatable,
} from "../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../output/index.ts";
import { conductRun } from "../run/conduct.ts";
import { RETRY_SENDER, findFailures, retryOf } from "../../app/run/retry.ts";
import { loadRoster, type Roster } from "../../app/run/roster.ts";
import { sessionSettings } from "../../app/run/settings.ts";

/**
 * `hindcast resume OUT` or `hindcast resume --nats URL --run ID`: go on with a run that stopped,
 * and try failed sessions again.
 */
export function resumeCommand(io: CommandIo): Command {
  const command = new Command("resume")
    .description("continue a run that stopped or in which sessions failed")
    .argument("[out]", "the output directory of a run on this machine")
    .option("--run <id>", "a run on a NATS server")
    .option(
      "--scorer <spec>",
      "another address of the same model, repeatable; in place of the run's",
      repeatable,
    )
    .action(async (out: string | undefined, values: Record<string, unknown>) => {
      const scorers = values["scorer"] as string[] | undefined;
      if (namesNats(values)) {
        if (scorers === undefined) return resumeCluster(io, values);
        throw new HindcastError(
          "USAGE",
          "--scorer goes with OUT: workers judge with the run's scorers",
        );
      }
      if (out === undefined) throw new HindcastError("USAGE", "give OUT, or --nats and --run");
      const directory = path.resolve(io.cwd, out);
      const opened = await openOutput(directory);
      const output = scorers === undefined ? opened : judgedBy(opened, scorers);
      const roster = await loadRoster(output.config.agents);
      checkBehaviours(output, roster);
      await conductRun({
        io,
        config: output.config,
        roster,
        sessions: output.opened.sessions,
        directory,
        json: values["json"] === true,
        progress: readProgress(values["progress"]),
        openBus: async (logger) => {
          const bus = await EmbeddedBus.open(directory, { logger });
          const failures = await findFailures(() => bus.read());
          let count = await bus.sent(RETRY_SENDER);
          for (const [session, voids] of failures) {
            await bus.publish(retryOf(bus.run, count, session, voids));
            count += 1;
          }
          return bus;
        },
      });
    });
  return addNatsOptions(addOutputOptions(command));
}

async function resumeCluster(io: CommandIo, values: Record<string, unknown>): Promise<void> {
  await withRun(values, io, async ({ bus, registry }) => {
    const { record, retried } = await resumeOnNats(bus, registry);
    if (values["json"] === true) return writeJson(io.stdout, { ...record, retried });
    const again = retried.map((session) => `  ${session}: tried again\n`).join("");
    return writeText(io.stdout, `run ${record.run}: ${record.state}\n${again}`);
  });
}

/** The output with scorers elsewhere. Throws USAGE for a SPEC that is none. */
function judgedBy(output: Output, scorers: readonly string[]): Output {
  for (const spec of scorers) parseSpec(spec, SCORER_FORMS);
  return { ...output, config: { ...output.config, scorers: [...scorers] } };
}

/**
 * Throws BEHAVIOUR_CHANGED: a run that changes its agents or its author half-way follows from
 * neither of them.
 */
function checkBehaviours({ opened, config }: Output, roster: Roster): void {
  const difference = firstDifference(opened.settings, sessionSettings(config));
  if (difference) {
    const { path: where, left, right } = difference;
    const now = `the run was opened with ${JSON.stringify(left)}, now it would be ${JSON.stringify(right)}`;
    throw new HindcastError("BEHAVIOUR_CHANGED", `settings${where}: ${now}`);
  }
  const changed = Object.entries(opened.behaviours).filter(
    ([role, behaviour]) => roster.behaviours[role] !== behaviour,
  );
  if (changed.length === 0) return;
  const roles = changed.map(([role]) => role).join(", ");
  throw new HindcastError("BEHAVIOUR_CHANGED", `roles ${roles}`);
}
