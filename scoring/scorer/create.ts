import { HindcastError, type ScorerBackend } from "../../protocols/index.ts";
import { checkCanary, createEndpointClient, type EndpointOptions } from "../endpoints/index.ts";
import { OfflineScorer } from "../offline/index.ts";
import { ScorerPool, type PoolOptions, type PoolReport } from "../pool/index.ts";

/** Requests that one thread may have waiting; more would only wait longer. */
const QUEUE = 2;

/** How scoring servers are used; the offline model needs none of it. */
export interface ScorerOptions
  extends
    EndpointOptions,
    Pick<
      PoolOptions,
      "tokensInFlight" | "hedge" | "cache" | "outageTimeout" | "contextTokens" | "expected"
    > {
  /** Called whenever a server comes, goes or changes its state. */
  readonly onChange?: (report: PoolReport) => void;
}

/**
 * The likelihood model that SPECs name: `offline`, or one pool over all the servers. Servers are
 * asked from the first question on. Throws CONFIG_INVALID for a SPEC that is not one, and for
 * `offline` beside servers, since their numbers cannot be compared.
 */
export function createScorer(specs: readonly string[], options: ScorerOptions = {}): ScorerBackend {
  if (specs.includes("offline")) {
    const other = specs.find((spec) => spec !== "offline");
    if (other === undefined) return offlineBackend(new OfflineScorer());
    throw new HindcastError(
      "CONFIG_INVALID",
      "scorers: offline is another model than a server's, and one pool must be one model; name either",
    );
  }
  return createScorerPool(specs, options);
}

/** The pool over the servers that SPECs name. Throws CONFIG_INVALID for a SPEC that is not one. */
export function createScorerPool(
  specs: readonly string[],
  options: ScorerOptions = {},
): ScorerPool {
  const {
    tokensInFlight,
    hedge,
    cache,
    outageTimeout,
    contextTokens,
    expected,
    onChange,
    ...endpoint
  } = options;
  if (specs.length === 0) throw new HindcastError("CONFIG_INVALID", "scorers: none is named");
  const clients = specs.map((spec) => createEndpointClient(spec, endpoint));
  const pool = new ScorerPool(clients, {
    check: checkCanary,
    ...(tokensInFlight === undefined ? {} : { tokensInFlight }),
    ...(hedge === undefined ? {} : { hedge }),
    ...(cache === undefined ? {} : { cache }),
    ...(outageTimeout === undefined ? {} : { outageTimeout }),
    ...(contextTokens === undefined ? {} : { contextTokens }),
    ...(expected === undefined ? {} : { expected }),
  });
  if (onChange) pool.onChange(() => onChange(pool.state()));
  return pool;
}

/** REER's clip of a token's surprise, in nats (method: arXiv:2509.06160, in its code). */
const TOKEN_CLIP = 2;
/**
 * The same for a token that is a byte: a mean byte costs about one nat and the first byte of any
 * new name more than two, so that REER's clip would hide just what a thought can help with.
 */
const BYTE_CLIP = 6;

/** Largest surprise in nats that a token of these scorers should count in a search. */
export function clipFor(specs: readonly string[]): number {
  return specs.every((spec) => spec === "offline") ? BYTE_CLIP : TOKEN_CLIP;
}

/** An offline model as a backend, with its own name. */
export function offlineBackend(scorer: OfflineScorer, name: string = "offline"): ScorerBackend {
  return {
    model: () => Promise.resolve(name),
    concurrency: QUEUE * scorer.threads,
    score: async ({ affinity, ...request }, signal) => {
      const { variants } = await scorer.score(request, { affinity, signal });
      return variants;
    },
    // A token of a model that reads bytes is a byte.
    countTokens: (text) => Promise.resolve(Buffer.byteLength(text)),
    close: () => scorer.close(),
  };
}
