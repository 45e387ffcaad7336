import { HindcastError, random, type AnswerTools, type Usage } from "../../../protocols/index.ts";
import { ServerFailure } from "../../../model-servers/http/index.ts";
import { sleep, type Clock, type RateGate } from "../../../model-servers/index.ts";
import { NO_USAGE, addUsage } from "../../usage/index.ts";
import type { Completion } from "../answers/index.ts";
import { FailedAsking } from "../request.ts";
import type { ChatRequest } from "./request-shape.ts";
import type { OpenAiSettings } from "./options.ts";
import { overlongOf, type Overlong } from "./window/index.ts";
import { PrefixMeter } from "./prefix-meter.ts";

/** One answered request: a completion, or null when the body was none. */
export interface ChatAnswer {
  readonly completion: Completion | null;
  readonly usage: Usage;
}

/** Whatever answers chats: a server, or a model in this process. */
export interface ChatBackend {
  readonly host: string;
  /** Which parameters it takes, as far as it has said. */
  readonly shape: { readonly changes: readonly string[]; adapt(failure: ServerFailure): boolean };
  complete(request: ChatRequest, signal: AbortSignal): Promise<Completion | null>;
  askWindow(signal: AbortSignal): Promise<number | undefined>;
  close(): Promise<void>;
}

export interface ChatRequestSenderParts {
  readonly client: ChatBackend;
  readonly gate: RateGate;
  readonly clock: Clock;
  readonly settings: OpenAiSettings;
}

/**
 * `throttled` and `transient` failures may succeed later, `rejected` and `declined` ones never, and
 * what was `adapted` at once.
 */
interface AttemptFailure {
  readonly kind: "throttled" | "transient" | "rejected" | "declined" | "overlong" | "adapted";
  readonly reason: string;
  /** Milliseconds that the server asked for. */
  readonly wait: number | undefined;
  /** Whether a limit of requests or tokens was reached, which has a known end. */
  readonly limited?: boolean;
  /** Whether the server had not answered in time. */
  readonly late?: boolean;
  readonly overlong?: Overlong;
}

/** A prompt that the server's window does not hold. */
export class OverlongPrompt extends FailedAsking {
  readonly overlong: Overlong;

  constructor(overlong: Overlong, error: HindcastError, usage: Usage) {
    super(error, usage);
    this.overlong = overlong;
  }
}

const THROTTLED: ReadonlySet<number> = new Set([429, 503, 529]);
const TRANSIENT: ReadonlySet<number> = new Set([408, 409, 425]);

/** Codes and words with which content filters refuse a prompt (Azure, OpenAI, DashScope, Vertex). */
const FILTERS: ReadonlySet<string> = new Set([
  "content_filter",
  "content_policy_violation",
  "data_inspection_failed",
  "sensitive_words_detected",
]);
const FILTERED =
  /content (?:management )?policy|content filter|filtered due to|flagged (?:by|as)|inappropriate content|usage polic/i;

/** Times that a request is put off because the server named a time to come back. */
const PAUSES = 30;

/** Sends requests within the rate that the server takes, and retries what may succeed later. */
export class ChatRequestSender {
  readonly #parts: ChatRequestSenderParts;
  readonly #prefixes = new PrefixMeter();

  constructor(parts: ChatRequestSenderParts) {
    this.#parts = parts;
  }

