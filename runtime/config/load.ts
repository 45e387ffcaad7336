import { HindcastError } from "../../protocols/index.ts";
import {
  holdsSecret,
  readSecrets,
  readSpec,
  USE_ENVIRONMENT,
  withoutCredentials,
  withPlugins,
  type Secrets,
  type SpecForm,
} from "../../model-servers/index.ts";
import { readConfigFile } from "./file.ts";
import {
  environmentLayer,
  fileLayer,
  flagLayer,
  formatOrigin,
  strayVariables,
  type ConfigFlags,
  type ConfigLayer,
  type Origin,
} from "./layers.ts";
import { Config, SEARCH_STRATEGIES, defaults } from "./schema.ts";
import { settingAt, settings, type SettingKey } from "./settings.ts";
import { distrusted } from "./trust.ts";

export interface LoadOptions {
  /** Path of the file, from `--config`; HINDCAST_CONFIG comes after it. */
  readonly file?: string | undefined;
  readonly flags?: ConfigFlags;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; what relative paths of flags and environment are relative to. */
  readonly cwd: string;
  /** The SPECs that this program understands; any well-formed one is right where they are absent. */
  readonly forms?: { readonly author?: readonly SpecForm[]; readonly scorer?: readonly SpecForm[] };
}

export interface LoadedConfig {
  readonly config: Config;
  /** Where each value came from, by key. */
  readonly origins: Readonly<Record<SettingKey, Origin>>;
  /** The file that was read, absolute. */
  readonly file: string | undefined;
  /** Sentences for people about what was found and has no effect. */
  readonly warnings: readonly string[];
}

/**
 * The settings of a run: flag over environment over file over default. Throws CONFIG_INVALID, or
 * USAGE when only flags are wrong, listing every wrong value with its origin, what was found and
 * what is expected; no message holds a secret.
 */
export function loadConfig(options: LoadOptions): LoadedConfig {
  const { env, cwd, flags = {} } = options;
  const named = options.file ?? (env["HINDCAST_CONFIG"]?.trim() || undefined);
  const file = readConfigFile(named, cwd);
  const secrets = readSecrets(env);

  const inFile = file === undefined ? undefined : fileLayer(file);
  const layers = [
    inFile?.layer ?? new Map<never, never>(),
    environmentLayer(env, cwd),
    flagLayer(flags, cwd),
  ];
  const problems: Problem[] = layers.flatMap((layer) => secretsIn(layer, secrets));
  if (file !== undefined && inFile !== undefined) {
    const origin: Origin = { from: "file", file: file.path };
    const texts = [...inFile.problems, ...distrusted(file, inFile.layer)];
    const safe = texts.map((text) =>
      holdsSecret(text, secrets) ? `something looks like a key; ${USE_ENVIRONMENT}` : text,
    );
    problems.unshift(...safe.map((text) => ({ origin, text })));
  }
  // Values with secrets are not examined further: another message could print them.
  fail(problems);

  const { values, origins } = merge(layers);
  const result = Config.safeParse(values);
  const paths = result.success ? [] : result.error.issues.map(({ path }) => path);
  if (namesUnknownStrategy(values)) paths.push(["search", "strategy"]);
  fail(paths.map((place) => problemAt(place, values, origins, secrets)));
  if (!result.success) {
    throw new HindcastError("CONFIG_INVALID", "a value is wrong that no setting holds");
  }
  fail(wrongSpecs(result.data, origins, options.forms ?? {}));
  return { config: result.data, origins, file: file?.path, warnings: strayVariables(env) };
}

interface Problem {
  readonly origin: Origin;
  readonly text: string;
}

function fail(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const code = problems.every(({ origin }) => origin.from === "flag") ? "USAGE" : "CONFIG_INVALID";
  const shown = problems.slice(0, 8).map(({ origin, text }) => `${formatOrigin(origin)}: ${text}`);
  const more = problems.length - shown.length;
  if (more > 0) shown.push(`and ${more} more`);
  throw new HindcastError(code, shown.join("; "));
}

