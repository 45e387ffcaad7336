import {
  HindcastError,
  StepKinds,
  type AnswerTools,
  type BlobRef,
  type Envelope,
  type MessageTable,
  type TextRef,
} from "../../protocols/index.ts";
import { serviceHash } from "./behaviour.ts";
import type { ReplyOf, RequestOf } from "./messages.ts";
import { checkRole } from "./role.ts";

/** A request that a service handles; the body has passed the schema of its kind. */
export interface ServiceRequest {
  readonly id: string;
  readonly session: string;
  readonly from: string;
  readonly kind: string;
  readonly body: unknown;
}

/** Content-addressed storage, with texts and JSON on top. */
export interface BlobAccess {
  put(bytes: Uint8Array): Promise<BlobRef>;
  /** Throws BLOB_MISSING. */
  get(ref: BlobRef): Promise<Uint8Array>;
  /** The text itself when it is short enough to travel inside a message. */
  putText(text: string): Promise<TextRef>;
  /** As `putText`, for a text that many messages will name: all but short ones are stored once. */
  shareText(text: string): Promise<TextRef>;
  getText(ref: TextRef): Promise<string>;
  putJson(value: unknown): Promise<BlobRef>;
  /** The value itself when it is short, else its blob; for values that many messages will name. */
  shareJson<T>(value: T): Promise<T | BlobRef>;
  getJson(ref: BlobRef): Promise<unknown>;
}

/** What a service may use while it handles a request. */
export interface ServiceTools extends AnswerTools {
  readonly blobs: BlobAccess;
  /** The log of one session, in order. @param from position of the first message, from 1 */
  log(session: string, from?: number): AsyncIterable<Envelope>;
}

/** The answer to a request. */
export interface ServiceReply {
  readonly kind: string;
  readonly body: unknown;
}

/** A role that does I/O: requests in, one answer each out. */
export interface ServiceDefinition {
  readonly type: "service";
  readonly role: string;
  readonly accepts: MessageTable;
  readonly sends: MessageTable;
  /** Requests handled at the same time. */
  readonly concurrency: number;
  /** Deliveries of one request before a retriable failure becomes the answer. */
  readonly attempts: number;
  /** Milliseconds after which a request counts as failed; Infinity for no limit. */
  readonly timeout: number;
  /** Kinds of thought that it adds to the built-in ones. */
  readonly steps: StepKinds;
  /** Hash of its behaviour; recorded in the log of a run whose modules define it. */
  readonly behaviour: string;
  handle(request: ServiceRequest, tools: ServiceTools): Promise<ServiceReply>;
  /** Frees threads and connections. */
  close(): Promise<void>;
}

export interface ServiceOptions<
  A extends MessageTable = MessageTable,
  S extends MessageTable = MessageTable,
> {
  readonly role: string;
  readonly accepts: A;
  readonly sends: S;
  readonly concurrency?: number;
  readonly attempts?: number;
  /**
   * Milliseconds that one request may take: then its `signal` is aborted, and the answer is
   * SERVICE_TIMEOUT. Ten minutes when absent; Infinity for a service that bounds its work itself.
   */
  readonly timeout?: number;
  /** Kinds of thought that it adds to the built-in ones, by purpose. */
  readonly steps?: StepKinds;
  /** Changed by hand when helpers outside of `handle` change what it does. */
  readonly version?: string;
  /**
   * Answers one request. A thrown error of class `retry` brings the request back later, any
   * other is answered with `service.failed`.
   */
  readonly handle: (
    request: RequestOf<NoInfer<A>>,
    tools: ServiceTools,
  ) => Promise<ReplyOf<NoInfer<S>>>;
  readonly close?: () => Promise<void>;
}

/** Milliseconds that a request may take where a service does not say. */
const TIMEOUT = 10 * 60_000;

/** Defines a service. Throws AGENT_MODULE when it could not work. */
export function defineService<A extends MessageTable, S extends MessageTable>(
  options: ServiceOptions<A, S>,
): ServiceDefinition {
  const { role, accepts, sends, handle, close, concurrency = 1, attempts = 3 } = options;
  const { timeout = TIMEOUT } = options;
  checkRole(role);
  if (Object.keys(accepts).length === 0) {
    throw new HindcastError("AGENT_MODULE", `the service ${role} accepts no kind of message`);
  }
  for (const [name, value] of Object.entries({ concurrency, attempts })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new HindcastError("AGENT_MODULE", `the service ${role} has ${name} ${value}`);
    }
  }
  if (!(timeout > 0)) {
    throw new HindcastError("AGENT_MODULE", `the service ${role} has timeout ${timeout}`);
  }
  return {
    type: "service",
    role,
    accepts,
    sends,
    concurrency,
    attempts,
    timeout,
    steps: StepKinds.parse(options.steps ?? {}),
    behaviour: serviceHash(options),
    // The host checks every body against these tables before it asks, and every answer after.
    handle,
    close: close ?? (() => Promise.resolve()),
  };
}
