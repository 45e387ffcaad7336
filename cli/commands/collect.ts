import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Command } from "commander";
import { HindcastError } from "../../protocols/index.ts";
import { collectRun, type Collected } from "../../app/cluster/collect.ts";
import { withRun } from "../options/with-run.ts";
import { EXIT, exitCodeOfRun } from "../errors/index.ts";
import {
  addNatsOptions,
  addOutputOptions,
  readNatsOptions,
  readProgress,
  runArguments,
} from "../options/index.ts";
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
        const found = await withRun(values, io, async ({ link, bus, registry }) => {
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
            if (leftOf(collected) === 0 || values.follow !== true) return collected;
            const record = await registry.get(bus.run);
            if (record?.state === "cancelled") {
              throw new HindcastError("RUN_CANCELLED", `${bus.run}: ${wordsOf(collected)}`);
            }
            await delay(AGAIN, undefined, { signal: stop.signal }).catch(() => {});
            if (stop.signal.aborted) throw new HindcastError("INTERRUPTED", wordsOf(collected));
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
  values: CollectValues & Record<string, unknown>,
  directory: string,
  collected: Collected,
): Promise<void> {
  const { summary, elsewhere } = collected;
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
    if (leftOf(collected) > 0) {
      const again = `${command} collect ${at} --out ${shellQuote(values.out)}`;
      await writeText(io.stdout, `${wordsOf(collected)}; go on with: ${again}\n`);
    }
  }
  io.exitCode(summary.sessions.length === 0 ? EXIT.done : exitCodeOfRun(summary));
}

function leftOf({ summary, total, elsewhere }: Collected): number {
  return total - summary.sessions.length - elsewhere;
}

function wordsOf(collected: Collected): string {
  return `${leftOf(collected)} of ${collected.total} sessions have not ended`;
}
