import type { Dispatcher } from "undici";
import { HindcastError } from "../../protocols/index.ts";
import { systemClock, withDeadline } from "../clock.ts";
import { errorRedactor, type Redact } from "../redact.ts";
import { readRetryAfter } from "./retry-after.ts";
import type { Secret } from "../secret.ts";
import { describeCauses, pageText, refusedWith, ServerFailure } from "./server-failure.ts";

/** Bytes of an error body that are read; a server may repeat the whole request in it. */
const MAX_ERROR_BODY = 64 * 2 ** 10;
/** Milliseconds to open a connection. */
const CONNECT_TIMEOUT = 10_000;

export interface JsonClientOptions {
  /** Identifies the server in errors. */
  readonly name: string;
  /** Base URL without a slash at its end. */
  readonly url: string;
  /** Sent as a bearer token; local servers need none. */
  readonly key: Secret | undefined;
  /** Milliseconds for one request, from the call to the last byte. */
  readonly timeout: number;
  /** Requests in flight at the same time; more wait for a connection, within their time. */
  readonly connections: number;
  /** Most bytes of an answer. */
  readonly maxResponse: number;
  /** Milliseconds since the epoch; the system's unless given. */
  readonly now?: () => number;
}

/** One request. A body makes it a POST. */
export interface JsonRequest {
  /** Appended to the client's URL; begins with a slash. */
  readonly path: string;
  readonly body?: unknown;
  /** Milliseconds; the client's unless given. */
  readonly timeout?: number;
}

/**
 * JSON over HTTP to one server, with its own connections. Never follows a redirect, which would
 * carry texts, and the key, to a host that nobody named.
 */
export class JsonClient {
  readonly name: string;
  /** Prepares a server's own words for an error message; see {@link errorRedactor}. */
  readonly redact: Redact;
  readonly #connect: () => Promise<Dispatcher>;
  /** From the first request on: a run that asks no server does not load the HTTP client. */
  #connections: Promise<Dispatcher> | undefined;
  readonly #origin: string;
  readonly #prefix: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timeout: number;
  readonly #now: () => number;

  /** Throws CONFIG_INVALID for a key that no header can carry. */
  constructor({ name, url, key, timeout, connections, maxResponse, now }: JsonClientOptions) {
    const { origin, pathname } = new URL(url);
    this.name = name;
    this.redact = errorRedactor(key);
    this.#prefix = pathname === "/" ? "" : pathname;
    this.#timeout = timeout;
    this.#now = now ?? Date.now;
    this.#headers = {
      accept: "application/json",
      ...(key === undefined ? {} : { authorization: key.bearer() }),
    };
    this.#origin = origin;
    const options = {
      connections,
      pipelining: 1,
      connect: { timeout: Math.min(timeout, CONNECT_TIMEOUT) },
      // One deadline for the whole request instead of one for each of its parts.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: maxResponse,
    };
    this.#connect = async () => {
      const { EnvHttpProxyAgent, Pool } = await import("undici");
      return hasProxy()
        ? new EnvHttpProxyAgent({ ...options, proxyTls: options.connect })
        : new Pool(origin, options);
    };
  }

  /** The JSON of the answer. Throws ServerFailure; INTERRUPTED when the signal was aborted. */
  async send(request: JsonRequest, signal: AbortSignal): Promise<unknown> {
    return this.parse(await this.sendForText(request, signal));
  }

  /** JSON as it came. Throws ServerFailure of the kind `malformed`, with what came instead. */
  parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      // Python writes NaN and infinities as they are, though JSON has no word for them.
      const found = /[[:,]\s*(NaN|-?Infinity)\b/.exec(text)?.[1];
      const what =
        found === undefined
          ? `is not JSON but ${describeText(text)}`
          : `holds ${found}, which is not JSON`;
      throw new ServerFailure("malformed", this.redact(`the answer ${what}`));
    }
  }

  /** The answer as it came. Throws ServerFailure; INTERRUPTED when the signal was aborted. */
  async sendForText(request: JsonRequest, signal: AbortSignal): Promise<string> {
    const after = request.timeout ?? this.#timeout;
    const late = new ServerFailure("timeout", `no answer within ${after} ms`);
    try {
      signal.throwIfAborted();
      return await withDeadline({ clock: systemClock, after, error: late }, signal, (inner) =>
        this.#exchange(request, inner),
      );
    } catch (error) {
      if (signal.aborted) {
        throw new HindcastError("INTERRUPTED", `${this.name}: the request was cancelled`);
      }
      if (error instanceof ServerFailure) throw error;
      // oxlint-disable-next-line preserve-caught-error -- the client's error may quote the key
      throw new ServerFailure("unreachable", this.redact(describeCauses(error)));
    }
  }

  /** Closes the connections and aborts requests in flight. */
  async close(): Promise<void> {
    await (await this.#connections)?.destroy();
  }

  async #exchange({ path, body }: JsonRequest, signal: AbortSignal): Promise<string> {
    const post = body !== undefined;
    this.#connections ??= this.#connect();
    const connections = await this.#connections;
    const response = await connections.request({
      origin: this.#origin,
      method: post ? "POST" : "GET",
      path: this.#prefix + path,
      headers: post ? { ...this.#headers, "content-type": "application/json" } : this.#headers,
      body: post ? JSON.stringify(body) : null,
      signal,
    });
    const { statusCode: status, headers } = response;
    if (status >= 200 && status < 300) return response.body.text();
    const header = (name: string): string | undefined => {
      const value = headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    const retryAfter = readRetryAfter(header, this.#now());
    throw refusedWith(await readStart(response.body), { status, retryAfter }, this.redact);
  }
}

async function readStart(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_ERROR_BODY) break;
  }
  return Buffer.concat(chunks).toString("utf8", 0, MAX_ERROR_BODY);
}

/** Whether this process is configured to use a proxy; the agent reads NO_PROXY itself. */
function hasProxy(): boolean {
  const { http_proxy, HTTP_PROXY, https_proxy, HTTPS_PROXY } = process.env;
  return Boolean(http_proxy || HTTP_PROXY || https_proxy || HTTPS_PROXY);
}

/** What a text is, for people: a page with its words, nothing at all, or how it begins. */
function describeText(text: string): string {
  const start = text.slice(0, 80).trim();
  return pageText(text) ?? (start === "" ? "empty" : `a text: ${JSON.stringify(start)}`);
}
