import { JsonClient, refusalWithin, ServerFailure } from "../../../model-servers/http/index.ts";
import { Completion } from "../answers/index.ts";
import type { AuthorSpec } from "../spec.ts";
import { completionOfEvents, isEventStream } from "./event-stream.ts";
import type { OpenAiOptions, OpenAiSettings } from "./options.ts";
import { RequestShape } from "./request-shape.ts";

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly maxTokens: number;
  readonly seed: number;
}

/** An answer larger than this is no answer to anything that we ask, in bytes. */
const MAX_RESPONSE = 16 * 2 ** 20;

/** The `/chat/completions` of one model at an OpenAI-compatible server. */
export class ChatClient {
  /** The server's host, for people. */
  readonly host: string;
  /** Which parameters the server takes, as far as it has said. */
  readonly shape: RequestShape;
  readonly #client: JsonClient;
  readonly #model: string;

  /** Throws CONFIG_INVALID for a key that no header can carry. */
  constructor(
    { model, url }: Extract<AuthorSpec, { backend: "openai" }>,
    { key, clock }: Pick<OpenAiOptions, "key" | "clock">,
    settings: OpenAiSettings,
  ) {
    this.host = new URL(url).host;
    this.shape = new RequestShape(settings);
    this.#model = model;
    this.#client = new JsonClient({
      name: this.host,
      url,
      key,
      timeout: settings.timeout,
      // As many as the rate gate lets through.
      connections: settings.concurrency,
      maxResponse: MAX_RESPONSE,
      ...(clock === undefined ? {} : { now: () => clock.now() }),
    });
  }

  /**
   * Null when the answer is JSON and not a completion. Throws ServerFailure; INTERRUPTED when the
   * signal was aborted.
   */
  async complete(request: ChatRequest, signal: AbortSignal): Promise<Completion | null> {
    const body = { model: this.#model, ...this.shape.bodyOf(request) };
    const text = await this.#client.sendForText({ path: "/chat/completions", body }, signal);
    const answer = isEventStream(text) ? completionOfEvents(text) : this.#parse(text);
    const refusal = refusalWithin(answer, this.#client.redact);
    if (refusal) throw refusal;
    const parsed = Completion.safeParse(answer);
    if (!parsed.success) return null;
    const [choice] = parsed.data.choices;
    if (choice?.finish_reason !== "error" || choice.message.content !== "") return parsed.data;
    const [first] = (answer as { choices: unknown[] }).choices;
    throw (
      refusalWithin(
        { error: (first as { error?: unknown }).error ?? "no reason given" },
        this.#client.redact,
      ) ?? new ServerFailure("malformed", "the answer ended with an error")
    );
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  /** A number that is none (Python writes NaN) concerns no text. */
  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return this.#client.parse(withoutNonNumbers(text));
    }
  }
}

function withoutNonNumbers(text: string): string {
  return text.replaceAll(
    /("(?:[^"\\]|\\.)*")|(?:-?Infinity|NaN)\b/g,
    (_all, string?: string) => string ?? "null",
  );
}
