import { LOG_LEVELS, SEARCH_STRATEGIES } from "./schema.ts";

/** One key of the configuration and the other places where it can be set. */
interface Setting {
  /** Path in the file, dots between tables. */
  readonly key: string;
  readonly variable: string;
  readonly flag?: string;
  /** How text from a flag or the environment is read; a list has commas in the environment. */
  readonly reads: "text" | "number" | "truth" | "list" | "json";
  /**
   * Whether its texts are paths, relative to where they are written; a module may be a package, and
   * prompts may be those of a plug-in.
   */
  readonly path?: true | "module" | "prompts";
  /** What a right value is, for error messages. */
  readonly expects: string;
}

/** A setting as it is listed here: most names of variables follow from the key. */
type SettingRow = Omit<Setting, "variable"> & Partial<Pick<Setting, "variable">>;

const SPEC = "a SPEC such as offline or openai:MODEL@URL";
const COUNT = "a whole number, 1 or more";
const AMOUNT = "a whole number, 0 or more";

const table = [
  {
    key: "author",
    flag: "--author",
    reads: "text",
    expects: SPEC,
  },
  {
    key: "scorers",
    variable: "HINDCAST_SCORER",
    flag: "--scorer",
    reads: "list",
    expects: `a list of at least one SPEC`,
  },
  {
    key: "judge",
    flag: "--judge",
    reads: "text",
    expects: SPEC,
  },
  { key: "seed", flag: "--seed", reads: "number", expects: "a whole number" },
  { key: "sessions", flag: "--sessions", reads: "number", expects: COUNT },
  { key: "coders", flag: "--coders", reads: "number", expects: COUNT },
  {
    key: "max_messages",
    flag: "--max-messages",
    reads: "number",
    expects: COUNT,
  },
  {
    key: "stall_ms",
    flag: "--stall-ms",
    reads: "number",
    expects: "a whole number of milliseconds, 1 or more",
  },
  {
    key: "max_failed_files",
    flag: "--max-failed-files",
    reads: "text",
    expects: "a count of files, or a share such as 10%",
  },
  {
    key: "agents",
    flag: "--agents",
    reads: "list",
    path: "module",
    expects: "a list of paths of modules and names of packages",
  },
  {
    key: "prompts",
    reads: "text",
    path: "prompts",
    expects: "the path of a directory, or the name of a plug-in's prompts",
  },
  {
    key: "out",
    flag: "--out",
    reads: "text",
    path: true,
    expects: "the path of a directory",
  },
  {
    key: "search.strategy",
    variable: "HINDCAST_SEARCH",
    flag: "--search",
    reads: "text",
    expects: `one of ${SEARCH_STRATEGIES.join(", ")}`,
  },
  {
    key: "search.evaluations",
    variable: "HINDCAST_EVALUATIONS",
    flag: "--evaluations",
    reads: "number",
    expects: AMOUNT,
  },
  {
    key: "search.tokens",
    reads: "number",
    expects: AMOUNT,
  },
  {
    key: "search.clip",
    reads: "number",
    expects: "a number of nats above 0",
  },
  {
    key: "search.length_cost",
    reads: "number",
    expects: "a number, 0 or more",
  },
  {
    key: "search.names",
    reads: "number",
    expects: "a share from 0 to 1",
  },
  {
    key: "search.margin",
    reads: "number",
    expects: "a number of nats, 0 or more",
  },
  {
    key: "files.max_bytes",
    reads: "number",
    expects: COUNT,
  },
  {
    key: "files.max_count",
    reads: "number",
    expects: COUNT,
  },
  {
    key: "files.exclude",
    reads: "list",
    expects: "a list of patterns in .gitignore syntax",
  },
  {
    key: "files.keep",
    reads: "list",
    expects: "a list of ignored, vendored, generated, minified, lock",
  },
  {
    key: "reads.files",
    reads: "number",
    expects: AMOUNT,
  },
  {
    key: "reads.bytes",
    reads: "number",
    expects: AMOUNT,
  },
  { key: "author_options.concurrency", reads: "number", expects: COUNT },
  {
    key: "author_options.timeout_ms",
    reads: "number",
    expects: "a whole number of milliseconds, 1 or more",
  },
  { key: "author_options.max_tokens", reads: "number", expects: COUNT },
  { key: "author_options.attempts", reads: "number", expects: COUNT },
  {
    key: "author_options.temperature",
    reads: "number",
    expects: "a number from 0 to 2",
  },
  {
    key: "author_options.token_limit",
    reads: "text",
    expects: "max_tokens or max_completion_tokens",
  },
  {
    key: "author_options.send_seed",
    reads: "truth",
    expects: "true or false",
  },
  {
    key: "author_options.stream",
    reads: "truth",
    expects: "true or false",
  },
  {
    key: "author_options.extra_body",
    reads: "json",
    expects: 'a table of parameters, or JSON such as {"reasoning_effort":"low"}',
  },
  { key: "author_options.context_tokens", reads: "number", expects: COUNT },
  { key: "scorer_options.concurrency_tokens", reads: "number", expects: COUNT },
  {
    key: "scorer_options.timeout_ms",
    reads: "number",
    expects: "a whole number of milliseconds, 1 or more",
  },
  {
    key: "scorer_options.tokenizer",
    reads: "text",
    path: true,
    expects: "the path of a tokenizer.json",
  },
  {
    key: "scorer_options.cache",
    reads: "text",
    path: true,
    expects: "the path of a directory",
  },
  { key: "scorer_options.cache_bytes", reads: "number", expects: AMOUNT },
  {
    key: "scorer_options.hedge",
    reads: "truth",
    expects: "true or false",
  },
  { key: "scorer_options.context_tokens", reads: "number", expects: COUNT },
  {
    key: "graph_options.cache",
    reads: "text",
    path: true,
    expects: "the path of a directory",
  },
  {
    key: "graph_options.cache_bytes",
    reads: "number",
    expects: AMOUNT,
  },
  {
    key: "graph_options.threads",
    reads: "number",
    expects: AMOUNT,
  },
  {
    key: "log.level",
    flag: "--log-level",
    reads: "text",
    expects: `one of ${LOG_LEVELS.join(", ")}`,
  },
] as const satisfies readonly SettingRow[];

export type SettingKey = (typeof table)[number]["key"];

/** Every key of the configuration, in the order in which people are shown them. */
export const settings: readonly (Setting & { readonly key: SettingKey })[] = table.map((row) => ({
  variable: variableOf(row.key),
  ...row,
}));

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
