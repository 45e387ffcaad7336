import path from "node:path";
import { Command } from "commander";
import { fork, parsePatch } from "../../../app/fork/index.ts";
import { readLogOpening } from "../../../app/output/index.ts";
import {
  AUTHOR_FORMS,
  SCORER_FORMS,
  parseSpec,
  withPlugins,
} from "../../../model-servers/index.ts";
import { HindcastError } from "../../../protocols/index.ts";
import { addOutputOptions, readPosition, readProgress, repeatable } from "../../options/index.ts";
import type { CommandIo } from "../../output/index.ts";
import { presentRun } from "../run/present-run.ts";

interface ForkValues {
  readonly at?: string;
  readonly out?: string;
  readonly edit?: string;
  readonly author?: string;
  readonly scorer?: readonly string[];
  readonly judge?: string;
  readonly agents?: readonly string[];
  readonly trust?: boolean;
  readonly json?: boolean;
  readonly progress?: string;
}

/** `hindcast fork LOG --at SEQ --out DIR`: share a log up to a message, then go on otherwise. */
export function forkCommand(io: CommandIo): Command {
  const command = new Command("fork")
    .argument("<log>", "the log.hlog of a run")
    .option("--at <seq>", "the last message that both runs share")
    .option("--out <dir>", "where the results of the fork go")
    .option("--author <spec>", "the model that writes texts from here on")
    .option("--scorer <spec>", "the model that scores from here on, repeatable", repeatable)
    .option("--judge <spec>", "the held-out scorer from here on")
    .option("--agents <module>", "a module in place of the run's, repeatable", repeatable)
    .option("--edit <patch>", "a JSON patch (RFC 6902) of the body of the message at SEQ")
    .option("--trust", "use what the log of somebody else names: modules, servers, directories")
    .action(async (given: string, values: ForkValues) => {
      const { at, out, edit, author, scorer, judge, agents } = values;
      if (at === undefined || out === undefined) {
        throw new HindcastError("USAGE", "give --at SEQ and --out DIR");
      }
      if (author !== undefined) parseSpec(author, withPlugins(author, AUTHOR_FORMS));
      for (const spec of scorer ?? []) parseSpec(spec, withPlugins(spec, SCORER_FORMS));
      if (judge !== undefined) parseSpec(judge, withPlugins(judge, SCORER_FORMS));
      const log = path.resolve(io.cwd, given);
      const { level } = (await readLogOpening(log)).config.log;
      const json = values.json === true;
      const progress = readProgress(values.progress);
      await presentRun(io, { json, progress, level }, async (control) => {
        const result = await fork({
          ...control,
          log,
          at: readPosition("--at", at),
          out: path.resolve(io.cwd, out),
          trust: values.trust === true,
          ...(edit !== undefined && { edit: parsePatch(edit) }),
          ...(author !== undefined && { author }),
          ...(scorer && { scorers: scorer }),
          ...(judge !== undefined && { judge }),
          ...(agents && { agents: agents.map((module) => path.resolve(io.cwd, module)) }),
        });
        io.stderr.write(`${result.reused} requests were answered from the log\n`);
        return result;
      });
    });
  return addOutputOptions(command);
}
