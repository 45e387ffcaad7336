import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Command } from "commander";
import { HindcastError } from "../../protocols/index.ts";
import { collectRun, type Collected } from "../cluster/collect.ts";
import { withRun } from "../cluster/with-run.ts";
import { EXIT, exitCodeOfRun } from "../errors/index.ts";
import { addNatsOptions, addOutputOptions, readProgress } from "../options/index.ts";
import {
  commandName,
  formatRun,
  shellQuote,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../output/index.ts";
import { onInterrupt } from "../run/interrupt.ts";

/** Milliseconds between two collections while one follows a run. */
const AGAIN = 1000;

interface CollectValues {
  readonly run: string;
  readonly out: string;
  readonly keep?: boolean;
  readonly failed?: boolean;
  readonly follow?: boolean;
  readonly json?: boolean;
}

/** `hindcast collect`: bring the finished sessions of a cluster's run to a directory. */
export function collectCommand(io: CommandIo): Command {
  const command = new Command("collect")
    .description("bring finished sessions to a directory like that of `hindcast run`")
    .requiredOption("--run <id>", "the run")
    .requiredOption("--out <dir>", "where the results go; the same directory goes on")
    .option("--follow", "go on until every session has ended")
    .option("--keep", "leave on the server what was collected")
    .option("--failed", "take failed sessions too; they cannot be resumed then")
    .action(async (values: CollectValues & Record<string, unknown>) => {
      const directory = path.resolve(io.cwd, values.out);
      const quiet = readProgress(values["progress"]) === "off" || values.json === true;
      const stop = new AbortController();
      const interrupt = onInterrupt(() => stop.abort());
      let last = 0;
      const told = (session: string, done: number, total: number): void => {
        if (!quiet && done > last) io.stderr.write(`${done} of ${total} collected: ${session}\n`);
        last = Math.max(last, done);
      };
      try {
        const found = await withRun(values, io, async ({ link, bus }) => {
          for (;;) {
            const collected = await collectRun({
              link,
              bus,
              directory,
              keep: values.keep === true,
              failed: values.failed === true,
              signal: stop.signal,
              onSession: told,
            });
            const over = collected.summary.sessions.length === collected.total;
            if (over || values.follow !== true) return collected;
            await delay(AGAIN, undefined, { signal: stop.signal }).catch(() => {});
            if (stop.signal.aborted) throw interrupted(collected);
          }
        });
        await report(io, values, directory, found);
      } finally {
        interrupt.close();
      }
    });
  return addNatsOptions(addOutputOptions(command));
}

async function report(
  io: CommandIo,
  values: CollectValues,
  directory: string,
  { summary, total }: Collected,
): Promise<void> {
  if (values.json === true) await writeJson(io.stdout, summary);
  else {
    const out = path.relative(io.cwd, directory) || ".";
    const color = useColor(io.stdout, io.env);
    await writeText(io.stdout, formatRun(summary, { out, command: commandName(io.env), color }));
    const left = total - summary.sessions.length;
    if (left > 0) {
      const at = `--run ${shellQuote(values.run)} --out ${shellQuote(values.out)}`;
      await writeText(
        io.stdout,
        `${left} of ${total} sessions have not ended; go on with: ${commandName(io.env)} collect --nats URL ${at}\n`,
      );
    }
  }
  io.exitCode(summary.sessions.length === 0 ? EXIT.done : exitCodeOfRun(summary));
}

function interrupted({ summary, total }: Collected): HindcastError {
  const left = total - summary.sessions.length;
  return new HindcastError("INTERRUPTED", `${left} of ${total} sessions have not ended`);
}
