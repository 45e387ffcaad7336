import type { EndpointClient } from "../endpoints/index.ts";
import { backgroundClock, type Clock } from "../../model-servers/index.ts";

/**
 * Looks whether an endpoint's numbers make sense; rejects with the error that says why not.
 * Resolves to what the endpoint says of a text that is the same for all, in nats a token, where
 * there is one.
 */
export type EndpointCheck = (
  client: EndpointClient,
  signal: AbortSignal,
) => Promise<number | undefined>;

/** Where answers are kept between runs. */
export interface CacheOptions {
  /** Created when it is not there. */
  readonly directory: string;
  /** Most bytes on disk; 256 MiB unless given. */
  readonly bytes?: number;
}

/** A model as it was when a run was scored with it. */
export interface RecordedModel {
  readonly model: string;
  /** What it said of the text of the check, in nats a token. */
  readonly canary: number;
}

/** How a pool works. Times are milliseconds. */
export interface PoolOptions {
  /** Asked of an endpoint before it gets work, and again after a wrong answer. */
  readonly check: EndpointCheck;
  /** Most tokens to compute that one endpoint has at a time; 24,576 unless given. */
  readonly tokensInFlight?: number;
  /** Most requests for likelihoods that one endpoint has at a time, in items; 128 unless given. */
  readonly itemsInFlight?: number;
  /** Variants that wait in the pool before `score` makes its callers wait; 100,000 unless given. */
  readonly queueItems?: number;
  /** Tokens whose keys and values an endpoint keeps, as far as known; 262,144 unless given. */
  readonly cacheTokens?: number;
  /** Whether what takes far too long is sent a second time, elsewhere; true unless given. */
  readonly hedge?: boolean;
  /** Absent: answers are kept in memory alone. */
  readonly cache?: CacheOptions;
  /** Bytes of answers kept in memory; 64 MiB unless given. */
  readonly memoryBytes?: number;
  /** How long one check of an endpoint may take; 60,000 unless given. */
  readonly checkTimeout?: number;
  /** How long all endpoints may be away before what waits for them fails; 120,000 unless given. */
  readonly outageTimeout?: number;
  /** Tokens that context and target may have together; what the endpoints say unless given. */
  readonly contextTokens?: number;
  /** The model that all endpoints must be; any one model unless given. */
  readonly expected?: RecordedModel;
  readonly clock?: Clock;
}

export type PoolSettings = Required<Omit<PoolOptions, "cache" | Optional>> &
  Pick<PoolOptions, Optional>;

type Optional = "contextTokens" | "expected";

/** Options with every default filled in. */
export function settingsOf(options: PoolOptions): PoolSettings {
  return {
    check: options.check,
    // Three times what servers prefill at once (8,192) keeps them busy; more only waits there
    // instead of here, where it could still go elsewhere or after what shares its prefix.
    tokensInFlight: options.tokensInFlight ?? 24_576,
    // SGLang orders by prefix up to 128 waiting requests, TGI takes 128 at a time.
    itemsInFlight: options.itemsInFlight ?? 128,
    queueItems: options.queueItems ?? 100_000,
    cacheTokens: options.cacheTokens ?? 262_144,
    hedge: options.hedge ?? true,
    memoryBytes: options.memoryBytes ?? 64 * 2 ** 20,
    checkTimeout: options.checkTimeout ?? 60_000,
    outageTimeout: options.outageTimeout ?? 120_000,
    clock: options.clock ?? backgroundClock,
    ...(options.contextTokens === undefined ? {} : { contextTokens: options.contextTokens }),
    ...(options.expected === undefined ? {} : { expected: options.expected }),
  };
}
