import { HindcastError, type ErrorCode } from "../../protocols/index.ts";
import { JsonClient, ServerFailure, type JsonRequest } from "../../model-servers/http/index.ts";
import type { EndpointSettings } from "./options.ts";

/** An answer larger than this is no answer to anything that we ask, in bytes. */
const MAX_RESPONSE = 256 * 2 ** 20;

const BUSY: ReadonlySet<number> = new Set([429, 503, 529]);
/** 424 is how TGI says that one generation failed. */
const TRANSIENT: ReadonlySet<number> = new Set([408, 409, 424, 425]);
const REFUSED: ReadonlySet<number> = new Set([400, 413, 422]);

/** A {@link JsonClient} whose failures have the codes that {@link EndpointClient} promises. */
export class EndpointHttp {
  readonly name: string;
  readonly #client: JsonClient;

  /**
   * @param name identifies the endpoint in errors
   * @param url without a slash at its end
   */
  constructor(name: string, url: string, { key, timeout, connections }: EndpointSettings) {
    this.name = name;
    this.#client = new JsonClient({
      name,
      url,
      key,
      timeout,
      connections,
      maxResponse: MAX_RESPONSE,
    });
  }

  /**
   * The answer's JSON.
   *
   * @throws HindcastError ENDPOINT_* by what went wrong, see {@link EndpointClient}; INTERRUPTED
   *   when the signal was aborted
   */
  async json(request: JsonRequest, signal: AbortSignal): Promise<unknown> {
    try {
      return await this.#client.send(request, signal);
    } catch (error) {
      throw error instanceof ServerFailure ? endpointError(this.name, error) : error;
    }
  }

  /** What a server said, prepared for an error: short, on one line, without secrets. */
  shown(text: string): string {
    return this.#client.redact(text);
  }

  /** Closes the connections and aborts requests in flight. */
  close(): Promise<void> {
    return this.#client.close();
  }
}

/** The HTTP status that caused an error of ours, when one did. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof HindcastError && error.cause instanceof ServerFailure
    ? error.cause.refusal?.status
    : undefined;
}

function endpointError(name: string, failure: ServerFailure): HindcastError {
  const { kind, message, refusal } = failure;
  if (refusal === undefined) {
    const code = kind === "malformed" ? "ENDPOINT_WRONG" : "ENDPOINT_UNREACHABLE";
    return new HindcastError(code, `${name}: ${message}`, { cause: failure });
  }
  const { status, retryAfter } = refusal;
  const reason = message === "" ? "" : `: ${message}`;
  return new HindcastError(codeOf(status, message), `${name}: HTTP ${status}${reason}`, {
    cause: failure,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/**
 * The code for a status. Two kinds of 500 are special: a message that is only a number is a
 * KeyError of vLLM's own prompt log-probabilities, which no retry heals, and a float that JSON
 * cannot carry is a likelihood that is no number.
 */
function codeOf(status: number, reason: string): ErrorCode {
  if (BUSY.has(status)) return "ENDPOINT_BUSY";
  if (REFUSED.has(status)) return "ENDPOINT_REFUSED";
  if (status >= 500 && /not JSON compliant/i.test(reason)) return "ENDPOINT_WRONG";
  if (status === 501 || (status === 500 && /^["']?\d+["']?$/.test(reason))) {
    return "ENDPOINT_CONFIG";
  }
  return status >= 500 || TRANSIENT.has(status) ? "ENDPOINT_UNREACHABLE" : "ENDPOINT_CONFIG";
}
