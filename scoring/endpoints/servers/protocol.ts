import type { Encoder, TextTokens } from "../../tokens/index.ts";
import type { AnswerReader } from "../answer.ts";
import type { EndpointDescription, EndpointTraits, ScoreItem } from "../client.ts";
import type { EndpointHttp } from "../http.ts";

/** What a protocol works with at one server. */
export interface Connection {
  readonly http: EndpointHttp;
  readonly read: AnswerReader;
  readonly tokens: TextTokens;
}

/** How one kind of server is asked and how its answers are read. */
export interface Protocol {
  readonly traits: EndpointTraits;
  describe(connection: Connection, signal: AbortSignal): Promise<EndpointDescription>;
  /** The server's own tokeniser. */
  encoder(http: EndpointHttp, read: AnswerReader): Encoder;
  /** Items were checked: no more than the server takes, and none without tokens. */
  score(
    connection: Connection,
    items: readonly ScoreItem[],
    signal: AbortSignal,
  ): Promise<readonly Float64Array[]>;
}

/** What an endpoint is made of, wherever its model runs. */
export interface EndpointParts {
  readonly traits: EndpointTraits;
  readonly tokens: TextTokens;
  describe(signal: AbortSignal): Promise<EndpointDescription>;
  /** Items were checked, as in {@link Protocol}. */
  score(items: readonly ScoreItem[], signal: AbortSignal): Promise<readonly Float64Array[]>;
  close(): Promise<void>;
}
