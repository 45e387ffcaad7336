import type { EndpointState, Endpoint } from "./endpoints/index.ts";

/** What is known of one endpoint; plain JSON. */
export interface EndpointReport {
  readonly name: string;
  readonly state: EndpointState;
  readonly model?: string;
  /** Tokens that context and target may have together. */
  readonly context_length?: number;
  readonly in_flight: { readonly items: number; readonly tokens: number };
  readonly waiting: { readonly items: number; readonly tokens: number };
  /** Tokens to compute that it may have in flight. */
  readonly limit: number;
  /** Tokens that it computes in a second. */
  readonly tokens_per_second?: number;
  /** Part of the context tokens sent to it that it is believed to have had computed already. */
  readonly hit_rate?: number;
  readonly answered: number;
  /** How often requests and checks failed, by code. */
  readonly errors: Readonly<Record<string, number>>;
  readonly last_error?: string;
}

/** What a pool is doing; plain JSON. */
export interface PoolReport {
  readonly model?: string;
  readonly endpoints: readonly EndpointReport[];
  /** Variants that wait for an endpoint. */
  readonly waiting: number;
  readonly answered: {
    /** Variants that endpoints computed. */
    readonly computed: number;
    /** Variants that were known from earlier. */
    readonly cached: number;
    /** Variants that were just being computed for somebody else. */
    readonly shared: number;
  };
  /** Variants that were sent a second time because the first took too long. */
  readonly hedged: number;
  /** Variants that were given up since endpoints fail with them. */
  readonly set_aside: number;
}

export function reportOf(endpoint: Endpoint): EndpointReport {
  const { description, rate, lastError, contextTokens, heldTokens, queue } = endpoint;
  const optional = {
    model: description?.model,
    context_length: description?.contextLength,
    tokens_per_second: rate.rate,
    hit_rate: contextTokens > 0 ? heldTokens / contextTokens : undefined,
    last_error: lastError,
  };
  return {
    name: endpoint.name,
    state: endpoint.state,
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<EndpointReport>),
    in_flight: { items: endpoint.itemsInFlight, tokens: endpoint.tokensInFlight },
    waiting: { items: queue.length, tokens: queue.cost },
    limit: Math.round(endpoint.limit.tokens),
    answered: endpoint.answered,
    errors: Object.fromEntries(endpoint.errors),
  };
}
