import path from "node:path";
import { HindcastError } from "../../protocols/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { isKnownRun, type Environment, type OpenedRun } from "./known-runs.ts";

/** A run whose log is to be continued or folded. */
export interface LoggedRun extends OpenedRun {
  readonly config: Config;
}

/** What the person at the command line vouches for. */
export interface Vouched {
  /** `--trust`: for all that the log names. */
  readonly trust: boolean;
  /** `--author`, in place of the log's. */
  readonly author?: string | undefined;
  /** `--scorer`, in place of the log's. */
  readonly scorers?: readonly string[] | undefined;
  /** `--judge`, in place of the log's. */
  readonly judge?: string | undefined;
  /** `--agents`, in place of the log's. */
  readonly agents?: readonly string[] | undefined;
  /** `--max-failed-files`, in place of the log's. */
  readonly maxFailedFiles?: string | undefined;
}

/** What of a log may be acted on. */
export interface Admitted {
  readonly config: Config;
  /** The environment, without keys that were not set for the servers of this run. */
  readonly env: Environment;
  /** Whether this user started the run here, so that all of its log is believed. */
  readonly known: boolean;
}

const AUTHOR_KEYS = ["HINDCAST_AUTHOR_KEY", "OPENAI_API_KEY"];
const SCORER_KEYS = ["HINDCAST_SCORER_KEY"];

/**
 * The configuration with which a run continues: the log's, overridden by what the user named.
 * The log of a run that this user did not start here is data: the modules, servers, directories
 * and repositories' URLs that it names are used only when the person names them or trusts the log,
 * its cache directories never are, and keys go only to servers that the person named.
 *
 * @throws HindcastError LOG_UNTRUSTED with what the log names
 */
export async function admitRun(
  run: LoggedRun,
  vouched: Vouched,
  env: Environment,
): Promise<Admitted> {
  const { author, scorers, judge, agents, maxFailedFiles } = vouched;
  const config: Config = {
    ...run.config,
    ...(author === undefined ? {} : { author }),
    ...(scorers === undefined ? {} : { scorers: [...scorers] }),
    ...(judge === undefined ? {} : { judge }),
    ...(agents === undefined ? {} : { agents: [...agents] }),
    ...(maxFailedFiles === undefined ? {} : { max_failed_files: maxFailedFiles }),
  };
  if (await isKnownRun(run, env)) return { config, env, known: true };
  const named = [
    ...(agents === undefined ? modulesOf(config) : []),
    ...(author === undefined ? placesOf(config.author, "--author") : []),
    ...(scorers === undefined ? config.scorers.flatMap((spec) => placesOf(spec, "--scorer")) : []),
    ...(judge === undefined ? placesOf(config.judge, "--judge") : []),
    ...namedElsewhere(run, config),
  ];
  if (!vouched.trust) refuse(run, named);
  const withheld = new Set([
    ...(author === undefined ? AUTHOR_KEYS : []),
    ...(scorers === undefined ? SCORER_KEYS : []),
  ]);
  return {
    known: false,
    config: withoutCaches(config),
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !withheld.has(name))),
  };
}

/**
 * The modules to fold a log with: the person's, and the log's when this user started the run or
 * trusts it. Throws LOG_UNTRUSTED.
 */
export async function admitModules(
  run: LoggedRun,
  vouched: Pick<Vouched, "trust" | "agents">,
  env: Environment,
): Promise<{ readonly modules: readonly string[]; readonly recorded: readonly string[] }> {
  const { trust, agents = [] } = vouched;
  const recorded = run.config.agents;
  if (trust || (await isKnownRun(run, env))) return { modules: agents, recorded };
  if (agents.length === 0) refuse(run, modulesOf(run.config));
  return { modules: agents, recorded: [] };
}

function refuse({ directory }: LoggedRun, named: readonly string[]): void {
  if (named.length === 0) return;
  const shown = named.slice(0, 6).join("; ");
  const more = named.length > 6 ? `; and ${named.length - 6} more` : "";
  throw new HindcastError("LOG_UNTRUSTED", `the log in ${directory} names ${shown}${more}`);
}

function modulesOf({ agents }: Config): string[] {
  return agents.map((module) => `code to run, ${module} (--agents)`);
}

function placesOf(spec: string | undefined, flag: string): string[] {
  return spec === undefined || spec === "offline" ? [] : [`a model, ${spec} (${flag})`];
}

function namedElsewhere({ opened }: LoggedRun, config: Config): string[] {
  const { tokenizer } = config.scorer_options;
  return [
    // Those of a plug-in come with its module.
    ...(config.prompts !== undefined && path.isAbsolute(config.prompts)
      ? [`prompts to read, ${config.prompts}`]
      : []),
    ...(tokenizer === undefined ? [] : [`a tokenizer to read, ${tokenizer}`]),
    ...opened.sessions.flatMap(({ source }) =>
      source !== undefined && "git" in source ? [`a repository to fetch, ${source.git}`] : [],
    ),
  ];
}

/**
 * A configuration without the cache directories of its writer: a cache is written and
 * emptied, and the own one of this user does as well.
 */
export function withoutCaches(config: Config): Config {
  const { cache: _scores, ...scorer_options } = config.scorer_options;
  const { cache: _records, ...graph_options } = config.graph_options;
  return { ...config, scorer_options, graph_options };
}
