import type OpenAI from "openai";
import { HindcastError, isHindcastError } from "../../../protocols/index.ts";
import { JsonClient, refusalWithin, ServerFailure } from "../../../model-servers/http/index.ts";
import { Completion } from "../answers/index.ts";
import type { AuthorSpec } from "../spec.ts";
import { completionOfEvents, isEventStream } from "./event-stream.ts";
import type { OpenAiOptions, OpenAiSettings } from "./options.ts";
import { RequestShape, type ChatRequest } from "./request-shape.ts";
import { askWindow } from "./window/index.ts";

/** An answer larger than this is no answer to anything that we ask, in bytes. */
const MAX_RESPONSE = 16 * 2 ** 20;

/** Longest timer of Node, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** The `/chat/completions` of one model at an OpenAI-compatible server. */
export class ChatClient {
  /** The server's host, for people. */
  readonly host: string;
  /** Which parameters the server takes, as far as it has said. */
  readonly shape: RequestShape;
  readonly #transport: JsonClient;
  /** For what is not below the URL of the SPEC. */
  readonly #root: JsonClient;
  readonly #createSdk: () => Promise<OpenAI>;
  /** From the first question on: a run whose author is another does not load it. */
  #sdk: Promise<OpenAI> | undefined;
  readonly #model: string;
  readonly #local: boolean;

  /** Throws CONFIG_INVALID for a key that no header can carry. */
  constructor(
    { model, url }: Extract<AuthorSpec, { backend: "openai" }>,
    { key, clock }: Pick<OpenAiOptions, "key" | "clock">,
    settings: OpenAiSettings,
  ) {
    this.host = new URL(url).host;
    this.#model = model;
    this.shape = new RequestShape(settings);
    const options = {
      name: this.host,
      key,
      timeout: settings.timeout,
      // As many as the rate gate lets through.
      connections: settings.concurrency,
      maxResponse: MAX_RESPONSE,
      ...(clock === undefined ? {} : { now: () => clock.now() }),
    };
    this.#transport = new JsonClient({ ...options, url });
    this.#root = new JsonClient({ ...options, url: url.replace(/\/v\d+$/, "") });
    this.#local = new URL(url).protocol === "http:";
    this.#createSdk = async () => {
      const { OpenAI } = await import("openai");
      return new OpenAI({
        baseURL: url,
        // The transport sends the key; the SDK never has it.
        apiKey: "none",
        organization: null,
        project: null,
        // The rate gate must see every refusal.
        maxRetries: 0,
        // The transport keeps the deadline.
        timeout: LONGEST,
        // At `debug` the SDK prints whole requests.
        logLevel: "off",
        fetch: (_url, init) => this.#send(init),
      });
    };
  }

  /**
   * Null when the answer is JSON and not a completion. Throws ServerFailure; INTERRUPTED when the
   * signal was aborted.
   */
  async complete(request: ChatRequest, signal: AbortSignal): Promise<Completion | null> {
    const body = { model: this.#model, ...this.shape.bodyOf(request), stream: false };
    try {
      this.#sdk ??= this.#createSdk();
      const sdk = await this.#sdk;
      const answer = await sdk.chat.completions.create(
        body as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming,
        { signal },
      );
      const parsed = Completion.safeParse(answer);
      return parsed.success ? parsed.data : null;
    } catch (error) {
      if (signal.aborted) {
        throw new HindcastError("INTERRUPTED", `${this.host}: the request was cancelled`);
      }
      // The SDK wraps what the transport throws, which says more.
      const { cause } = error as Error;
      if (cause instanceof ServerFailure || isHindcastError(cause)) throw cause;
      throw error;
    }
  }

  /** The model's context window in tokens, if the server says. Throws ServerFailure when it is not there. */
  askWindow(signal: AbortSignal): Promise<number | undefined> {
    const [api, root, model, local] = [this.#transport, this.#root, this.#model, this.#local];
    return askWindow({ api, root, model, local }, signal);
  }

  /**
   * The SDK's way to the server: our own connections, deadline, limits and error bodies. The SDK
   * sees one answer, whether the server streams it or not.
   */
  async #send(init: RequestInit | undefined): Promise<Response> {
    const { body, signal } = init ?? {};
    const never = new AbortController().signal;
    const wanted = JSON.parse(body as string) as object;
    const request = { path: "/chat/completions", body: { ...wanted, ...this.shape.streaming } };
    const text = await this.#transport.sendForText(request, signal ?? never);
    const answer = isEventStream(text) ? completionOfEvents(text) : this.#parse(text);
    const refusal = refusalWithin(answer, this.#transport.redact) ?? this.#failedChoice(answer);
    if (refusal) throw refusal;
    return Response.json(answer);
  }

  /** A choice that ended with an error and has no text (OpenRouter). */
  #failedChoice(answer: unknown): ServerFailure | undefined {
    const [choice] = (answer as { choices?: Record<string, unknown>[] } | null)?.choices ?? [];
    if (choice?.["finish_reason"] !== "error") return undefined;
    const error = choice["error"] ?? "the answer ended with an error";
    return refusalWithin({ error }, this.#transport.redact);
  }

  /** A number that is none (Python writes NaN) concerns no text. */
  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return this.#transport.parse(withoutNonNumbers(text));
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#transport.close(), this.#root.close()]);
  }
}

function withoutNonNumbers(text: string): string {
  return text.replaceAll(
    /("[^"\\]*(?:\\[^][^"\\]*)*"?)|(?:-?Infinity|NaN)\b/g,
    (_all, string?: string) => string ?? "null",
  );
}
