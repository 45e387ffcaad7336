import type { Command } from "commander";
import { HindcastError } from "../../protocols/index.ts";
import { AUTHOR_FORMS, formatForm, SCORER_FORMS } from "../../model-servers/index.ts";
import {
  defaults,
  loadConfig,
  LOG_LEVELS,
  SEARCH_STRATEGIES,
  type Config,
  type ConfigFlags,
  type LoadedConfig,
} from "../../runtime/config/index.ts";
import { PROGRESS_KINDS, type ProgressKind } from "../../runtime/progress/index.ts";
import { repeatable } from "./repeatable.ts";

/** What the command line of a run-like command says, before the other sources are asked. */
export interface RunFlags {
  readonly flags: ConfigFlags;
  readonly file: string | undefined;
  readonly json: boolean;
  readonly progress: ProgressKind;
}

/**
 * Adds the options that every command shares which starts or prepares a run.
 *
 * @param own defaults of the command that are not those of a run on one machine
 */
export function addRunOptions(
  command: Command,
  own: Partial<Pick<Config, "sessions">> = {},
): Command {
  const specs = (forms: typeof AUTHOR_FORMS) => forms.map(formatForm).join(", ");
  const { search, log } = defaults;
  return addOutputOptions(command)
    .option(
      "--author <spec>",
      `the model that writes texts: ${specs(AUTHOR_FORMS)} (${defaults.author})`,
    )
    .option(
      "--scorer <spec>",
      `the model that gives likelihoods, repeatable: ${specs(SCORER_FORMS)} (${defaults.scorers.join(", ")})`,
      repeatable,
    )
    .option(
      "--judge <spec>",
      `a held-out scorer that judges the result and that no search sees: ${specs(SCORER_FORMS)} (none)`,
    )
    .option(
      "--search <strategy>",
      `how to improve thoughts: ${SEARCH_STRATEGIES.join(", ")}, or a plug-in's (${search.strategy})`,
    )
    .option(
      "--sight <sight>",
      "what authors of thoughts may know of the target, recorded with each: blind, informed, or both, a session of each (informed, not recorded)",
    )
    .option("--evaluations <n>", `evaluations for each file (${search.evaluations})`)
    .option("--seed <n>", `seed of every random choice (${defaults.seed})`)
    .option("--sessions <n>", `sessions at the same time (${own.sessions ?? defaults.sessions})`)
    .option("--coders <n>", `coders at the same time in a session (${defaults.coders})`)
    .option(
      "--max-failed-files <n>",
      `files of a session, or a share, that may go without thoughts (${defaults.max_failed_files})`,
    )
    .option("--max-messages <n>", `messages that one agent may use (${defaults.max_messages})`)
    .option(
      "--stall-ms <n>",
      `milliseconds within which a session without progress is reported (${defaults.stall_ms})`,
    )
    .option(
      "--agents <module>",
      "a module with agents or services, a path or a package; repeatable",
      repeatable,
    )
    .option("--config <file>", "configuration, TOML or JSON (hindcast.toml)")
    .option("--out <dir>", "where the results go")
    .option("--log-level <level>", `one of ${LOG_LEVELS.join(", ")} (${log.level})`);
}

/** Adds `--durable`. */
export function addDurable(command: Command): Command {
  return command.option(
    "--durable",
    "write everything through to the disk, so that a power loss takes nothing",
  );
}

/** Adds `--json` and `--progress`. */
export function addOutputOptions(command: Command): Command {
  return command
    .option("--json", "print one JSON value on stdout")
    .option("--progress <kind>", `one of ${PROGRESS_KINDS.join(", ")} (auto)`);
}

/** Reads what `addRunOptions` added. Throws USAGE for a choice that does not exist. */
export function readRunOptions(values: Readonly<Record<string, unknown>>): RunFlags {
  const flags: ConfigFlags = {
    author: values["author"],
    scorers: values["scorer"],
    judge: values["judge"],
    "search.strategy": values["search"],
    "search.sight": values["sight"],
    "search.evaluations": values["evaluations"],
    seed: values["seed"],
    sessions: values["sessions"],
    coders: values["coders"],
    max_failed_files: values["maxFailedFiles"],
    max_messages: values["maxMessages"],
    stall_ms: values["stallMs"],
    agents: values["agents"],
    out: values["out"],
    "log.level": values["logLevel"],
  };
  const file = values["config"];
  return {
    flags,
    file: typeof file === "string" ? file : undefined,
    json: values["json"] === true,
    progress: readProgress(values["progress"]),
  };
}

/** The kind of progress that was asked for, `auto` when nothing was. */
export function readProgress(value: unknown): ProgressKind {
  const found = PROGRESS_KINDS.find((kind) => kind === (value ?? "auto"));
  if (found !== undefined) return found;
  throw new HindcastError(
    "USAGE",
    `flag --progress: found ${JSON.stringify(value)}, expected one of ${PROGRESS_KINDS.join(", ")}`,
  );
}

/** The settings that a command line, the environment and the file make together. */
export function loadRunConfig(
  options: Pick<RunFlags, "flags" | "file">,
  io: { readonly env: Readonly<Record<string, string | undefined>>; readonly cwd: string },
): LoadedConfig {
  return loadConfig({
    file: options.file,
    flags: options.flags,
    env: io.env,
    cwd: io.cwd,
    forms: { author: AUTHOR_FORMS, scorer: SCORER_FORMS },
  });
}
