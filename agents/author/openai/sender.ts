import { HindcastError, random, type Usage } from "../../../protocols/index.ts";
import type { AnswerTools } from "../request.ts";
import { classify, unavailable, type AttemptFailure } from "./failure.ts";
import type { Gate, Ticket } from "./gate.ts";
import type { Scrub } from "./key.ts";
import type { Clock, OpenAiSettings } from "./options.ts";
import type { ChatCall, Completion, Wire } from "./wire.ts";

/** One answered request: a completion, or null when the body was none. */
export interface Sent {
  readonly completion: Completion | null;
  readonly usage: Usage;
}

export interface SenderParts {
  readonly wire: Wire;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly settings: OpenAiSettings;
  readonly scrub: Scrub;
  /** The server's host, for people. */
  readonly host: string;
}

/**
 * Sends one call until it is answered. Throws AUTHOR_REJECTED when the server will never take it,
 * AUTHOR_UNAVAILABLE when the retries are used up or the server wants a longer wait than we
 * keep a request for, INTERRUPTED when the run stops.
 */
export async function sendCall(
  parts: SenderParts,
  call: ChatCall,
  tools: AnswerTools,
): Promise<Sent> {
  const { gate, settings, host, clock } = parts;
  for (let retries = 0; ; retries += 1) {
    const ticket = await entered(gate, tools.signal);
    const result = await attempt(parts, call, ticket, tools.signal);
    if (result.kind === "answered") {
      return { completion: result.completion, usage: usageOf(result.completion, retries) };
    }
    if (result.kind === "garbled") return { completion: null, usage: usageOf(null, retries) };
    if (result.kind === "rejected") {
      throw new HindcastError("AUTHOR_REJECTED", `${host}: ${result.reason}`);
    }
    const wait = waitBefore(result, retries, call.seed, settings);
    if (retries + 1 >= settings.attempts || wait > settings.maxWait) {
      throw unavailable(host, `${retries + 1} attempts: ${result.reason}`, result.wait);
    }
    const { reason } = result;
    tools.note("warn", "author: trying again", { host, reason, wait, limit: gate.limit });
    await interruptible(clock.wait(wait, tools.signal), tools.signal);
  }
}

type Result = { kind: "answered"; completion: Completion | null } | AttemptFailure;

async function attempt(
  { wire, gate, settings, scrub, clock }: SenderParts,
  call: ChatCall,
  ticket: Ticket,
  outer: AbortSignal,
): Promise<Result> {
  const inner = new AbortController();
  const stop = () => inner.abort();
  outer.addEventListener("abort", stop, { once: true });
  // Not the SDK's time-out: that one ends with the headers and leaves a hanging body alone.
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    inner.abort();
  }, settings.timeout);
  try {
    const completion = await wire.complete(call, inner.signal);
    gate.succeeded();
    return { kind: "answered", completion };
  } catch (error) {
    const failure: AttemptFailure = late
      ? { kind: "transient", reason: `no answer within ${settings.timeout} ms`, wait: undefined }
      : classify(error, scrub, clock.now());
    if (failure.kind === "throttled") {
      gate.throttled(ticket, Math.min(failure.wait ?? 0, settings.maxWait));
    } else {
      gate.failed();
    }
    if (outer.aborted) throw interrupted();
    return failure;
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", stop);
  }
}

/**
 * Milliseconds before the next attempt: what the server asked for and a little more, or twice as
 * long as before, with half of it by chance so that many callers do not come back at once.
 */
function waitBefore(
  failure: { readonly wait: number | undefined },
  retries: number,
  seed: number,
  { backoff, maxWait }: OpenAiSettings,
): number {
  const chance = random(seed, "author-retry", retries);
  if (failure.wait !== undefined) return Math.ceil(failure.wait + chance * backoff);
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

function entered(gate: Gate, signal: AbortSignal): Promise<Ticket> {
  return interruptible(gate.enter(signal), signal);
}

async function interruptible<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw signal.aborted ? interrupted() : error;
  }
}

function interrupted(): HindcastError {
  return new HindcastError("INTERRUPTED", "while the author was waiting for its server");
}
