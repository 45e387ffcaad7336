import OpenAI from "openai";
import * as z from "zod";
import { HindcastError, isHindcastError } from "../../../protocols/index.ts";
import { JsonClient, ServerFailure } from "../../../model-servers/http/index.ts";
import type { AuthorSpec } from "../spec.ts";
import type { OpenAiOptions, OpenAiSettings } from "./options.ts";

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly maxTokens: number;
  readonly seed: number;
}

/** A completion, read leniently: servers differ in everything but this. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.int().nonnegative().catch(0),
      completion_tokens: z.int().nonnegative().catch(0),
    })
    .nullish()
    .catch(null),
});
export type Completion = z.infer<typeof Completion>;

/** An answer larger than this is no answer to anything that we ask, in bytes. */
const MAX_RESPONSE = 16 * 2 ** 20;

/** Longest timer of Node, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** The `/chat/completions` of one model at an OpenAI-compatible server. */
export class ChatClient {
  /** The server's host, for people. */
  readonly host: string;
  readonly #transport: JsonClient;
  readonly #sdk: OpenAI;
  readonly #model: string;
  readonly #settings: OpenAiSettings;

  /** Throws CONFIG_INVALID for a key that no header can carry. */
  constructor(
    { model, url }: Extract<AuthorSpec, { backend: "openai" }>,
    { key, clock }: Pick<OpenAiOptions, "key" | "clock">,
    settings: OpenAiSettings,
  ) {
    this.host = new URL(url).host;
    this.#model = model;
    this.#settings = settings;
    this.#transport = new JsonClient({
      name: this.host,
      url,
      key,
      timeout: settings.timeout,
      // As many as the rate gate lets through.
      connections: settings.concurrency,
      maxResponse: MAX_RESPONSE,
      ...(clock === undefined ? {} : { now: () => clock.now() }),
    });
    this.#sdk = new OpenAI({
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
  }

  /**
   * Null when the answer is not a completion. Throws ServerFailure; INTERRUPTED when the signal
   * was aborted.
   */
  async complete(request: ChatRequest, signal: AbortSignal): Promise<Completion | null> {
    const { temperature, tokenLimit } = this.#settings;
    const body = {
      model: this.#model,
      messages: request.messages,
      stream: false,
      seed: request.seed,
      [tokenLimit]: request.maxTokens,
      ...(temperature === undefined ? {} : { temperature }),
    };
    try {
      const answer = await this.#sdk.chat.completions.create(
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

  /** The SDK's way to the server: our own connections, deadline, limits and error bodies. */
  async #send(init: RequestInit | undefined): Promise<Response> {
    const { body, signal } = init ?? {};
    const never = new AbortController().signal;
    const request = { path: "/chat/completions", body: JSON.parse(body as string) as unknown };
    return Response.json(await this.#transport.send(request, signal ?? never));
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}
