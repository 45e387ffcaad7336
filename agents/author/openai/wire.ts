import OpenAI from "openai";
import { Agent, fetch as undiciFetch, type RequestInit } from "undici";
import * as z from "zod";
import type { OpenAiSettings } from "./options.ts";

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface ChatCall {
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

/** A connection to one server. Throws what the SDK and undici throw: nothing is scrubbed here. */
export interface Wire {
  /** Null when the answer is not a completion. */
  complete(call: ChatCall, signal: AbortSignal): Promise<Completion | null>;
  close(): Promise<void>;
}

/** An answer larger than this is no answer to anything that we ask, in bytes. */
const MAX_RESPONSE = 16 * 1024 * 1024;

export function openWire(
  server: { readonly model: string; readonly url: string; readonly key: string | undefined },
  settings: OpenAiSettings,
): Wire {
  // Our own pool and not the global one: it can be closed, and it is as wide as the gate.
  const dispatcher = new Agent({
    connections: settings.concurrency,
    connect: { timeout: Math.min(settings.timeout, 10_000) },
    headersTimeout: settings.timeout,
    bodyTimeout: settings.timeout,
    maxResponseSize: MAX_RESPONSE,
  });
  const fetch = (url: unknown, init: unknown) =>
    undiciFetch(url as string, {
      ...(init as RequestInit),
      dispatcher,
      // A redirect would carry prompts, and perhaps the key, to a host that nobody named.
      redirect: "manual",
    });
  const client = new OpenAI({
    baseURL: server.url,
    apiKey: server.key ?? "none",
    organization: null,
    project: null,
    // The gate must see every refusal, so retries are not left to the SDK.
    maxRetries: 0,
    timeout: settings.timeout,
    // At `debug` the SDK prints whole requests.
    logLevel: "off",
    fetch: fetch as unknown as typeof globalThis.fetch,
    ...(server.key === undefined ? { defaultHeaders: { Authorization: null } } : {}),
  });
  return {
    async complete(call, signal) {
      const answer: unknown = await client.chat.completions.create(
        {
          model: server.model,
          messages: call.messages as ChatMessage[],
          stream: false,
          seed: call.seed,
          [settings.tokenLimit]: call.maxTokens,
          ...(settings.temperature === undefined ? {} : { temperature: settings.temperature }),
        },
        { signal },
      );
      const parsed = Completion.safeParse(answer);
      return parsed.success ? parsed.data : null;
    },
    close: () => dispatcher.destroy(),
  };
}
