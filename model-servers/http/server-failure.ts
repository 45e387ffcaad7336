import { reasonOf } from "../../protocols/index.ts";
import type { Redact } from "../redact.ts";

/** The server answered with an HTTP status other than success. */
export interface HttpRefusal {
  readonly status: number;
  /** The server's own code for the error, such as OpenAI's `insufficient_quota`. */
  readonly code: string | undefined;
  /** Milliseconds for which the server asks to be left alone. */
  readonly retryAfter: number | undefined;
}

/**
 * Why a request to a server failed. The message is redacted and short; what it was made from is
 * not kept, since it may hold the key.
 *
 * `refused`: the server answered with another status than success; `unreachable`: no connection, a
 * cut one, or no answer in time; `malformed`: the answer is not JSON.
 */
export class ServerFailure extends Error {
  readonly kind: "refused" | "unreachable" | "malformed";
  /** Present when `kind` is `refused`. */
  readonly refusal: HttpRefusal | undefined;

  constructor(kind: ServerFailure["kind"], message: string, refusal?: HttpRefusal) {
    super(message);
    this.name = "ServerFailure";
    this.kind = kind;
    this.refusal = refusal;
  }
}

/** The failure for a status other than success, from the text of its body. */
export function refusedWith(
  body: string,
  { status, retryAfter }: Omit<HttpRefusal, "code">,
  redact: Redact,
): ServerFailure {
  const { reason, code } = readErrorBody(body);
  return new ServerFailure("refused", redact(reason), { status, retryAfter, code });
}

/** The messages of an error and of its causes, which say what really happened to a connection. */
export function describeCauses(error: unknown): string {
  const parts: string[] = [];
  for (let each = error; each instanceof Error && parts.length < 3; each = each.cause) {
    // A connection that was tried at several addresses fails with one error for each of them.
    const inner = each instanceof AggregateError ? each.errors.map(reasonOf).join(", ") : "";
    parts.push(reasonOf(each) || inner);
  }
  return parts.length === 0 ? reasonOf(error) : [...new Set(parts)].join(": ");
}

interface ErrorBody {
  readonly reason: string;
  readonly code: string | undefined;
}

/**
 * The message in an error body: `error.message` (OpenAI, vLLM, SGLang), a flat `message` (older
 * ones), `error` (TGI), `detail` (FastAPI), or the body as it is.
 */
function readErrorBody(body: string): ErrorBody {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { reason: body, code: undefined };
  }
  if (!isObject(value)) return { reason: body, code: undefined };
  const { code } = isObject(value["error"]) ? value["error"] : value;
  return {
    reason: reasonOfObject(value) ?? body,
    code: typeof code === "string" ? code : undefined,
  };
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
