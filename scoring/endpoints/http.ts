import { Pool, type Dispatcher } from "undici";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import { reasonIn, refusedBy } from "./failure.ts";
import { checkKey, scrubber, type Scrub } from "./key.ts";
import type { EndpointSettings } from "./options.ts";
import { retryAfter } from "./retry-after.ts";

/** An answer larger than this is no answer to anything that we ask, in bytes. */
const MAX_RESPONSE = 256 * 2 ** 20;
/** Bytes of a refusal that are read; a server may repeat the whole request in it. */
const MAX_REFUSAL = 64 * 2 ** 10;
/** Milliseconds to reach a server. */
const CONNECT = 10_000;

/** One request: a body makes it a POST. */
export interface Call {
  /** Behind the endpoint's URL, with a slash at its beginning. */
  readonly path: string;
  readonly body?: unknown;
  /** Milliseconds, where another time than the endpoint's is right. */
  readonly timeout?: number;
}

/** JSON over a pool of connections to one server; each of its failures is one of our codes. */
export class EndpointHttp {
  readonly name: string;
  readonly #pool: Pool;
  readonly #prefix: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timeout: number;
  readonly #scrub: Scrub;

  /**
   * @param name stands in errors
   * @param url without a slash at its end
   */
  constructor(name: string, url: string, settings: EndpointSettings) {
    const { origin, pathname } = new URL(url);
    const key = settings.key === undefined ? undefined : checkKey(settings.key);
    this.name = name;
    this.#prefix = pathname === "/" ? "" : pathname;
    this.#timeout = settings.timeout;
    this.#scrub = scrubber(key);
    this.#headers = {
      accept: "application/json",
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    };
    this.#pool = new Pool(origin, {
      connections: settings.connections,
      pipelining: 1,
      connect: { timeout: Math.min(settings.timeout, CONNECT) },
      // One clock for the whole request instead of one for each of its parts.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: MAX_RESPONSE,
    });
  }

  /**
   * The answer's JSON.
   *
   * @throws HindcastError ENDPOINT_* by what went wrong, see {@link EndpointClient}; INTERRUPTED
   *   when the signal was aborted
   */
  async json(call: Call, signal: AbortSignal): Promise<unknown> {
    const timeout = call.timeout ?? this.#timeout;
    const inner = new AbortController();
    const stop = () => inner.abort();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      inner.abort();
    }, timeout);
    signal.addEventListener("abort", stop, { once: true });
    try {
      if (signal.aborted) throw interrupted(this.name);
      return parse(this.name, await this.#send(call, inner.signal));
    } catch (error) {
      if (signal.aborted) throw interrupted(this.name);
      if (error instanceof HindcastError) throw error;
      const reason = late ? `no answer within ${timeout} ms` : this.shown(describe(error));
      throw new HindcastError("ENDPOINT_UNREACHABLE", `${this.name}: ${reason}`);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  /** What a server said, fit to be shown: short, on one line, without secrets. */
  shown(text: string): string {
    return this.#scrub(text);
  }

  /** Gives the connections back; cuts what is still under way. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #send({ path, body }: Call, signal: AbortSignal): Promise<string> {
    const post = body !== undefined;
    const response = await this.#pool.request({
      method: post ? "POST" : "GET",
      path: this.#prefix + path,
      headers: post ? { ...this.#headers, "content-type": "application/json" } : this.#headers,
      body: post ? JSON.stringify(body) : null,
      signal,
    });
    // A redirect is no success: it would carry texts, and the key, to a host that nobody named.
    if (response.statusCode >= 200 && response.statusCode < 300) return response.body.text();
    const reason = reasonIn(await readRefusal(response.body));
    const wait = retryAfter(response.headers, Date.now());
    const refusal = { status: response.statusCode, reason, retryAfter: wait };
    throw refusedBy(this.name, refusal, this.shown(reason));
  }
}

function interrupted(name: string): HindcastError {
  return new HindcastError("INTERRUPTED", `${name}: the request was cancelled`);
}

async function readRefusal(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_REFUSAL) break;
  }
  return Buffer.concat(chunks).toString("utf8", 0, MAX_REFUSAL);
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Python writes what JSON has no word for as it is.
    const found = /[[:,]\s*(NaN|-?Infinity)\b/.exec(text)?.[1];
    const what = found === undefined ? "is not JSON" : `holds ${found}, which is not JSON`;
    throw new HindcastError("ENDPOINT_WRONG", `${name}: the answer ${what}`);
  }
}

/** The messages of an error and of its causes, which hold what really happened to a connection. */
function describe(error: unknown): string {
  const parts: string[] = [];
  for (let each = error; each instanceof Error && parts.length < 3; each = each.cause) {
    // A connection that was tried at several addresses fails with one error for each of them.
    const inner = each instanceof AggregateError ? each.errors.map(reasonOf).join(", ") : "";
    parts.push(reasonOf(each) || inner);
  }
  return parts.length === 0 ? reasonOf(error) : [...new Set(parts)].join(": ");
}
