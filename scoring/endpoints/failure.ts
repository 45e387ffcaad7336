import { HindcastError, type ErrorCode } from "../../protocols/index.ts";

/** What an HTTP status other than success says of a request. */
export interface Refusal {
  readonly status: number;
  /** The server's own words, not yet fit to be shown. */
  readonly reason: string;
  /** Milliseconds that the server asks for. */
  readonly retryAfter: number | undefined;
}

/** The status of a refusal, kept as the cause of the error that it became. */
class HttpStatus extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.name = "HttpStatus";
    this.status = status;
  }
}

const BUSY: ReadonlySet<number> = new Set([429, 503, 529]);
/** 424 is how TGI says that one generation failed. */
const TRANSIENT: ReadonlySet<number> = new Set([408, 409, 424, 425]);
const REFUSED: ReadonlySet<number> = new Set([400, 413, 422]);

/**
 * The code for a refusal. Two kinds of 500 are told apart: a message that is only a number is a
 * KeyError of vLLM's own prompt log-probabilities, which no retry heals, and a float that JSON
 * cannot carry is a likelihood that is no number.
 */
function codeOf({ status, reason }: Refusal): ErrorCode {
  if (BUSY.has(status)) return "ENDPOINT_BUSY";
  if (REFUSED.has(status)) return "ENDPOINT_REFUSED";
  if (status >= 500 && /not JSON compliant/i.test(reason)) return "ENDPOINT_WRONG";
  if (status === 501 || (status === 500 && /^\s*["']?\d+["']?\s*$/.test(reason))) {
    return "ENDPOINT_CONFIG";
  }
  return status >= 500 || TRANSIENT.has(status) ? "ENDPOINT_UNREACHABLE" : "ENDPOINT_CONFIG";
}

/** The error for a refusal; `shown` is its reason, scrubbed. */
export function refusedBy(where: string, refusal: Refusal, shown: string): HindcastError {
  const { status, retryAfter } = refusal;
  const words = shown === "" ? "" : `: ${shown}`;
  return new HindcastError(codeOf(refusal), `${where}: HTTP ${status}${words}`, {
    cause: new HttpStatus(status),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** The HTTP status behind an error of ours, when a status was the reason. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof HindcastError && error.cause instanceof HttpStatus
    ? error.cause.status
    : undefined;
}

/**
 * The message in the body of a refusal: `error.message` (OpenAI, vLLM, SGLang), a flat `message`
 * (older ones), `error` (TGI), `detail` (FastAPI), or the body as it is.
 */
export function reasonIn(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    const reason = isObject(value) ? reasonOfObject(value) : undefined;
    return reason ?? body;
  } catch {
    return body;
  }
}

function reasonOfObject(value: Readonly<Record<string, unknown>>): string | undefined {
  const { error, message, detail } = value;
  if (isObject(error) && typeof error["message"] === "string") return error["message"];
  const text = [message, error, detail].find((part) => typeof part === "string");
  if (text !== undefined) return text;
  // FastAPI's validation errors repeat the input, which may be a whole file of code.
  const [first]: unknown[] = Array.isArray(detail) ? detail : [];
  if (!isObject(first) || typeof first["msg"] !== "string") return undefined;
  const place = Array.isArray(first["loc"]) ? `${first["loc"].join(".")}: ` : "";
  return place + first["msg"];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
