import type { ServerFailure } from "../../../model-servers/http/index.ts";
import type { OpenAiSettings } from "./options.ts";

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly maxTokens: number;
  readonly seed: number;
}

/** Statuses with which servers refuse a parameter. */
const REFUSED: ReadonlySet<number> = new Set([400, 404, 422]);

/**
 * The parameters of a request as one server takes them. Servers differ in which they know, and say
 * so in words; what one refuses is left out from then on, or sent under its other name.
 */
export class RequestShape {
  #tokenLimit: OpenAiSettings["tokenLimit"] | undefined;
  #temperature: number | undefined;
  #seed: boolean;
  #stream: boolean;
  readonly #extra: Readonly<Record<string, unknown>>;
  readonly #changes: string[] = [];

  constructor({ tokenLimit, temperature, seed, stream, extraBody }: OpenAiSettings) {
    this.#tokenLimit = tokenLimit;
    this.#temperature = temperature;
    this.#seed = seed;
    this.#stream = stream;
    this.#extra = extraBody;
  }

  /** What was changed because the server asked for it, as settings that would have done the same. */
  get changes(): readonly string[] {
    return this.#changes;
  }

  /** What asks for the answer in pieces, or in one. */
  get streaming(): Record<string, unknown> {
    return this.#stream ? { stream: true, stream_options: { include_usage: true } } : {};
  }

  bodyOf({ messages, maxTokens, seed }: ChatRequest): Record<string, unknown> {
    return {
      messages,
      ...(this.#seed ? { seed } : {}),
      ...(this.#tokenLimit === undefined ? {} : { [this.#tokenLimit]: maxTokens }),
      ...(this.#temperature === undefined ? {} : { temperature: this.#temperature }),
      ...this.#extra,
    };
  }

  /** Changes what a refusal complains of; false when it complains of something else. */
  adapt({ message, refusal }: ServerFailure): boolean {
    if (!refusal || !REFUSED.has(refusal.status)) return false;
    const about = (name: string): boolean =>
      refusal.param === name || new RegExp(`\\b${name}\\b`).test(message);
    const limit = this.#tokenLimit;
    if (limit && about(limit) && isUnsupported(message)) {
      const other = limit === "max_tokens" ? "max_completion_tokens" : "max_tokens";
      this.#tokenLimit = other;
      return this.#changed(`token_limit = "${other}"`);
    }
    if (this.#temperature !== undefined && about("temperature")) {
      this.#temperature = undefined;
      return this.#changed("temperature left out (send_temperature = false)");
    }
    if (this.#seed && about("seed")) {
      this.#seed = false;
      return this.#changed("send_seed = false");
    }
    if (!this.#stream && message.split(".").some(asksForStream)) {
      this.#stream = true;
      return this.#changed("stream = true");
    }
    return false;
  }

  #changed(what: string): true {
    this.#changes.push(what);
    return true;
  }
}

/** Whether a sentence of a message says that answers come as a stream only. */
function asksForStream(sentence: string): boolean {
  return (
    /\bnon-?streaming\b/i.test(sentence) ||
    (/\bstream/i.test(sentence) && /\b(?:only|required|must|true|enabled)\b/i.test(sentence))
  );
}

/** Whether a message about a limit of tokens says that its name is wrong, and not its value. */
function isUnsupported(message: string): boolean {
  return /unsupported|not supported|unknown|unrecognized|unexpected|not permitted|extra|deprecated|use '?max_/i.test(
    message,
  );
}
