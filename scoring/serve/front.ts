import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { isLoopbackHost, isOwnOrigin } from "../../model-servers/http/index.ts";
import { bodyOf, type HttpAnswer } from "./answer.ts";
import { damage } from "./damage.ts";
import type { Engine } from "./engine.ts";
import { Faults, type Fault, type FaultName } from "./faults.ts";
import { RequestRefusal } from "./refusal.ts";
import { readJson } from "./request-body.ts";
import type { RouteCall, ProtocolRoute, Served } from "./route.ts";

/** What a front answers with. */
export interface FrontOptions {
  readonly routes: readonly ProtocolRoute[];
  readonly served: Served;
  /** Largest body in bytes. */
  readonly bodyBytes: number;
  /** What should go wrong; see `Faults`. */
  readonly faults: string;
  /** Called with every error that no request is to blame for. */
  readonly onError: (error: unknown) => void;
}

/** Counts since the server started. */
export interface FrontStats {
  /** Requests that asked for likelihoods, answered or not. */
  readonly requests: number;
  readonly faults: Readonly<Record<FaultName, number>>;
}

/** Takes requests apart, finds who answers them, and lets go wrong what should. */
export class Front {
  readonly #served: Served;
  readonly #routes: readonly ProtocolRoute[];
  readonly #engine: Engine;
  readonly #faults: Faults;
  readonly #bodyBytes: number;
  readonly #onError: (error: unknown) => void;
  readonly #closing = new AbortController();
  readonly #open = new Set<Promise<void>>();
  #requests = 0;

  constructor(engine: Engine, options: FrontOptions) {
    this.#engine = engine;
    this.#faults = new Faults(options.faults);
    this.#routes = options.routes;
    this.#bodyBytes = options.bodyBytes;
    this.#onError = options.onError;
    this.#served = options.served;
  }

  /** Requests that asked for likelihoods, answered or not, and what went wrong with them on purpose. */
  get stats(): FrontStats {
    return { requests: this.#requests, faults: { ...this.#faults.counts } };
  }

  /** Waits for every answer that is on its way; those that would never come are cut off. */
  async drain(): Promise<void> {
    this.#closing.abort(new Error("the server closes"));
    while (this.#open.size > 0) await Promise.all(this.#open);
  }

  answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answered = this.#answer(request, response).catch(() => {
      // The client has gone, or has to see the connection end.
      response.destroy();
    });
    this.#open.add(answered);
    return answered.finally(() => this.#open.delete(answered));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLoopbackHost(request.headers.host)) {
      return await this.#send(response, { status: 403, text: "Unknown Host header.\n" });
    }
    if (!isOwnOrigin(request.headers.origin)) {
      return await this.#send(response, { status: 403, text: "Pages may not use this server.\n" });
    }
    const target = request.url ?? "/";
    if (!URL.canParse(target, "http://localhost"))
      return await this.#send(response, { status: 400 });
    const { pathname, searchParams } = new URL(target, "http://localhost");
    const here = this.#routes.filter(({ path }) => path === pathname);
    const routes = here.filter(({ methods }) => methods.some((one) => one === request.method));
    const [first] = routes;
    if (first === undefined) {
      const [status, detail] = here.length > 0 ? [405, "Method Not Allowed"] : [404, "Not Found"];
      return await this.#send(response, { status, json: { detail } });
    }
    const gone = new AbortController();
    response.once("close", () => {
      if (!response.writableFinished) gone.abort(new Error("the client has gone"));
    });
    let route = first;
    let fault: Fault | undefined;
    let answer: HttpAnswer;
    try {
      const body = await readJson(request, this.#bodyBytes);
      route = routes.find(({ accepts }) => accepts?.(body) ?? true) ?? first;
      if (route.judges === true) {
        this.#requests++;
        fault = this.#faults.next();
        await this.#misbehave(fault, gone.signal);
      }
      answer = await route.handle(this.#call(body, searchParams, gone.signal, fault));
    } catch (error) {
      gone.signal.throwIfAborted();
      if (error === hung || !request.complete) throw error;
      answer = this.#refusal(route, error, fault);
    }
    if (fault?.names.has("cut") === true) return this.#cut(response, answer);
    return await this.#send(response, answer);
  }

  #call(
    body: unknown,
    query: URLSearchParams,
    signal: AbortSignal,
    fault: Fault | undefined,
  ): RouteCall {
    const engine = this.#engine;
    return {
      body,
      query,
      served: this.#served,
      engine,
      signal,
      read: async (prompts) => {
        const readings = await engine.read(prompts, signal);
        return fault === undefined ? readings : readings.map((reading) => damage(reading, fault));
      },
    };
  }

  async #misbehave(fault: Fault, gone: AbortSignal): Promise<void> {
    if (fault.names.has("hang") || fault.latency > 0) {
      const signal = AbortSignal.any([gone, this.#closing.signal]);
      if (fault.names.has("hang")) {
        if (!signal.aborted) await once(signal, "abort");
        throw hung;
      }
      await delay(fault.latency, undefined, { signal }).catch(() => {});
    }
    if (fault.names.has("429")) throw new RequestRefusal("throttled", "Too many requests.");
    if (fault.names.has("503")) throw new RequestRefusal("unavailable", "The server is not ready.");
  }

  #refusal(route: ProtocolRoute, error: unknown, fault: Fault | undefined): HttpAnswer {
    const known = error instanceof RequestRefusal;
    if (!known) this.#onError(error);
    // What went wrong inside is for the server's own log.
    const refusal = known ? error : new RequestRefusal("failed", "Internal server error");
    const answer = route.refuse(refusal);
    const { retryAfter } = fault ?? {};
    const wait = refusal.reason === "throttled" || refusal.reason === "unavailable";
    if (!wait || retryAfter === undefined) return answer;
    return { ...answer, headers: { ...answer.headers, "retry-after": String(retryAfter) } };
  }

  async #send(response: ServerResponse, answer: HttpAnswer): Promise<void> {
    const { body, type } = bodyOf(answer);
    if (this.#closing.signal.aborted) response.shouldKeepAlive = false;
    response.writeHead(answer.status, {
      ...answer.headers,
      ...(type === undefined ? {} : { "content-type": type }),
      "content-length": Buffer.byteLength(body),
    });
    response.end(body);
    if (!response.writableFinished && !response.closed) await once(response, "close");
  }

  /** Sends half of an answer and resets the connection. */
  #cut(response: ServerResponse, answer: HttpAnswer): void {
    const { body, type = "application/json" } = bodyOf(answer);
    const bytes = Buffer.from(body);
    response.writeHead(answer.status, { "content-type": type, "content-length": bytes.length + 1 });
    response.write(bytes.subarray(0, bytes.length >> 1), () => {
      response.socket?.resetAndDestroy();
    });
  }
}

/** Thrown where a request is left without an answer. */
const hung = new Error("no answer is given");
