import type { Clock, Secret } from "../../../model-servers/index.ts";

/** How the `openai` backend talks to its server. Times are milliseconds. */
export interface OpenAiOptions {
  /** Sent as a bearer token; local servers need none. */
  readonly key?: Secret;
  /** Requests at the same time, at most; 16 unless given. */
  readonly concurrency?: number;
  /** For one attempt, from connect to the last byte; 120,000 unless given. */
  readonly timeout?: number;
  /** Attempts at one request, the first one included; 8 unless given. */
  readonly attempts?: number;
  /** Attempts that may run into the time for one; 3 unless given. */
  readonly timeouts?: number;
  /** The first back-off; doubles with every attempt; 1,000 unless given. */
  readonly backoff?: number;
  /** The longest wait within a request; a server that asks for more gets the request back later. */
  readonly maxWait?: number;
  /** Tokens of one answer; 1,500 for a thought unless given, and more for a plan. */
  readonly maxTokens?: number;
  /** Left to the server unless given. */
  readonly temperature?: number;
  /** The name under which the server takes the limit of tokens. */
  readonly tokenLimit?: "max_tokens" | "max_completion_tokens";
  /** Whether a seed is sent; yes unless given. */
  readonly seed?: boolean;
  /** Whether answers are asked for as streams; no unless given. */
  readonly stream?: boolean;
  /** More parameters of every request, such as `reasoning_effort`; they win over ours. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
  /** Files in one request for a plan; 80 unless given. */
  readonly planBatch?: number;
  /** The model's context window in tokens; asked of the server unless given. */
  readonly contextTokens?: number;
  /** Measures pauses and back-offs; the system's unless given. */
  readonly clock?: Clock;
}

export type OpenAiSettings = Required<
  Omit<OpenAiOptions, "key" | "temperature" | "clock" | "contextTokens">
> & {
  readonly temperature: number | undefined;
  readonly contextTokens: number | undefined;
};

/** Options with every default filled in. `url` decides the name of the token limit. */
export function settingsOf(options: OpenAiOptions, url?: string): OpenAiSettings {
  // OpenAI's own reasoning models refuse the older name; few other servers know the newer one.
  const own = url !== undefined && new URL(url).hostname === "api.openai.com";
  return {
    concurrency: options.concurrency ?? 16,
    timeout: options.timeout ?? 120_000,
    attempts: options.attempts ?? 8,
    timeouts: options.timeouts ?? 3,
    backoff: options.backoff ?? 1_000,
    maxWait: options.maxWait ?? 60_000,
    maxTokens: options.maxTokens ?? 1_500,
    temperature: options.temperature,
    tokenLimit: options.tokenLimit ?? (own ? "max_completion_tokens" : "max_tokens"),
    seed: options.seed ?? true,
    stream: options.stream ?? false,
    extraBody: options.extraBody ?? {},
    planBatch: options.planBatch ?? 80,
    contextTokens: options.contextTokens,
  };
}

/** The options that bear on what is written, as plain JSON. */
export function generationOf(options: OpenAiOptions): Record<string, unknown> {
  return {
    ...(options.extraBody === undefined ? {} : { extraBody: options.extraBody }),
    maxTokens: options.maxTokens ?? null,
    temperature: options.temperature ?? null,
    planBatch: options.planBatch ?? null,
    ...(options.contextTokens === undefined ? {} : { contextTokens: options.contextTokens }),
  };
}
