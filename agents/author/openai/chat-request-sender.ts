import { HindcastError, random, type Usage } from "../../../protocols/index.ts";
import { ServerFailure } from "../../../model-servers/http/index.ts";
import { sleep, type Clock, type RateGate } from "../../../model-servers/index.ts";
import type { AnswerTools } from "../request.ts";
import type { ChatClient, ChatRequest, Completion } from "./chat-client.ts";
import type { OpenAiSettings } from "./options.ts";

/** One answered request: a completion, or null when the body was none. */
export interface ChatAnswer {
  readonly completion: Completion | null;
  readonly usage: Usage;
}

export interface ChatRequestSenderParts {
  readonly client: ChatClient;
  readonly gate: RateGate;
  readonly clock: Clock;
  readonly settings: OpenAiSettings;
}

/** `throttled` and `transient` failures may succeed later, `rejected` ones never. */
interface AttemptFailure {
  readonly kind: "throttled" | "transient" | "rejected";
  readonly reason: string;
  /** Milliseconds that the server asked for. */
  readonly wait: number | undefined;
}

const THROTTLED: ReadonlySet<number> = new Set([429, 503, 529]);
const TRANSIENT: ReadonlySet<number> = new Set([408, 409, 425]);

/** Sends requests within the rate that the server takes, and retries what may succeed later. */
export class ChatRequestSender {
  readonly #parts: ChatRequestSenderParts;

  constructor(parts: ChatRequestSenderParts) {
    this.#parts = parts;
  }

  /**
   * Sends one request until it is answered. Throws AUTHOR_REJECTED when the server will never take
   * it; AUTHOR_UNAVAILABLE, with the wait that the server asked for, when the retries are used up
   * or that wait is longer than a request is kept for; INTERRUPTED when the signal is aborted.
   */
  async send(request: ChatRequest, tools: AnswerTools): Promise<ChatAnswer> {
    const { client, gate, settings, clock } = this.#parts;
    const { host } = client;
    for (let retries = 0; ; retries += 1) {
      const result = await interruptible(tools.signal, () => this.#attempt(request, tools.signal));
      if (!("kind" in result)) {
        return { completion: result.completion, usage: usageOf(result.completion, retries) };
      }
      const { reason, wait: asked } = result;
      if (result.kind === "rejected")
        throw new HindcastError("AUTHOR_REJECTED", `${host}: ${reason}`);
      const wait = waitBefore(asked, retries, request.seed, settings);
      if (retries + 1 >= settings.attempts || wait > settings.maxWait) {
        const detail = `${host}: ${retries + 1} attempts: ${reason}`;
        const options = asked === undefined ? {} : { retryAfter: asked };
        throw new HindcastError("AUTHOR_UNAVAILABLE", detail, options);
      }
      tools.note("warn", "author: trying again", { host, reason, wait, limit: gate.limit });
      await interruptible(tools.signal, () => sleep(clock, wait, tools.signal));
    }
  }

  async #attempt(
    request: ChatRequest,
    signal: AbortSignal,
  ): Promise<{ readonly completion: Completion | null } | AttemptFailure> {
    const { client, gate, settings } = this.#parts;
    const permit = await gate.enter(signal);
    try {
      const completion = await client.complete(request, signal);
      gate.succeeded();
      return { completion };
    } catch (error) {
      const failure = error instanceof ServerFailure ? classify(error) : undefined;
      if (failure?.kind === "throttled") {
        gate.throttled(permit, Math.min(failure.wait ?? 0, settings.maxWait));
      } else {
        gate.failed();
      }
      if (failure !== undefined) return failure;
      // An answer that is not JSON is not a completion; asking again is up to the caller.
      if (error instanceof ServerFailure) return { completion: null };
      throw error;
    }
  }
}

/** What a failure means for the next attempt; undefined for an answer that is not JSON. */
function classify({ kind, message, refusal }: ServerFailure): AttemptFailure | undefined {
  if (kind === "malformed") return undefined;
  if (refusal === undefined) return { kind: "transient", reason: message, wait: undefined };
  const { status, code, retryAfter: wait } = refusal;
  const reason = message === "" ? `HTTP ${status}` : `HTTP ${status}: ${message}`;
  // OpenAI answers 429 for an empty account too, which no waiting fills.
  const empty = status === 429 && code === "insufficient_quota";
  if (THROTTLED.has(status) && !empty) return { kind: "throttled", reason, wait };
  if (status >= 500 || TRANSIENT.has(status)) return { kind: "transient", reason, wait };
  return { kind: "rejected", reason, wait };
}

/**
 * Milliseconds before the next attempt: what the server asked for and a little more, or twice as
 * long as before, with half of it by chance so that many callers do not come back at once.
 */
function waitBefore(
  asked: number | undefined,
  retries: number,
  seed: number,
  { backoff, maxWait }: OpenAiSettings,
): number {
  const chance = random(seed, "author-retry", retries);
  if (asked !== undefined) return Math.ceil(asked + chance * backoff);
  return Math.ceil(Math.min(maxWait, backoff * 2 ** retries) * (0.5 + chance / 2));
}

function usageOf(completion: Completion | null, retries: number): Usage {
  return {
    requests: 1,
    retries,
    prompt_tokens: completion?.usage?.prompt_tokens ?? 0,
    completion_tokens: completion?.usage?.completion_tokens ?? 0,
  };
}

async function interruptible<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new HindcastError("INTERRUPTED", "while the author was waiting for its server");
  }
}
