import type { Secret } from "../../model-servers/index.ts";

/** How requests are sent to an endpoint. */
export interface EndpointOptions {
  /** Sent as a bearer token; local servers need none. */
  readonly key?: Secret;
  /** Milliseconds for one request, from the call to the last byte; 120,000 unless given. */
  readonly timeout?: number;
  /**
   * Requests in flight at the same time; more wait for a connection, within their time. 256 unless
   * given, which is more than a server should have waiting.
   */
  readonly connections?: number;
  /**
   * Path of the model's tokenizer.json, to tokenise here instead of at the server. Required for
   * servers without `/tokenize`.
   */
  readonly tokenizer?: string;
}

export interface EndpointSettings {
  readonly key: Secret | undefined;
  readonly timeout: number;
  readonly connections: number;
  readonly tokenizer: string | undefined;
}

/** Options with every default filled in. */
export function settingsOf(options: EndpointOptions): EndpointSettings {
  return {
    key: options.key,
    timeout: options.timeout ?? 120_000,
    connections: options.connections ?? 256,
    tokenizer: options.tokenizer,
  };
}
