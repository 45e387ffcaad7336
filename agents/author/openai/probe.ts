import { isHindcastError, reasonOf } from "../../../protocols/index.ts";
import { RateGate, redactor, systemClock } from "../../../model-servers/index.ts";
import { completionText, readNote } from "../answers/index.ts";
import { FailedAsking } from "../request.ts";
import { parseAuthorSpec } from "../spec.ts";
import { ChatClient } from "./chat-client.ts";
import { ChatRequestSender, type ChatBackend } from "./chat-request-sender.ts";
import { OnnxChat } from "./onnx-chat.ts";
import { settingsOf, type OpenAiOptions } from "./options.ts";

/** What one small question to an author's server brought to light. */
export interface Probe {
  /** Settings of `[author_options]` that spare the server's refusals. */
  readonly settings: readonly string[];
  /** The context window in tokens, if it is set or the server says. */
  readonly window: number | undefined;
  /** Tokens of the question, as the server counts them. */
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** What was removed from the answer. */
  readonly cleaned: readonly string[];
  /** What was wrong; undefined for an answer that could be used. */
  readonly problem: string | undefined;
}

const SYSTEM =
  "You write short notes about software. Write the note between <note> and </note> and nothing else.";
const USER = "In one sentence: why does a program read its settings before it opens its files?";
/** Words that the note may have. */
const WORDS = 80;

/**
 * Asks an author's server one small question. Undefined for an author without a server. Throws
 * CONFIG_INVALID for a SPEC or a key that cannot be used, INTERRUPTED when the signal is aborted.
 */
export async function probeAuthor(
  spec: string,
  options: OpenAiOptions,
  signal: AbortSignal,
): Promise<Probe | undefined> {
  const parsed = parseAuthorSpec(spec);
  if (parsed.backend === "offline") return undefined;
  const once = { ...options, attempts: 2, timeouts: 1, maxWait: 5_000 };
  const settings = settingsOf(once, "url" in parsed ? parsed.url : undefined);
  const clock = options.clock ?? systemClock;
  const client: ChatBackend =
    parsed.backend === "openai"
      ? new ChatClient(parsed, options, settings)
      : new OnnxChat(parsed.model, settings.temperature);
  const gate = new RateGate(1, clock);
  const sender = new ChatRequestSender({ client, gate, clock, settings });
  const removeKey = redactor(options.key === undefined ? [] : [options.key]);
  const asked = { promptTokens: 0, completionTokens: 0, cleaned: [], problem: undefined };
  try {
    const window =
      settings.contextTokens ?? (await client.askWindow(signal).catch(() => undefined));
    const found = { ...asked, window };
    try {
      const messages = [
        { role: "system", content: SYSTEM },
        { role: "user", content: USER },
      ] as const;
      const request = { messages, maxTokens: settings.maxTokens, seed: 1 };
      const { completion, usage } = await sender.send(request, { signal, note: () => undefined });
      const text = completionText(completion);
      const reading = text.ok ? readNote(removeKey(text.value), WORDS) : text;
      return {
        ...found,
        settings: [...client.shape.changes],
        promptTokens: usage.prompt_tokens,
        completionTokens: usage.completion_tokens,
        cleaned: reading.ok && text.ok ? [...text.cleaned, ...reading.cleaned] : [],
        problem: reading.ok ? undefined : removeKey(reading.problem),
      };
    } catch (error) {
      if (isHindcastError(error)) throw error;
      const problem = error instanceof FailedAsking ? error.error.detail : reasonOf(error);
      return { ...found, settings: [...client.shape.changes], problem };
    }
  } finally {
    await client.close();
  }
}
