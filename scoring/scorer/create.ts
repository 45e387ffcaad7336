import { HindcastError, type ScorerBackend, type SearchSettings } from "../../protocols/index.ts";
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
  /** Called with the pool over the servers, where there is one. */
  readonly onPool?: (pool: ScorerPool) => void;
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
    onPool,
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
  onPool?.(pool);
  return pool;
}

/** REER's clip of a token's surprise, in nats (method: arXiv:2509.06160, in its code). */
const TOKEN_CLIP = 2;
/**
 * The same for a token that is a byte: a mean byte costs about one nat and the first byte of any
 * new name more than two, so that REER's clip would hide just what a thought can help with.
 */
const BYTE_CLIP = 6;

/** What a token of thought costs, in nats. */
const TOKEN_COST = 0.01;
/**
 * The same for a byte of thought. With 0.01 the last fifth of the thoughts brought no more than a
 * twentieth of the gain (docs/search.md).
 */
const BYTE_COST = 0.05;

/** What suits the tokens of these scorers in a search where nobody says otherwise. */
export function unitOf(specs: readonly string[]): Pick<SearchSettings, "clip" | "length_cost"> {
  const bytes = specs.every((spec) => spec === "offline");
  return bytes
    ? { clip: BYTE_CLIP, length_cost: BYTE_COST }
    : { clip: TOKEN_CLIP, length_cost: TOKEN_COST };
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
