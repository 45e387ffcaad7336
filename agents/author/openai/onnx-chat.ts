import { OnnxModel, type Peer } from "../../../model-servers/onnx/index.ts";
import { Completion } from "../answers/index.ts";
import type { ChatBackend } from "./chat-request-sender.ts";

/** Temperature of a chat where the configuration says none. */
const TEMPERATURE = 0.7;

/** A model in this process that answers chats as a server would; it is loaded with the first one. */
export class OnnxChat implements ChatBackend {
  readonly host: string;
  /** Nothing of a request can be refused. */
  readonly shape = { changes: [], adapt: () => false };
  readonly #given: string;
  readonly #temperature: number;
  readonly #open: ((spec: string) => Promise<Peer>) | undefined;
  #model: Promise<OnnxModel> | undefined;

  /** @param open loads the package that runs models; tests bring another */
  constructor(
    given: string,
    temperature: number | undefined,
    open?: (spec: string) => Promise<Peer>,
  ) {
    this.host = `onnx:${given}`;
    this.#given = given;
    this.#temperature = temperature ?? TEMPERATURE;
    this.#open = open;
  }

  async complete(
    { messages, maxTokens, seed }: Parameters<ChatBackend["complete"]>[0],
    signal: AbortSignal,
  ): Promise<Completion> {
    const model = await this.#loaded();
    const options = { maxTokens, temperature: this.#temperature, seed, signal };
    const { text, tokens, cut, promptTokens } = await model.generate(messages, options);
    return Completion.parse({
      choices: [{ message: { content: text }, finish_reason: cut ? "length" : "stop" }],
      usage: { prompt_tokens: promptTokens, completion_tokens: tokens },
    });
  }

  async askWindow(): Promise<number | undefined> {
    return (await this.#loaded()).contextLength;
  }

  async close(): Promise<void> {
    const model = await this.#model?.catch(() => undefined);
    await model?.close();
  }

  #loaded(): Promise<OnnxModel> {
    return (this.#model ??= OnnxModel.load(this.#given, this.#open));
  }
}
