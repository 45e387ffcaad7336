import * as z from "zod";
import { Config, SEARCH_STRATEGIES } from "./schema.ts";

/** One key of the configuration and the other places where it can be set. */
interface Setting extends Hint {
  /** Path in the file, dots between tables. */
  readonly key: SettingKey;
  readonly variable: string;
  /** How text from a flag or the environment is read; a list has commas in the environment. */
  readonly reads: "text" | "number" | "truth" | "list" | "json";
  /** What a right value is, for error messages. */
  readonly expects: string;
}

/** What the schema does not say about a setting. */
interface Hint {
  readonly flag?: string;
  /** Name in the environment, where it does not follow from the key. */
  readonly variable?: string;
  /**
   * Whether its texts are paths, relative to where they are written; a module may be a package, and
   * prompts may be those of a plug-in.
   */
  readonly path?: true | "module" | "prompts";
  readonly expects?: string;
}

/** Keys of the fields of a table that are no tables themselves, dots between tables. */
type KeysOf<Table> = {
  [Key in keyof Table & string]-?: NonNullable<Table[Key]> extends readonly unknown[]
    ? Key
    : NonNullable<Table[Key]> extends object
      ? string extends keyof NonNullable<Table[Key]>
        ? Key
        : `${Key}.${keyof NonNullable<Table[Key]> & string}`
      : Key;
}[keyof Table & string];

export type SettingKey = KeysOf<Config>;

const SPEC = "a SPEC such as offline or openai:MODEL@URL";
const MILLISECONDS = "a whole number of milliseconds, 1 or more";
const DIRECTORY = "the path of a directory";

const hints: { readonly [Key in SettingKey]?: Hint } = {
  author: { flag: "--author", expects: SPEC },
  scorers: {
    flag: "--scorer",
    variable: "HINDCAST_SCORER",
    expects: "a list of at least one SPEC",
  },
  judge: { flag: "--judge", expects: SPEC },
  seed: { flag: "--seed" },
  sessions: { flag: "--sessions" },
  coders: { flag: "--coders" },
  max_messages: { flag: "--max-messages" },
  stall_ms: { flag: "--stall-ms", expects: MILLISECONDS },
  max_failed_files: {
    flag: "--max-failed-files",
    expects: "a count of files, or a share such as 10%",
  },
  agents: {
    flag: "--agents",
    path: "module",
    expects: "a list of paths of modules and names of packages",
  },
  prompts: { path: "prompts", expects: `${DIRECTORY}, or the name of a plug-in's prompts` },
  out: { flag: "--out", path: true, expects: DIRECTORY },
  "search.strategy": {
    flag: "--search",
    variable: "HINDCAST_SEARCH",
    expects: `one of ${SEARCH_STRATEGIES.join(", ")}`,
  },
  "search.sight": { flag: "--sight" },
  "search.evaluations": { flag: "--evaluations", variable: "HINDCAST_EVALUATIONS" },
  "search.clip": { expects: "a number of nats above 0" },
  "search.names": { expects: "a share from 0 to 1" },
  "search.margin": { expects: "a number of nats, 0 or more" },
  "files.exclude": { expects: "a list of patterns in .gitignore syntax" },
  "author_options.timeout_ms": { expects: MILLISECONDS },
  "author_options.token_limit": { expects: "max_tokens or max_completion_tokens" },
  "author_options.extra_body": {
    expects: 'a table of parameters, or JSON such as {"reasoning_effort":"low"}',
  },
  "scorer_options.timeout_ms": { expects: MILLISECONDS },
  "scorer_options.tokenizer": { path: true, expects: "the path of a tokenizer.json" },
  "scorer_options.cache": { path: true, expects: DIRECTORY },
  "graph_options.cache": { path: true, expects: DIRECTORY },
  "log.level": { flag: "--log-level" },
};

/** Every key of the configuration, in the order in which people are shown them. */
export const settings: readonly Setting[] = settingsOf(Config.shape);

function settingsOf(shape: z.core.$ZodShape, table = ""): Setting[] {
  return Object.entries(shape).flatMap(([name, field]) => {
    const schema = unwrapped(field);
    if (schema instanceof z.ZodObject) return settingsOf(schema.shape, `${name}.`);
    const key = `${table}${name}` as SettingKey;
    const facts = { key, variable: variableOf(key), reads: readsOf(schema) };
    return { ...facts, expects: expectsOf(schema), ...hints[key] };
  });
}

/** A field's schema without what says that it may be absent. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const outer = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return outer ? unwrapped(schema.unwrap()) : schema;
}

function readsOf(schema: z.core.$ZodType): Setting["reads"] {
  if (schema instanceof z.ZodNumber) return "number";
  if (schema instanceof z.ZodBoolean) return "truth";
  if (schema instanceof z.ZodArray) return "list";
  return schema instanceof z.ZodRecord ? "json" : "text";
}

function expectsOf(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodNumber) return numberOf(schema);
  if (schema instanceof z.ZodBoolean) return "true or false";
  if (schema instanceof z.ZodEnum) return `one of ${schema.options.join(", ")}`;
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodEnum) {
    return `a list of ${schema.element.options.join(", ")}`;
  }
  return "a text";
}

function numberOf(schema: z.ZodNumber): string {
  const takes = (value: number): boolean => schema.safeParse(value).success;
  const number = schema.isInt ? "a whole number" : "a number";
  if (takes(-1)) return number;
  if (!takes(0)) return schema.isInt ? `${number}, 1 or more` : `${number} above 0`;
  const { maxValue: most } = schema;
  return most === null || most >= Number.MAX_SAFE_INTEGER
    ? `${number}, 0 or more`
    : `${number} from 0 to ${most}`;
}

/** `author_options.timeout_ms` is HINDCAST_AUTHOR_TIMEOUT_MS. */
function variableOf(key: string): string {
  return `HINDCAST_${key.replace("_options.", "_").replace(".", "_").toUpperCase()}`;
}

/** Variables of the environment that are ours and are not settings. */
export const OTHER_VARIABLES: readonly string[] = [
  "HINDCAST_CONFIG",
  "HINDCAST_AUTHOR_KEY",
  "HINDCAST_SCORER_KEY",
  "HINDCAST_NATS_URL",
  "HINDCAST_NATS_CREDS",
  "HINDCAST_NATS_USER",
  "HINDCAST_NATS_PASSWORD",
  "HINDCAST_NATS_TOKEN",
  "HINDCAST_NATS_CA",
  "HINDCAST_NATS_CERT",
  "HINDCAST_NATS_KEY",
  "HINDCAST_NATS_INBOX",
];

/** The setting that a path such as `scorers.1` lies in, and what is left of the path. */
export function settingAt(
  path: readonly PropertyKey[],
): { setting: (typeof settings)[number]; rest: readonly PropertyKey[] } | undefined {
  for (let length = 1; length <= Math.min(2, path.length); length += 1) {
    const key = path.slice(0, length).map(String).join(".");
    const setting = settings.find((candidate) => candidate.key === key);
    if (setting !== undefined) return { setting, rest: path.slice(length) };
  }
  return undefined;
}
