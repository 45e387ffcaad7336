import { APIError } from "openai";
import { HindcastError, reasonOf } from "../../../protocols/index.ts";
import type { Scrub } from "./key.ts";
import { retryAfter } from "./retry-after.ts";

/** What a failed attempt means for the next one. */
export type AttemptFailure =
  /** The server is there and wants less. */
  | { readonly kind: "throttled"; readonly reason: string; readonly wait: number | undefined }
  /** It may work next time. */
  | { readonly kind: "transient"; readonly reason: string; readonly wait: number | undefined }
  /** The body of the answer is not JSON. */
  | { readonly kind: "garbled"; readonly reason: string }
  /** It will never work. */
  | { readonly kind: "rejected"; readonly reason: string };

const THROTTLED: ReadonlySet<number> = new Set([429, 503, 529]);
const TRANSIENT: ReadonlySet<number> = new Set([408, 409, 425]);

/** Sorts out what an attempt threw. Reasons are scrubbed; the error itself must not be kept. */
export function classify(error: unknown, scrub: Scrub, now: number): AttemptFailure {
  if (error instanceof SyntaxError) return { kind: "garbled", reason: "the answer is not JSON" };
  if (!(error instanceof APIError) || error.status === undefined) {
    return { kind: "transient", reason: scrub(describe(error)), wait: undefined };
  }
  const status = Number(error.status);
  const reason = scrub(`HTTP ${status}: ${error.message}`);
  const wait = retryAfter(error.headers, now);
  // OpenAI answers 429 for an empty account too, which no waiting fills.
  if (status === 429 && error.code === "insufficient_quota") return { kind: "rejected", reason };
  if (THROTTLED.has(status)) return { kind: "throttled", reason, wait };
  if (status >= 500 || TRANSIENT.has(status)) return { kind: "transient", reason, wait };
  return { kind: "rejected", reason };
}

/** The messages of an error and of its causes, which hold what really happened to a connection. */
function describe(error: unknown): string {
  const parts: string[] = [];
  for (let each = error; each instanceof Error && parts.length < 3; each = each.cause) {
    parts.push(reasonOf(each));
  }
  return parts.length === 0 ? reasonOf(error) : [...new Set(parts)].join(": ");
}

/** AUTHOR_UNAVAILABLE, with the wait that the server asked for. */
export function unavailable(
  where: string,
  reason: string,
  wait: number | undefined,
): HindcastError {
  return new HindcastError(
    "AUTHOR_UNAVAILABLE",
    `${where}: ${reason}`,
    wait === undefined ? {} : { retryAfter: wait },
  );
}
