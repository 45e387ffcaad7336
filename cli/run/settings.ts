import { authorFingerprint, authorKey, type AuthorOptions } from "../../agents/author/index.ts";
import type { SessionSettings } from "../../protocols/index.ts";
import { hashedSettings, type Config } from "../../runtime/config/index.ts";
import { clipFor } from "../../scoring/scorer/index.ts";

/** What the author's backend is told, in its own words. */
export function authorOptions(
  config: Config,
  env: Readonly<Record<string, string | undefined>>,
): AuthorOptions {
  const { concurrency, timeout_ms, max_tokens, attempts, temperature } = config.author_options;
  const key = authorKey(env);
  return {
    concurrency,
    timeout: timeout_ms,
    maxTokens: max_tokens,
    attempts,
    temperature,
    ...(key === undefined ? {} : { key }),
    ...(config.prompts === undefined ? {} : { promptsDir: config.prompts }),
  };
}

/** What bears on the results of a run's sessions; prompts and model settings by their hash. */
export function sessionSettings(config: Config): SessionSettings {
  return {
    ...hashedSettings(config, clipFor(config.scorers)),
    author: authorFingerprint(config.author, authorOptions(config, {})),
  };
}
