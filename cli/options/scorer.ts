import type { Command } from "commander";
import { formatForm, SCORER_FORMS } from "../../model-servers/index.ts";
import { defaults, loadConfig, type LoadedConfig } from "../../runtime/config/index.ts";
import { repeatable } from "./repeatable.ts";

/** The options of commands that use scorers and no author. */
export interface ScorerChoice {
  readonly scorer?: readonly string[];
  readonly config?: string;
}

/** Adds `--scorer` and `--config`. */
export function addScorerOptions(command: Command): Command {
  const forms = SCORER_FORMS.map(formatForm).join(", ");
  const own = defaults.scorers.join(", ");
  return command
    .option(
      "--scorer <spec>",
      `the model that gives likelihoods, repeatable: ${forms} (${own})`,
      repeatable,
    )
    .option("--config <file>", "configuration, TOML or JSON (hindcast.toml)");
}

/**
 * The settings that bear on scorers: the flag over the environment over the file over the default,
 * as for a run. Throws USAGE or CONFIG_INVALID for a wrong one.
 */
export function loadScorerConfig(
  choice: ScorerChoice,
  io: { readonly env: Readonly<Record<string, string | undefined>>; readonly cwd: string },
): Pick<LoadedConfig["config"], "scorers" | "scorer_options"> {
  const { config } = loadConfig({
    file: choice.config,
    flags: { scorers: choice.scorer },
    env: io.env,
    cwd: io.cwd,
    forms: { scorer: SCORER_FORMS },
  });
  return config;
}