  /**
   * Sends one request until it is answered. Throws FailedAsking: AUTHOR_REJECTED when the server
   * will never take it; AUTHOR_DECLINED when a content filter refuses it; OverlongPrompt, which is
   * AUTHOR_UNUSABLE, when it does not fit into the context window; AUTHOR_UNAVAILABLE, with
   * the wait that the server asked for, when the retries are used up or that wait is longer than a
   * request is kept for. Throws INTERRUPTED when the signal is aborted.
   */
  async send(request: ChatRequest, tools: AnswerTools): Promise<ChatAnswer> {
    const { client, gate, settings, clock } = this.#parts;
    const { host } = client;
    const { characters, reusable } = this.#prefixes.add(request.messages);
    let spent: Usage = {
      ...NO_USAGE,
      details: {
        prompt_characters: characters,
        reusable_characters: reusable,
        cached_tokens: 0,
        cleaned: {},
        refused: {},
      },
    };
    let failures = 0;
    let timeouts = 0;
    let pauses = 0;
    for (;;) {
      const result = await interruptible(tools.signal, () => this.#attempt(request, tools.signal));
      if (!("kind" in result)) {
        const { completion } = result;
        return { completion, usage: addUsage(spent, usageOf(completion)) };
      }
      spent = addUsage(spent, { ...NO_USAGE, retries: 1 });
      const { reason, wait: asked } = result;
      const give = (
        code: "AUTHOR_REJECTED" | "AUTHOR_DECLINED" | "AUTHOR_UNAVAILABLE" | "AUTHOR_UNUSABLE",
        what = "",
      ) => {
        const later = asked === undefined || asked <= settings.maxWait ? {} : { retryAfter: asked };
        const error = new HindcastError(code, `${host}: ${what}${reason}`, later);
        const { overlong } = result;
        return overlong
          ? new OverlongPrompt(overlong, error, spent)
          : new FailedAsking(error, spent);
      };
      if (result.kind === "rejected") throw give("AUTHOR_REJECTED");
      if (result.kind === "overlong") throw give("AUTHOR_UNUSABLE");
      if (result.kind === "declined") throw give("AUTHOR_DECLINED");
      if (result.kind === "adapted") {
        tools.note("info", "author: the request was changed as the server wants it", {
          host,
          reason,
        });
        continue;
      }
      // A server that says when it can take more is believed, and waited for.
      if (result.limited && asked !== undefined) pauses += 1;
      else failures += 1;
      timeouts += result.late === true ? 1 : 0;
      const wait = waitBefore(asked, failures, request.seed, settings);
      const over =
        failures >= settings.attempts || timeouts >= settings.timeouts || pauses >= PAUSES;
      if (over || (asked ?? 0) > settings.maxWait) {
        throw give("AUTHOR_UNAVAILABLE", `${spent.retries} attempts: `);
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
      if (!(error instanceof ServerFailure)) {
        gate.failed();
        throw error;
      }
      const failure = classify(error);
      if (failure.kind === "throttled") {
        gate.throttled(permit, Math.min(failure.wait ?? settings.backoff, settings.maxWait));
      } else {
        gate.failed();
      }
      if (failure.kind === "rejected" && client.shape.adapt(error)) {
        return { ...failure, kind: "adapted" };
      }
      return failure;
    }
  }
}

/** What a failure means for the next attempt. */
function classify(failure: ServerFailure): AttemptFailure {
  const { kind, message, refusal } = failure;
  if (refusal === undefined) {
    return { kind: "transient", reason: message, wait: undefined, late: kind === "timeout" };
  }
  const { status, code, retryAfter: wait } = refusal;
  const reason = message === "" ? `HTTP ${status}` : `HTTP ${status}: ${message}`;
  const overlong = overlongOf(failure);
  if (overlong) return { kind: "overlong", reason, wait: undefined, overlong };
  if (status < 500 && (FILTERS.has(code ?? "") || FILTERED.test(message))) {
    return { kind: "declined", reason, wait: undefined };
  }
  // OpenAI answers 429 for an empty account too, which no waiting fills.
  const empty = status === 429 && code === "insufficient_quota";
  if (THROTTLED.has(status) && !empty) {
    return { kind: "throttled", reason, wait, limited: status === 429 };
  }
  if (status >= 500 || TRANSIENT.has(status)) return { kind: "transient", reason, wait };
  return { kind: "rejected", reason, wait: undefined };
}

/**
 * Milliseconds before the next attempt: what the server asked for and a little more, or twice as
 * long as before, with half of it by chance so that many callers do not come back at once.
 */
function waitBefore(
  asked: number | undefined,
  failures: number,
  seed: number,
  { backoff, maxWait }: OpenAiSettings,
): number {
  const chance = random(seed, "author-retry", failures);
  if (asked !== undefined) return Math.ceil(asked + chance * backoff);
  return Math.ceil(Math.min(maxWait, backoff * 2 ** (failures - 1)) * (0.5 + chance / 2));
}

function usageOf(completion: Completion | null): Usage {
  const usage = completion?.usage;
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? usage?.prompt_cache_hit_tokens ?? 0;
  return {
    requests: 1,
    retries: 0,
    prompt_tokens: usage?.prompt_tokens ?? 0,
    completion_tokens: usage?.completion_tokens ?? 0,
    details: {
      prompt_characters: 0,
      reusable_characters: 0,
      cached_tokens: cached,
      cleaned: {},
      refused: {},
    },
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