function secretsIn(layer: ConfigLayer, secrets: Secrets): Problem[] {
  return [...layer].flatMap(([key, { value, origin }]) => {
    const texts = Array.isArray(value) ? value : [value];
    const found = texts.some((text) => typeof text === "string" && holdsSecret(text, secrets));
    return found
      ? [{ origin, text: `${key}: holds what looks like a key; ${USE_ENVIRONMENT}` }]
      : [];
  });
}

function merge(layers: readonly ConfigLayer[]): {
  values: Record<string, unknown>;
  origins: Record<SettingKey, Origin>;
} {
  const values: Record<string, unknown> = {};
  const origins: Partial<Record<SettingKey, Origin>> = {};
  for (const { key } of settings) {
    const chosen = layers.findLast((layer) => layer.has(key))?.get(key);
    const value = chosen === undefined ? valueAt(defaults, key) : chosen.value;
    origins[key] = chosen?.origin ?? { from: "default" };
    const [table, name] = key.split(".") as [string, string?];
    if (name === undefined) values[table] = value;
    else ((values[table] ??= {}) as Record<string, unknown>)[name] = value;
  }
  return { values, origins: origins as Record<SettingKey, Origin> };
}

/** The value of a key in a tree of tables; undefined where there is none. */
export function valueAt(tree: unknown, path: string | readonly PropertyKey[]): unknown {
  const names = typeof path === "string" ? path.split(".") : path;
  return names.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null
        ? (value as Record<PropertyKey, unknown>)[name]
        : undefined,
    tree,
  );
}

/** Without plug-ins there are the built-in strategies; what plug-ins bring shows when they load. */
function namesUnknownStrategy(values: unknown): boolean {
  const agents = valueAt(values, "agents");
  const strategy = valueAt(values, "search.strategy");
  const known: readonly unknown[] = SEARCH_STRATEGIES;
  if (!Array.isArray(agents) || agents.length > 0 || strategy === "") return false;
  return !known.includes(strategy);
}

function problemAt(
  path: readonly PropertyKey[],
  values: unknown,
  origins: Readonly<Record<SettingKey, Origin>>,
  secrets: Secrets,
): Problem {
  const at = settingAt(path);
  if (at === undefined) return { origin: { from: "default" }, text: path.join(".") };
  const { setting, rest } = at;
  const found = valueAt(values, path);
  const key = `${setting.key}${rest.map((index) => `[${String(index)}]`).join("")}`;
  return {
    origin: origins[setting.key],
    text: `${key}: found ${show(found, secrets)}, expected ${setting.expects}`,
  };
}

function show(value: unknown, secrets: Secrets): string {
  const text = JSON.stringify(value) ?? "nothing";
  if (holdsSecret(text, secrets)) return "[secret]";
  const safe = withoutCredentials(text);
  return safe.length > 80 ? `${safe.slice(0, 80)}...` : safe;
}

function wrongSpecs(
  config: Config,
  origins: Readonly<Record<SettingKey, Origin>>,
  forms: NonNullable<LoadOptions["forms"]>,
): Problem[] {
  const author = { key: "author" as const, name: "author", text: config.author };
  const scorers = config.scorers.map((text, index) => ({
    key: "scorers" as const,
    name: config.scorers.length === 1 ? "scorers" : `scorers[${index}]`,
    text,
  }));
  const judge = { key: "judge" as const, name: "judge", text: config.judge };
  const given = judge.text === undefined ? [] : [{ ...judge, text: judge.text }];
  return [author, ...scorers, ...given].flatMap(({ key, name, text }) => {
    const builtIn = key === "author" ? forms.author : forms.scorer;
    // What plug-ins bring is known when they are loaded.
    const known = builtIn && config.agents.length > 0 ? withPlugins(text, builtIn) : builtIn;
    const result = readSpec(text, known);
    return result.ok ? [] : [{ origin: origins[key], text: `${name}: ${result.problem}` }];
  });
}
