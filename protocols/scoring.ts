/** One question to a likelihood model: the same target after different prefixes. */
export interface ScoreQuestion {
  /** Texts before the target, concatenated as they are. */
  readonly variants: readonly { readonly segments: readonly string[] }[];
  readonly target: string;
  /** Largest surprise that one token may count, in nats. */
  readonly clip: number;
  /** Whether answers say what each line of the target cost. */
  readonly lines?: boolean;
  /** Questions with the same key share prefixes and are best answered by the same server. */
  readonly affinity: string;
}

/** The answer for one variant. */
export interface ScoreAnswer {
  /** Summed log-probability of the target, in nats. */
  readonly logprob: number;
  /** The same with no token below minus the clip. */
  readonly clipped: number;
  /** Tokens of the target, the same for every variant. */
  readonly tokens: number;
  /** Clipped surprise of each line in nats, if requested and supported by the model. */
  readonly lines?: readonly number[];
}

/** A model that gives likelihoods, wherever it runs. */
export interface ScorerBackend {
  /** The model's name in answers and summaries; a server is asked for it. */
  model(signal: AbortSignal): Promise<string>;
  /** Questions that it works on at the same time. */
  readonly concurrency: number;
  /** One answer for each variant, in order. */
  score(question: ScoreQuestion, signal: AbortSignal): Promise<readonly ScoreAnswer[]>;
  /** Tokens that context and target may have together; undefined when nobody says. */
  window?(signal: AbortSignal): Promise<number | undefined>;
  /** What the model says of a text that is the same for all models, in nats a token. */
  canary?(signal: AbortSignal): Promise<number | undefined>;
  /** Length of a text in the model's own tokens. */
  countTokens(text: string, signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}
