import { basename } from "node:path";
import * as z from "zod";
import {
  FailureLimit,
  FileLimits,
  SearchSettings,
  type SessionSettings,
} from "../../protocols/index.ts";

/** The ways to search for better thoughts that this version has. */
export const SEARCH_STRATEGIES = ["mcts", "stepwise", "paper", "best-of-n", "none"] as const;

/** How much the log says, least first. */
export const LOG_LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const SCORER_OPTIONS = {
  concurrency_tokens: 24_576,
  timeout_ms: 120_000,
  cache_bytes: 268_435_456,
  hedge: true,
};

const GRAPH_OPTIONS = { cache_bytes: 536_870_912, threads: 2 };

const MAX_MESSAGES = 100_000;
const STALL_MS = 60_000;

/**
 * The settings of a run, in the words of the configuration file. Plain JSON without secrets, so
 * it can be part of the first record of a log and be read back from there.
 */
export const Config = z.strictObject({
  /** SPEC of who writes the texts. */
  author: z.string().min(1),
  /** SPECs of who judges them; several are tried as one pool. */
  scorers: z.array(z.string().min(1)).min(1),
  /** SPEC of a held-out judge, which evaluates the result and which no search sees. */
  judge: z.string().min(1).optional(),
  seed: z.int(),
  /** Sessions at work at the same time. */
  sessions: z.int().positive(),
  /** Coders at work at the same time in one session. */
  coders: z.int().positive(),
  /** Messages that one agent may handle and send, together. */
  max_messages: z.int().positive().default(MAX_MESSAGES),
  /** Milliseconds without progress within which something is said about a session. */
  stall_ms: z.int().positive().default(STALL_MS),
  /** Files of a session that may go without any thought: a count, or a share such as 10%. */
  max_failed_files: FailureLimit.optional(),
  /** Modules with agents and services: absolute paths, and names of packages. */
  agents: z.array(z.string().min(1)),
  /** Absolute path of a directory of prompts that replace the built-in ones, or a plug-in's name of them. */
  prompts: z.string().min(1).optional(),
  /** Absolute path of the output directory. */
  out: z.string().min(1).optional(),
  search: SearchSettings.extend({
    /** A built-in strategy, or one that a plug-in brings. */
    strategy: z.string().min(1),
    /** Absent, as the cost of length: what suits the tokens of the scorers. */
    clip: z.number().positive().optional(),
    length_cost: z.number().nonnegative().optional(),
  }),
  files: FileLimits,
  /** Files that one coder may read, and how many bytes of them. */
  reads: z.strictObject({ files: z.int().nonnegative(), bytes: z.int().nonnegative() }),
  author_options: z.strictObject({
    /** Requests in flight. */
    concurrency: z.int().positive(),
    /** Milliseconds that one request may take. */
    timeout_ms: z.int().positive(),
    /** Tokens that one answer may have. */
    max_tokens: z.int().positive(),
    /** Times that one request is made before it counts as failed. */
    attempts: z.int().positive(),
    temperature: z.number().min(0).max(2),
    /** Name of the limit of tokens; found out when absent. */
    token_limit: z.enum(["max_tokens", "max_completion_tokens"]).optional(),
    /** Whether a seed is sent; found out when absent. */
    send_seed: z.boolean().optional(),
    /** Whether answers are asked for as streams; found out when absent. */
    stream: z.boolean().optional(),
    /** More parameters of every request, such as reasoning_effort. */
    extra_body: z.record(z.string(), z.json()).optional(),
    /** The model's context window in tokens; asked of the server when absent. */
    context_tokens: z.int().positive().optional(),
  }),
  scorer_options: z
    .strictObject({
      /** Tokens to compute that one server has in flight at most. */
      concurrency_tokens: z.int().positive(),
      /** Milliseconds that one request may take. */
      timeout_ms: z.int().positive(),
      /** Absolute path of the model's tokenizer.json, for servers that do not tokenise. */
      tokenizer: z.string().min(1).optional(),
      /** Absolute path of the directory where answers are kept; the user's own when absent. */
      cache: z.string().min(1).optional(),
      /** Bytes of answers that are kept there; none are when it is 0. */
      cache_bytes: z.int().nonnegative(),
      /** Whether what takes far too long is sent to a second server. */
      hedge: z.boolean(),
      /** The model's context window in tokens; asked of the servers when absent. */
      context_tokens: z.int().positive().optional(),
    })
    // Logs of earlier versions do not have it.
    .default({ ...SCORER_OPTIONS }),
  graph_options: z
    .strictObject({
      /** Absolute path of the directory where what was parsed is kept; the user's own when absent. */
      cache: z.string().min(1).optional(),
      /** Bytes that are kept there; none are when it is 0. */
      cache_bytes: z.int().nonnegative(),
      /** Parser threads; 0 parses in the thread of the service. */
      threads: z.int().nonnegative(),
    })
    // Logs of earlier versions do not have it.
    .default({ ...GRAPH_OPTIONS }),
  log: z.strictObject({ level: z.enum(LOG_LEVELS) }),
});
export type Config = z.infer<typeof Config>;

/** What holds when nobody says otherwise. */
export const defaults: Config = {
  author: "offline",
  scorers: ["offline"],
  seed: 1,
  sessions: 1,
  coders: 4,
  max_messages: MAX_MESSAGES,
  stall_ms: STALL_MS,
  max_failed_files: "10%",
  agents: [],
  search: {
    strategy: "mcts",
    evaluations: 12,
    names: 0.5,
    margin: 0,
  },
  files: { max_bytes: 262_144, max_count: 2000, exclude: [] },
  reads: { files: 6, bytes: 65_536 },
  author_options: {
    concurrency: 16,
    timeout_ms: 120_000,
    max_tokens: 1024,
    attempts: 8,
    temperature: 0.7,
  },
  scorer_options: SCORER_OPTIONS,
  graph_options: GRAPH_OPTIONS,
  log: { level: "warn" },
};

/**
 * The part that bears on the result: how many work at once, where to and how loud do not, nor how
 * many servers of a model judge, and where they are.
 *
 * @param unit what suits the tokens of the scorers where the configuration says nothing, in nats
 */
export function hashedSettings(
  config: Config,
  unit: Pick<SearchSettings, "clip" | "length_cost">,
): SessionSettings {
  const { author, search, files, reads } = config;
  const scorers = modelsOf(config.scorers);
  const { clip = unit.clip, length_cost = unit.length_cost } = search;
  return { author, scorers, search: { ...search, clip, length_cost }, files, reads };
}

function onnxModel(spec: string): string {
  const [, given = ""] = /^onnx:(.*)$/s.exec(spec) ?? [];
  return /^[./]/.test(given) ? basename(given) : given;
}

/** The models that SPECs name, each once; what stands for a model that only its server can name. */
function modelsOf(specs: readonly string[]): string[] {
  const models = specs.flatMap((spec) => {
    // A model in this process is the same in whichever directory.
    if (spec.startsWith("onnx:")) return [onnxModel(spec)];
    const [, named = spec] = /^\w+:(.+?)@https?:\/\//s.exec(spec) ?? [];
    return /^\w+:https?:\/\//.test(named) ? [] : [named];
  });
  return models.length === 0 ? ["server"] : [...new Set(models)].toSorted();
}
