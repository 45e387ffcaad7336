import { reasonOf } from "../../protocols/index.ts";
import type { Redact } from "../redact.ts";

/** The server answered with an HTTP status other than success. */
export interface HttpRefusal {
  readonly status: number;
  /** The server's own code for the error, such as OpenAI's `insufficient_quota`. */
  readonly code: string | undefined;
  /** Milliseconds for which the server asks to be left alone, in a header or in words. */
  readonly retryAfter: number | undefined;
  /** The parameter of the request that the server names, such as `max_tokens`. */
  readonly param?: string | undefined;
}

/**
 * Why a request to a server failed. The message is redacted and short; what it was made from is
 * not kept, since it may hold the key.
 *
 * `refused`: the server answered with another status than success, or with an error under a status
 * of success; `unreachable`: no connection, or a cut one; `timeout`: no answer in time; `malformed`:
 * the answer is not JSON.
 */
export class ServerFailure extends Error {
  readonly kind: "refused" | "unreachable" | "timeout" | "malformed";
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
  { status, retryAfter }: Pick<HttpRefusal, "status" | "retryAfter">,
  redact: Redact,
): ServerFailure {
  const { reason, code, param } = readErrorBody(body);
  return new ServerFailure("refused", redact(reason), {
    status,
    retryAfter: retryAfter ?? waitInWords(reason),
    code,
    param,
  });
}

/**
 * The failure that an answer under a status of success holds all the same (OpenRouter and other
 * gateways); undefined for an answer that holds none.
 */
export function refusalWithin(answer: unknown, redact: Redact): ServerFailure | undefined {
  if (!isObject(answer) || "choices" in answer) return undefined;
  const { error, object } = answer;
  if (object !== "error" && !isObject(error) && typeof error !== "string") return undefined;
  const code = isObject(error) ? error["code"] : answer["code"];
  // Without a specific status the cause is unknown; gateway errors mean that the upstream server failed.
  const status = typeof code === "number" && code >= 400 && code < 600 ? code : 502;
  return refusedWith(JSON.stringify(answer), { status, retryAfter: undefined }, redact);
}

/** "Please try again in 7.5s", as OpenAI and those that copy it say, in milliseconds. */
function waitInWords(reason: string): number | undefined {
  const found =
    /\b(?:try again|retry|wait)[^.\d]{0,30}?(\d{1,6}(?:\.\d{1,6})?) ?(ms|s|sec|seconds?|m|minutes?)\b/i;
  const [, amount, unit = ""] = found.exec(reason.slice(0, 2_000)) ?? [];
  if (amount === undefined) return undefined;
  const scale = unit === "ms" ? 1 : unit.toLowerCase().startsWith("m") ? 60_000 : 1_000;
  return Number(amount) * scale;
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
  readonly param: string | undefined;
}

/**
 * The message in an error body: `error.message` (OpenAI, vLLM, SGLang), a flat `message` (older
 * ones), `error` (TGI), `detail` (FastAPI), any of these inside of another, the title and words of
 * a page, or the body as it is.
 */
function readErrorBody(body: string): ErrorBody {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { reason: pageText(body) ?? body, code: undefined, param: undefined };
  }
  // Google's servers put the error into a list.
  const [first]: unknown[] = Array.isArray(value) ? value : [value];
  if (!isObject(first)) return { reason: body, code: undefined, param: undefined };
  const inner = isObject(first["error"]) ? first["error"] : first;
  const { code, param } = inner;
  return {
    reason: reasonIn(first, 0) ?? body,
    code: typeof code === "string" ? code : undefined,
    param: typeof param === "string" ? param : undefined,
  };
}

/** Objects inside of each other that are looked into. */
const DEPTH = 4;

function reasonIn(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  if (Array.isArray(value)) return reasonIn(value[0], depth + 1);
  if (!isObject(value) || depth > DEPTH) return undefined;
  // FastAPI's validation errors repeat the input, which may be a whole file of code.
  if (typeof value["msg"] === "string") {
    const place = Array.isArray(value["loc"]) ? `${value["loc"].join(".")}: ` : "";
    return place + value["msg"];
  }
  const { error, message, detail, metadata } = value;
  const reason =
    reasonIn(error, depth + 1) ?? reasonIn(message, depth + 1) ?? reasonIn(detail, depth + 1);
  // OpenRouter: what the provider itself said.
  const raw = isObject(metadata) ? metadata["raw"] : undefined;
  return reason !== undefined && typeof raw === "string" ? `${reason}: ${raw}` : reason;
}

/** What an HTML page says, its title first; undefined for another text. */
export function pageText(text: string): string | undefined {
  if (!/^\s*(?:<!doctype html|<html|<head|<body)/i.test(text)) return undefined;
  const words = text
    .slice(0, 20_000)
    .replaceAll(/<(script|style)\b[^>]*>[^]*?<\/\1>/gi, " ")
    .replaceAll(/<[^<>]{0,2000}>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return `an HTML page: ${JSON.stringify(words.slice(0, 160))}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
