import type { HttpAnswer } from "./answer.ts";
import type { Engine } from "./engine.ts";
import type { TokenPrompt, PromptScore } from "./reading.ts";
import type { RequestRefusal } from "./refusal.ts";

/** What a server says of itself, the same in every protocol. */
export interface Served {
  readonly model: string;
  /** Tokens that a prompt and what is generated may have together. */
  readonly contextLength: number;
  readonly version: string;
  /** Seconds since 1970 when the server started. */
  readonly started: number;
  /** Sequences that may wait or run. */
  readonly queue: number;
}

/** One request to a route. */
export interface RouteCall {
  /** The parsed body; undefined without one. */
  readonly body: unknown;
  readonly query: URLSearchParams;
  readonly served: Served;
  readonly engine: Engine;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** Reads prompts as `engine.read` does, with the faults of this request. */
  readonly read: (prompts: readonly TokenPrompt[]) => Promise<PromptScore[]>;
}

/** A path of a protocol. */
export interface ProtocolRoute {
  readonly methods: readonly ("GET" | "POST")[];
  readonly path: string;
  /** Whether it asks for likelihoods; only such requests have faults. */
  readonly judges?: boolean;
  /** Whether a body is of this protocol; every one is unless given. */
  readonly accepts?: (body: unknown) => boolean;
  /** @throws Refusal when the request is not answered */
  readonly handle: (call: RouteCall) => HttpAnswer | Promise<HttpAnswer>;
  /** A refusal in the words of the protocol. */
  readonly refuse: (refusal: RequestRefusal) => HttpAnswer;
}

/** Whether a parsed body is an object with this field. */
export function hasField(body: unknown, name: string): boolean {
  return typeof body === "object" && body !== null && name in body;
}
