import { setMaxListeners } from "node:events";
import { HindcastError } from "../../protocols/index.ts";
import { TextTokens } from "../tokens/index.ts";
import { AnswerReader } from "./answer.ts";
import type { EndpointClient, ScoreItem, TokenIds } from "./client.ts";
import { onnxParts } from "./onnx.ts";
import { echo, type EndpointParts, type Protocol, sglang, tgi, vllm } from "./servers/index.ts";
import { EndpointHttp } from "./http.ts";
import { checkedEncoder } from "./local-encoder.ts";
import { settingsOf, type EndpointOptions } from "./options.ts";
import { formatEndpointSpec, parseEndpointSpec, type EndpointSpec } from "./spec.ts";

/**
 * A client of the model that a SPEC names: `sglang:URL`, `vllm:MODEL@URL`, `echo:MODEL@URL` or
 * `tgi:URL` at a server, `onnx:DIR` or `onnx:NAME` in this process. Nothing is sent or loaded before
 * the first call. Throws CONFIG_INVALID for another SPEC, or a key that no header can carry.
 */
export function createEndpointClient(spec: string, options: EndpointOptions = {}): EndpointClient {
  const settings = settingsOf(options);
  const parsed = parseEndpointSpec(spec);
  const name = formatEndpointSpec(parsed);
  if (parsed.kind === "onnx") return new Endpoint(name, onnxParts(name, parsed.model, settings));
  const { root, protocol } = protocolOf(parsed);
  const http = new EndpointHttp(name, root, settings);
  const read = new AnswerReader(name);
  const own = protocol.encoder(http, read);
  const encoder =
    settings.tokenizer === undefined ? own : checkedEncoder(name, settings.tokenizer, own);
  const connection = { http, read, tokens: new TextTokens(encoder) };
  return new Endpoint(name, {
    traits: protocol.traits,
    tokens: connection.tokens,
    describe: (signal) => protocol.describe(connection, signal),
    score: (items, signal) => protocol.score(connection, items, signal),
    close: () => http.close(),
  });
}

/** What is said to a server and below which URL. */
function protocolOf(spec: Exclude<EndpointSpec, { kind: "onnx" }>): {
  readonly root: string;
  readonly protocol: Protocol;
} {
  // People give the URL with or without the version that OpenAI's API has in its path.
  const [, root = "", version = "/v1"] = /^(.*?)(\/v\d+)?$/s.exec(spec.url) ?? [];
  switch (spec.kind) {
    case "vllm":
      return { root, protocol: vllm(spec.model) };
    case "echo":
      return { root, protocol: echo(spec.model, version) };
    case "sglang":
      return { root, protocol: sglang(spec.model) };
    case "tgi":
      return { root, protocol: tgi(spec.model) };
  }
}

class Endpoint implements EndpointClient {
  readonly name: string;
  readonly #parts: EndpointParts;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(name: string, parts: EndpointParts) {
    this.name = name;
    this.#parts = parts;
    // Each call under way listens to it.
    setMaxListeners(0, this.#closing.signal);
  }

  get traits(): EndpointParts["traits"] {
    return this.#parts.traits;
  }

  describe(signal: AbortSignal): ReturnType<EndpointClient["describe"]> {
    return this.#run(signal, (inner) => this.#parts.describe(inner));
  }

  tokenize(text: string, signal: AbortSignal): Promise<readonly number[]> {
    return this.#run(signal, (inner) => this.#parts.tokens.of(text, inner));
  }

  startTokens(signal: AbortSignal): Promise<readonly number[]> {
    return this.#run(signal, (inner) => this.#parts.tokens.start(inner));
  }

  tokenTexts(ids: TokenIds, signal: AbortSignal): Promise<readonly string[] | undefined> {
    return this.#run(signal, (inner) => this.#parts.tokens.texts(ids, inner));
  }

  async score(items: readonly ScoreItem[], signal: AbortSignal): Promise<readonly Float64Array[]> {
    const { itemsPerRequest } = this.traits;
    if (items.length > itemsPerRequest) {
      throw new RangeError(`${items.length} items in a request of at most ${itemsPerRequest}`);
    }
    for (const { id, context, target } of items) {
      const empty = context.ids.length === 0 ? "context" : target.ids.length === 0 ? "target" : "";
      if (empty === "") continue;
      throw new HindcastError(
        "ENDPOINT_REFUSED",
        `${this.name}: item ${id}: the ${empty} is empty`,
      );
    }
    if (items.length === 0) return [];
    return this.#run(signal, (inner) => this.#parts.score(items, inner));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    // Servers hear of what is cancelled before the connections go.
    await Promise.allSettled(this.#underWay);
    await this.#parts.close();
  }

  /** Runs a call that ends with INTERRUPTED when its signal aborts or the endpoint closes. */
  async #run<T>(signal: AbortSignal, call: (inner: AbortSignal) => Promise<T>): Promise<T> {
    const inner = new AbortController();
    // Some calls are many requests.
    setMaxListeners(0, inner.signal);
    const stop = () => inner.abort();
    const outer = [signal, this.#closing.signal];
    for (const each of outer) each.addEventListener("abort", stop, { once: true });
    if (outer.some(({ aborted }) => aborted)) stop();
    const running = call(inner.signal);
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
      for (const each of outer) each.removeEventListener("abort", stop);
    }
  }
}
