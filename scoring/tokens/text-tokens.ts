import { HindcastError } from "../../protocols/index.ts";
import { hasAt, type Encoder } from "./encoder.ts";
import { TokenCache } from "./token-cache.ts";

/** Ids kept for texts that come again: 8 MB of numbers. */
const CACHED_TOKENS = 1_000_000;

/** What is put before a text to see how it is tokenised after something else. */
const ANCHORS = ["\n", ";", "0", "a"] as const;
/** Long enough to be cut in the middle of a word by no tokeniser that we know. */
const PROBE = "value";

/**
 * Texts as ids, the way a model sees them in the middle of a longer text. Some tokenisers
 * (SentencePiece with a dummy prefix, as of Llama 2 and Mistral) put a space before whatever they
 * are given; for them a text is tokenised after an anchor, and the anchor's ids are cut off.
 */
export class TextTokens {
  readonly #encoder: Encoder;
  readonly #cache: TokenCache;
  #start: readonly number[] | undefined;
  #prefixed: boolean | undefined;

  constructor(encoder: Encoder, cachedTokens = CACHED_TOKENS) {
    this.#encoder = encoder;
    this.#cache = new TokenCache(cachedTokens);
  }

  /**
   * Ids of a text with nothing added.
   *
   * @throws HindcastError ENDPOINT_REFUSED for a text that is no Unicode, or that the tokeniser
   *   cannot take apart from what comes before it; ENDPOINT_CONFIG when it ends every text with
   *   a token of its own; whatever the encoder throws
   */
  async of(text: string, signal: AbortSignal): Promise<readonly number[]> {
    if (text === "") return [];
    if (!text.isWellFormed()) {
      throw new HindcastError("ENDPOINT_REFUSED", "a text holds half of a surrogate pair");
    }
    return this.#cache.of(text, async () =>
      (await this.#isPrefixed(signal))
        ? this.#behindAnchor(text, signal)
        : this.#encoder.plain(text, signal),
    );
  }

  /** Ids that the model's format puts before everything else. */
  async start(signal: AbortSignal): Promise<readonly number[]> {
    if (this.#start === undefined) {
      const plain = await this.#encoder.plain(PROBE, signal);
      const prompt = await this.#encoder.prompt(PROBE, signal);
      const at = prompt.findIndex((_id, index) => hasAt(prompt, plain, index));
      if (plain.length === 0 || at < 0) {
        const shown = `[${plain.join()}] alone and [${prompt.join()}] as a prompt`;
        throw new HindcastError("ENDPOINT_WRONG", `"${PROBE}" is tokenised as ${shown}`);
      }
      this.#start = prompt.slice(0, at);
    }
    return this.#start;
  }

  /** Ids of a whole prompt as the model's own software makes them from a text. */
  prompt(text: string, signal: AbortSignal): Promise<readonly number[]> {
    return this.#encoder.prompt(text, signal);
  }

  /** The text of each single id; undefined if the tokeniser does not provide it. */
  async texts(ids: readonly number[], signal: AbortSignal): Promise<readonly string[] | undefined> {
    return this.#encoder.texts?.(ids, signal);
  }

  async #isPrefixed(signal: AbortSignal): Promise<boolean> {
    if (this.#prefixed === undefined) {
      const [anchor] = ANCHORS;
      const before = await this.#encoder.plain(anchor, signal);
      const alone = await this.#encoder.plain(PROBE, signal);
      const both = await this.#encoder.plain(anchor + PROBE, signal);
      // An end token in the middle of a prompt makes everything after it another text.
      const last = alone.at(-1);
      if (last !== undefined && last === before.at(-1)) {
        const detail = `the tokeniser puts token ${last} after every text; name a tokenizer.json`;
        throw new HindcastError("ENDPOINT_CONFIG", detail);
      }
      const behind = both.slice(before.length);
      this.#prefixed =
        hasAt(both, before, 0) && !(behind.length === alone.length && hasAt(behind, alone, 0));
    }
    return this.#prefixed;
  }

  async #behindAnchor(text: string, signal: AbortSignal): Promise<readonly number[]> {
    for (const anchor of ANCHORS) {
      const before = await this.#encoder.plain(anchor, signal);
      const both = await this.#encoder.plain(anchor + text, signal);
      // An anchor that merges with the text does not show up whole.
      if (hasAt(both, before, 0)) return both.slice(before.length);
    }
    throw new HindcastError(
      "ENDPOINT_REFUSED",
      `the tokeniser joins ${JSON.stringify(text.slice(0, 20))} with whatever comes before it`,
    );
  }
}
