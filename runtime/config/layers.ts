import { dirname, resolve } from "node:path";
import { isSecretParameter, USE_ENVIRONMENT } from "../../model-servers/index.ts";
import type { ConfigFile } from "./file.ts";
import { moduleName, promptsName } from "./module-name.ts";
import { nearest } from "../../protocols/index.ts";
import { OTHER_VARIABLES, settings, type SettingKey } from "./settings.ts";

/** Where a value comes from. */
export type Origin =
  | { readonly from: "default" }
  | { readonly from: "file"; readonly file: string }
  | { readonly from: "environment"; readonly variable: string }
  | { readonly from: "flag"; readonly flag: string };

/** Values that came from one place, unchecked, by key. */
export type ConfigLayer = ReadonlyMap<
  SettingKey,
  { readonly value: unknown; readonly origin: Origin }
>;

/** Values of the command line by key: texts as they were typed, or values of the right type. */
export type ConfigFlags = Readonly<Partial<Record<SettingKey, unknown>>>;

/** An origin in the words of the person who set the value. */
export function formatOrigin(origin: Origin): string {
  if (origin.from === "file") return `file ${origin.file}`;
  if (origin.from === "environment") return `environment ${origin.variable}`;
  return origin.from === "flag" ? `flag ${origin.flag}` : "default";
}

/** The values of the command line; keys without a value are left out. */
export function flagLayer(flags: ConfigFlags, cwd: string): ConfigLayer {
  const layer = new Map<SettingKey, { value: unknown; origin: Origin }>();
  for (const setting of settings) {
    const given = flags[setting.key];
    if (given === undefined) continue;
    const value = typeof given === "string" ? fromText(given, setting.reads) : given;
    const flag = setting.flag ?? `--set ${setting.key}`;
    layer.set(setting.key, { value: based(value, setting, cwd), origin: { from: "flag", flag } });
  }
  return layer;
}

/** The values of the environment; an empty variable counts as absent. */
export function environmentLayer(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): ConfigLayer {
  const layer = new Map<SettingKey, { value: unknown; origin: Origin }>();
  for (const setting of settings) {
    const text = env[setting.variable];
    if (text === undefined || text.trim() === "") continue;
    const value = based(fromText(text.trim(), setting.reads), setting, cwd);
    layer.set(setting.key, { value, origin: { from: "environment", variable: setting.variable } });
  }
  return layer;
}

/** Variables that are not ours but look like a misspelt one of ours. */
export function strayVariables(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = [...settings.map((setting) => setting.variable), ...OTHER_VARIABLES];
  return Object.keys(env)
    .filter((name) => name.startsWith("HINDCAST_") && !known.includes(name))
    .flatMap((name) => {
      const meant = nearest(name, known);
      return meant === undefined ? [] : [`${name} is not a setting; did you mean ${meant}?`];
    });
}

/** Unknown keys per file that are examined: each is compared with every setting. */
const PROBLEM_LIMIT = 50;

/** The values of the file, and what is wrong with its keys. */
export function fileLayer(file: ConfigFile): { layer: ConfigLayer; problems: string[] } {
  const layer = new Map<SettingKey, { value: unknown; origin: Origin }>();
  const problems: string[] = [];
  const origin: Origin = { from: "file", file: file.path };
  const visit = (table: object, prefix: string): void => {
    for (const [name, value] of Object.entries(table) as [string, unknown][]) {
      const key = `${prefix}${name}`;
      const setting = settings.find((candidate) => candidate.key === key);
      if (setting !== undefined) {
        layer.set(setting.key, { value: based(value, setting, dirname(file.path)), origin });
      } else if (isTable(key)) {
        if (isObject(value)) visit(value, `${key}.`);
        else problems.push(`${key}: found ${kindOf(value)}, expected a table of ${inTable(key)}`);
      } else if (problems.length < PROBLEM_LIMIT) problems.push(unknownKey(key));
    }
  };
  if (isObject(file.value)) visit(file.value, "");
  else problems.push(`found ${kindOf(file.value)}, expected a table of settings`);
  return { layer, problems };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTable(key: string): boolean {
  return settings.some((setting) => setting.key.startsWith(`${key}.`));
}

function inTable(key: string): string {
  const inside = settings.filter((setting) => setting.key.startsWith(`${key}.`));
  return inside.map((setting) => setting.key.slice(key.length + 1)).join(", ");
}

function unknownKey(key: string): string {
  const shown = JSON.stringify(key.slice(0, 80));
  if (isSecretParameter(key)) return `${shown} is not allowed in a file: ${USE_ENVIRONMENT}`;
  const meant = nearest(
    key,
    settings.map((setting) => setting.key),
  );
  return `${shown} is not a key${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Text that is no number stays text, so that the check can show it. */
function fromText(text: string, reads: (typeof settings)[number]["reads"]): unknown {
  if (reads === "number") return NUMBER.test(text.trim()) ? Number(text) : text;
  if (reads === "text") return text;
  if (reads === "json") return parsedOr(text);
  if (reads === "truth") return text === "true" || (text === "false" ? false : text);
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function based(
  value: unknown,
  setting: Pick<(typeof settings)[number], "path">,
  base: string,
): unknown {
  if (setting.path === undefined) return value;
  const named = setting.path;
  const placed = named === "module" ? moduleName : named === "prompts" ? promptsName : undefined;
  const one = (item: unknown) =>
    typeof item === "string" && item !== "" ? (placed?.(item, base) ?? resolve(base, item)) : item;
  return Array.isArray(value) ? value.map(one) : one(value);
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
