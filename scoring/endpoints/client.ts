/** Token ids of one text, in order; each a whole number from 0 up. */
export type TokenIds = readonly number[];

/**
 * A text beside its ids, for servers that take only one of the two. The ids of a context begin
 * with the start tokens, which no text spells.
 */
export interface TokenizedText {
  readonly text: string;
  readonly ids: TokenIds;
}

/** One likelihood to be computed: that of `target` right after `context`. */
export interface ScoreItem {
  /** Names the item in requests, cancellations and errors; unique among items in flight. */
  readonly id: string;
  /** At least one token: nothing gives the likelihood of a first token after nothing. */
  readonly context: TokenizedText;
  /** At least one token. */
  readonly target: TokenizedText;
}

/** What a server says of itself. */
export interface EndpointDescription {
  /** The model's name as the server reports it. */
  readonly model: string;
  /** Limit of context and target together in tokens, if the server reports it. */
  readonly contextLength: number | undefined;
}

/** What a kind of server can do, as far as the pool must know it. */
export interface EndpointTraits {
  /** Items that one HTTP request may carry. */
  readonly itemsPerRequest: number;
  /** Whether a prefix that was computed before is free when it comes again. */
  readonly reusesPrefixes: boolean;
}

/**
 * One likelihood server. Stateless between calls: health, retries, routing and caches are the
 * pool's. Every answer is checked by count and, where the server allows it, by id before it is
 * believed.
 *
 * Calls throw a HindcastError that says what to do about it:
 * ENDPOINT_BUSY (429, 503; `retryAfter` when the server gave one), ENDPOINT_UNREACHABLE (no or a
 * cut connection, a 5xx, a timeout): the same items may succeed later or elsewhere;
 * ENDPOINT_REFUSED (400, 413, 422): the request holds an item that no server of this kind takes;
 * ENDPOINT_WRONG: the answer has the wrong length, ids or numbers that are no log-probabilities;
 * ENDPOINT_CONFIG (401, 403, 404): no item will succeed at this server;
 * INTERRUPTED: the signal was aborted; the server was sent an abort where it has one.
 */
export interface EndpointClient {
  /** The SPEC without secrets, as it is in messages and metrics. */
  readonly name: string;
  readonly traits: EndpointTraits;
  describe(signal: AbortSignal): Promise<EndpointDescription>;
  /** Ids as the model sees the text in the middle of a longer one: nothing is added to it. */
  tokenize(text: string, signal: AbortSignal): Promise<TokenIds>;
  /** Ids that the model wants before everything else, usually one or none. */
  startTokens(signal: AbortSignal): Promise<TokenIds>;
  /**
   * The text of each single id, with U+FFFD for a part of a character; undefined where
   * neither the server nor a local tokeniser can say.
   */
  tokenTexts(ids: TokenIds, signal: AbortSignal): Promise<readonly string[] | undefined>;
  /**
   * Log-probabilities of the target's tokens in nats, one array for each item in order, each as
   * long as its target's ids. Every number is at most 0. A token that the model says cannot come
   * (servers write -9999, since JSON has no infinity) is `-Infinity`: a right answer, but one
   * that must be clipped or refused before it is summed. At most `itemsPerRequest` items.
   * All or nothing: a request that fails fails for all its items.
   */
  score(items: readonly ScoreItem[], signal: AbortSignal): Promise<readonly Float64Array[]>;
  close(): Promise<void>;
}
