import { homedir } from "node:os";
import path from "node:path";
import { authorFingerprint, authorPrompts, type AuthorOptions } from "../../agents/author/index.ts";
import { type GraphServiceOptions } from "../../agents/graph/index.ts";
import { recordCache } from "../../graph/index.ts";
import { readSecrets } from "../../model-servers/index.ts";
import { HindcastError, type SessionSettings } from "../../protocols/index.ts";
import { hashedSettings, type Config } from "../../runtime/config/index.ts";
import { unitOf, type ScorerOptions } from "../../scoring/scorer/index.ts";
import { chosenBackends } from "./backends.ts";
import type { ActorRegistry } from "./registry.ts";

/** The options of the author's backend that follow from the configuration. */
export function authorOptions(
  config: Config,
  env: Readonly<Record<string, string | undefined>>,
  prompts: ActorRegistry["prompts"] = {},
): AuthorOptions {
  const { concurrency, timeout_ms, max_tokens, attempts, temperature } = config.author_options;
  const { token_limit, send_seed, stream, extra_body, context_tokens } = config.author_options;
  const key = readSecrets(env).author;
  return {
    concurrency,
    timeout: timeout_ms,
    maxTokens: max_tokens,
    attempts,
    temperature,
    ...(token_limit === undefined ? {} : { tokenLimit: token_limit }),
    ...(send_seed === undefined ? {} : { seed: send_seed }),
    ...(stream === undefined ? {} : { stream }),
    ...(extra_body === undefined ? {} : { extraBody: extra_body }),
    ...(context_tokens === undefined ? {} : { contextTokens: context_tokens }),
    ...(key === undefined ? {} : { key }),
    ...(config.prompts === undefined ? {} : { promptsDir: promptsDir(config.prompts, prompts) }),
  };
}

/** Throws CONFIG_INVALID for prompts that no plug-in brings. */
function promptsDir(given: string, prompts: ActorRegistry["prompts"]): string {
  if (path.isAbsolute(given)) return given;
  const named = Object.hasOwn(prompts, given) ? prompts[given] : undefined;
  if (named) return named.directory;
  const known = Object.keys(prompts);
  const hint = known.length === 0 ? "no plug-in brings any" : `plug-ins bring ${known.join(", ")}`;
  throw new HindcastError(
    "CONFIG_INVALID",
    `prompts: ${JSON.stringify(given)} is neither a directory nor the name of prompts; ${hint}`,
  );
}

/** The options of the scorers that follow from the configuration. */
export function scorerOptions(
  config: Pick<Config, "scorer_options">,
  env: Readonly<Record<string, string | undefined>>,
): ScorerOptions {
  const { concurrency_tokens, timeout_ms, tokenizer, cache_bytes, hedge } = config.scorer_options;
  const { context_tokens } = config.scorer_options;
  const key = readSecrets(env).scorer;
  const directory = config.scorer_options.cache ?? path.join(cacheHome(env), "hindcast", "scores");
  return {
    tokensInFlight: concurrency_tokens,
    timeout: timeout_ms,
    hedge,
    ...(context_tokens === undefined ? {} : { contextTokens: context_tokens }),
    ...(key === undefined ? {} : { key }),
    ...(tokenizer === undefined ? {} : { tokenizer }),
    ...(cache_bytes === 0 ? {} : { cache: { directory, bytes: cache_bytes } }),
  };
}

/** The options of the graph service that follow from the configuration. */
export function graphOptions(
  config: Pick<Config, "graph_options">,
  env: Readonly<Record<string, string | undefined>>,
): GraphServiceOptions {
  const { cache, cache_bytes, threads } = config.graph_options;
  const directory = cache ?? path.join(cacheHome(env), "hindcast", "records");
  return { threads, ...(cache_bytes === 0 ? {} : { cache: recordCache(directory, cache_bytes) }) };
}

/** The cache directory of this user (XDG Base Directory Specification). */
function cacheHome(env: Readonly<Record<string, string | undefined>>): string {
  const named = env["XDG_CACHE_HOME"] ?? "";
  return path.isAbsolute(named) ? named : path.join(homedir(), ".cache");
}

/**
 * The settings that affect the result of a session: prompts and model settings by their hash, what
 * plug-ins bring by its behaviour.
 */
export function sessionSettings(config: Config, actors: ActorRegistry): SessionSettings {
  const { author, scorer } = chosenBackends(actors, config);
  const hashed = hashedSettings(config, unitOf(config.scorers));
  const settings = scorer ? { ...hashed, scorers: [fingerprintOf(scorer)] } : hashed;
  if (author) return { ...settings, author: fingerprintOf(author) };
  const options = authorOptions(config, {}, actors.prompts);
  const prompts = authorPrompts(config.author, options);
  return {
    ...settings,
    author: authorFingerprint(config.author, options),
    ...(Object.keys(prompts).length === 0 ? {} : { prompts }),
  };
}

function fingerprintOf({ spec, behaviour }: { spec: string; behaviour: string }): string {
  return `${spec}#${behaviour}`;
}
