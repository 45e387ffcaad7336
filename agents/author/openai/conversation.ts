import {
  HindcastError,
  type AnswerTools,
  type AskRequest,
  type Usage,
  type WrittenText,
} from "../../../protocols/index.ts";
import type { Redact } from "../../../model-servers/index.ts";
import { NO_USAGE, addUsage } from "../../usage/index.ts";
import {
  completionText,
  withoutReasoning,
  type Completion,
  type AnswerReading,
} from "../answers/index.ts";
import { FailedAsking } from "../request.ts";
import { fillPrompt } from "../templates/fill.ts";
import type { Prompt } from "../templates/load.ts";
import type { ChatMessage } from "./request-shape.ts";
import { seedOfAsk } from "./questions.ts";
import { OverlongPrompt, type ChatAnswer, type ChatRequestSender } from "./chat-request-sender.ts";
import {
  fitPrompt,
  fitsBeside,
  fitText,
  type ContextWindow,
  type FittedPrompt,
  type ValuesFor,
} from "./window/index.ts";

/** Characters of an unusable answer that are shown to the model again. */
const SHOWN_ANSWER = 6_000;

/** Times that a prompt is made shorter for a server that does not say how long it may be. */
const SHORTER = 3;

/** What a model is asked, and how its answer is read. */
export interface Question<T> {
  readonly prompt: Prompt;
  readonly values: ValuesFor;
  readonly maxTokens: number;
  readonly seed: number;
  readonly read: (text: string) => AnswerReading<T>;
}

export interface Answered<T> {
  readonly value: T;
  readonly usage: Usage;
}

export interface ConversationParts {
  readonly sender: ChatRequestSender;
  readonly window: ContextWindow;
  readonly host: string;
  readonly repair: Prompt;
  /** A server may repeat the key even in an answer that it means well. */
  readonly removeKey: Redact;
}

/**
 * Asks a question, and once more with what was wrong with the answer. Throws FailedAsking with
 * AUTHOR_DECLINED or AUTHOR_UNUSABLE after the second time, and what the sender throws.
 */
export async function ask<T>(
  parts: ConversationParts,
  question: Question<T>,
  tools: AnswerTools,
): Promise<Answered<T>> {
  const { sender, host, repair, removeKey, window } = parts;
  const { prompt, seed } = question;
  const read = (completion: Completion | null): AnswerReading<T> => {
    const text = completionText(completion);
    if (!text.ok) return text;
    const reading = question.read(removeKey(text.value));
    return reading.ok ? { ...reading, cleaned: [...text.cleaned, ...reading.cleaned] } : reading;
  };
  const first = await sendFitting(parts, tools, seed, (tokens) =>
    fitPrompt(prompt, question.values, question.maxTokens, tokens),
  );
  const { system, user, maxTokens } = first.fitted;
  const reading = read(first.completion);
  if (reading.ok) return { value: reading.value, usage: counted(first.usage, reading) };
  const spent = counted(first.usage, reading);
  tools.note("info", "author: asking for a repair", { problem: reading.problem });
  const told = fillPrompt(repair, { instructions: system, problem: reading.problem });
  const shown = reading.answer.slice(0, SHOWN_ANSWER);
  const all = [told.system, user, shown, told.user];
  // Nothing is gained by showing a model that it declined, and templates want turns to alternate.
  const asTurns =
    shown !== "" &&
    !isEndless(reading.fault) &&
    fitsBeside(all, maxTokens, await window.tokens(tools.signal))
      ? ([
          { role: "assistant", content: shown },
          { role: "user", content: told.user },
        ] as const)
      : [];
  const again: ChatMessage[] = [
    { role: "system", content: told.system },
    { role: "user", content: isEndless(reading.fault) ? `${user}\n\n${told.user}` : user },
    ...asTurns,
  ];
  const second = await sender
    .send({ messages: again, maxTokens, seed: seed + 1 }, tools)
    .catch((error: unknown) => {
      if (error instanceof FailedAsking) throw error.after(spent);
      throw error;
    });
  const repaired = read(second.completion);
  const usage = addUsage(spent, counted(second.usage, repaired));
  if (repaired.ok) return { value: repaired.value, usage };
  const declined = repaired.fault === "refusal" || repaired.fault === "filtered";
  const code = declined ? "AUTHOR_DECLINED" : "AUTHOR_UNUSABLE";
  const detail = `${host}, ${prompt.name}: ${repaired.problem}`;
  throw new FailedAsking(new HindcastError(code, detail), usage);
}

/** Sends a prompt, and a shorter one where the server says that its window does not hold it. */
async function sendFitting(
  { sender, window, host }: ConversationParts,
  tools: AnswerTools,
  seed: number,
  fit: (window: number | undefined) => FittedPrompt,
): Promise<ChatAnswer & { readonly fitted: FittedPrompt }> {
  let spent = NO_USAGE;
  for (let tries = 1; ; tries += 1) {
    const tokens = await window.tokens(tools.signal);
    const fitted = fit(tokens);
    const { system, user, maxTokens } = fitted;
    if (fitted.shortened) {
      tools.note("info", "author: a prompt was shortened to the context window", { host, tokens });
    }
    const messages: ChatMessage[] = [
      { role: "system", content: system },
      { role: "user", content: user },
    ];
    try {
      const { completion, usage } = await sender.send({ messages, maxTokens, seed }, tools);
      return { completion, usage: addUsage(spent, usage), fitted };
    } catch (error) {
      if (!(error instanceof FailedAsking)) throw error;
      if (!(error instanceof OverlongPrompt) || tries > SHORTER) throw error.after(spent);
      spent = addUsage(spent, error.usage);
      window.learn(error.overlong, messages, maxTokens);
    }
  }
}

/**
 * Whether an answer came to no end. A model that is shown such a text goes on with it: small ones
 * repeated it word for word (docs/models.md).
 */
function isEndless(fault: string): boolean {
  return fault === "cut" || fault === "repetition";
}

/** Asks in a plug-in's own words. Throws FailedAsking with AUTHOR_UNUSABLE for an answer without a text. */
export async function askQuestion(
  parts: ConversationParts,
  request: AskRequest,
  most: number,
  tools: AnswerTools,
): Promise<WrittenText> {
  const { host, removeKey } = parts;
  const { maxTokens = most } = request;
  const answer = await sendFitting(parts, tools, seedOfAsk(request), (window) =>
    fitText(request, maxTokens, window),
  );
  const reading = completionText(answer.completion);
  const usage = counted(answer.usage, reading);
  if (reading.ok) {
    const text = withoutReasoning(removeKey(reading.value));
    if (text !== "") return { text, usage };
  }
  const problem = reading.ok ? "the answer was all reasoning" : reading.problem;
  const detail = `${host}, a plug-in's question: ${problem}`;
  throw new FailedAsking(new HindcastError("AUTHOR_UNUSABLE", detail), usage);
}

/** Usage with what was removed from an answer, or why it was not taken. */
function counted<T>(usage: Usage, reading: AnswerReading<T>): Usage {
  const { details } = usage;
  if (!details) return usage;
  const cleaned = reading.ok ? countsOf(reading.cleaned) : {};
  const refused = reading.ok ? {} : countsOf([reading.fault]);
  return addUsage(usage, {
    ...NO_USAGE,
    details: {
      prompt_characters: 0,
      reusable_characters: 0,
      cached_tokens: 0,
      cleaned,
      refused,
    },
  });
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
