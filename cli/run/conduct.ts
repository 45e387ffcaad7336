import path from "node:path";
import {
  HindcastError,
  isHindcastError,
  reasonOf,
  type Draft,
  printable,
} from "../../protocols/index.ts";
import type { Bus } from "../../runtime/bus/index.ts";
import { keepInDirectory } from "../../agents/recorder/index.ts";
import { readSecrets } from "../../model-servers/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { createLogger } from "../../runtime/logging/index.ts";
import { progressOf, startProgress, type ProgressKind } from "../../runtime/progress/index.ts";
import { exitCodeOfRun } from "../errors/index.ts";
import {
  commandName,
  formatRun,
  shellQuote,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../output/index.ts";
import { executeRun } from "../../app/run/execute.ts";
import { onInterrupt } from "./interrupt.ts";
import type { Roster } from "../../app/run/roster.ts";
import { createServices } from "../../app/run/services.ts";
import type { SessionPlan } from "../../app/run/sessions.ts";

export interface Conduct {
  readonly io: CommandIo;
  readonly config: Config;
  readonly roster: Roster;
  readonly sessions: readonly SessionPlan[];
  readonly directory: string;
  readonly json: boolean;
  readonly progress: ProgressKind;
  /** Opens the bus in the output directory, with whatever a new or resumed run writes first. */
  readonly openBus: (logger: ReturnType<typeof createLogger>) => Promise<Bus>;
}

/** Runs to the end with everything that people see of it: progress, the final table, Ctrl-C. */
export async function conductRun(conduct: Conduct): Promise<void> {
  const { io, config, roster, sessions, directory } = conduct;
  const progress = startProgress({ kind: conduct.progress, stream: io.stderr });
  const secrets = readSecrets(io.env);
  const logger = createLogger({
    level: config.log.level,
    secrets: secrets.all,
    to: { write: (line) => progress.above(line) },
    pretty: io.stderr.isTTY === true,
    color: useColor(io.stderr, io.env),
  });
  const stop = new AbortController();
  const relative = path.relative(io.cwd, directory) || ".";
  const shown = shellQuote(relative);
  const command = commandName(io.env);
  // Services are made first: a wrong SPEC or prompt must not leave an output directory behind.
  const services = createServices(roster, {
    config,
    keep: keepInDirectory(directory),
    env: io.env,
    logger,
  });
  let run = "";
  const interrupt = onInterrupt(() => {
    progress.publish({ type: "run.stopping", run });
    stop.abort();
  });
  try {
    const bus = await conduct.openBus(logger);
    run = bus.run;
    progress.publish({ type: "run.started", run, sessions: sessions.length });
    const watch = (draft: Draft): void => {
      const event = progressOf(draft);
      if (event) progress.publish(event);
    };
    const summary = await executeRun({
      bus,
      roster,
      services,
      sessions,
      config,
      directory,
      watch,
      note: (level, message, fields) => logger[level](fields ?? {}, message),
      stop: stop.signal,
    });
    const failed = summary.sessions.filter(({ status }) => status === "failed").length;
    progress.publish({ type: "run.finished", run, done: summary.sessions.length - failed, failed });
    progress.close();
    if (conduct.json) await writeJson(io.stdout, summary);
    else {
      const color = useColor(io.stdout, io.env);
      await writeText(io.stdout, formatRun(summary, { out: relative, command, color }));
    }
    io.exitCode(exitCodeOfRun(summary));
  } catch (error) {
    progress.close();
    if (run === "") throw error;
    // Wherever the run stands, its log is whole: say how to go on.
    const known = isHindcastError(error) ? error : undefined;
    if (known?.code !== "INTERRUPTED") {
      io.stderr.write(`The run stopped; continue it with: ${command} resume ${printable(shown)}\n`);
      throw error;
    }
    throw new HindcastError(
      "INTERRUPTED",
      `${reasonOf(error)}; go on with: ${command} resume ${shown}`,
    );
  } finally {
    interrupt.close();
    progress.close();
  }
}
