import { HindcastError } from "../../../protocols/index.ts";
import { RateGate, redactor, systemClock } from "../../../model-servers/index.ts";
import { NO_USAGE, addUsage } from "../../usage/index.ts";
import { planText } from "../plan-text.ts";
import type {
  AnswerTools,
  AskRequest,
  Backend,
  PlanRequest,
  Planned,
  TextRequest,
  WrittenText,
} from "../request.ts";
import type { AuthorSpec } from "../spec.ts";
import { fillPrompt } from "../templates/fill.ts";
import type { Prompt, Prompts } from "../templates/load.ts";
import { readCompletion, readText, type ParsedAnswer } from "./answer.ts";
import { ChatClient, type ChatMessage } from "./chat-client.ts";
import { settingsOf, type OpenAiOptions } from "./options.ts";
import { readPlan, type PlanAnswer } from "./plan-answer.ts";
import { promptOf, seedOf, seedOfAsk, valuesOf } from "./questions.ts";
import { ChatRequestSender } from "./chat-request-sender.ts";

/** Characters of an unusable answer that are shown to the model again. */
const SHOWN_ANSWER = 6_000;

/** Tokens that one file of a plan may take. */
const TOKENS_PER_ENTRY = 80;

/** A backend that asks an OpenAI-compatible server. Throws CONFIG_INVALID for a bad key. */
export function createOpenAiAuthor(
  spec: Extract<AuthorSpec, { backend: "openai" }>,
  prompts: Prompts,
  options: OpenAiOptions,
): Backend {
  const settings = settingsOf(options, spec.url);
  const clock = options.clock ?? systemClock;
  const client = new ChatClient(spec, options, settings);
  const gate = new RateGate(settings.concurrency, clock);
  const sender = new ChatRequestSender({ client, gate, clock, settings });
  // A server may repeat the key even in an answer that it means well.
  const removeKey = redactor(options.key === undefined ? [] : [options.key]);

  /** Asks, and once more with what was wrong. Throws AUTHOR_UNUSABLE after the second time. */
  async function ask<T>(question: PromptQuestion<T>, tools: AnswerTools): Promise<PromptAnswer<T>> {
    const { prompt, maxTokens, seed } = question;
    const { system, user } = fillPrompt(prompt, question.values, settings.contextBudget);
    const messages: ChatMessage[] = [
      { role: "system", content: system },
      { role: "user", content: user },
    ];
    const first = await sender.send({ messages, maxTokens, seed }, tools);
    const reading = read(question, first.completion, removeKey);
    if (reading.ok) return { value: reading.value, usage: first.usage };
    tools.note("info", "author: asking for a repair", { problem: reading.problem });
    const repair = fillPrompt(
      prompts.repair,
      { instructions: system, problem: reading.problem },
      settings.contextBudget,
    );
    const again: ChatMessage[] = [
      { role: "system", content: repair.system },
      { role: "user", content: user },
      { role: "assistant", content: reading.answer.slice(0, SHOWN_ANSWER) || "(nothing)" },
      { role: "user", content: repair.user },
    ];
    const second = await sender.send({ messages: again, maxTokens, seed: seed + 1 }, tools);
    const repaired = read(question, second.completion, removeKey);
    if (repaired.ok) return { value: repaired.value, usage: addUsage(first.usage, second.usage) };
    const { problem } = repaired;
    throw new HindcastError("AUTHOR_UNUSABLE", `${client.host}, ${prompt.name}: ${problem}`);
  }

  /** Asks in a plug-in's own words. Throws AUTHOR_UNUSABLE for an answer without a text. */
  async function answer(request: AskRequest, tools: AnswerTools): Promise<WrittenText> {
    const messages: ChatMessage[] = [
      { role: "system", content: request.system },
      { role: "user", content: request.user },
    ];
    const { maxTokens = settings.maxTokens } = request;
    const call = { messages, maxTokens, seed: seedOfAsk(request) };
    const { completion, usage } = await sender.send(call, tools);
    const reading = readCompletion(completion);
    if (reading.ok) return { text: removeKey(reading.value), usage };
    throw new HindcastError(
      "AUTHOR_UNUSABLE",
      `${client.host}, a plug-in's question: ${reading.problem}`,
    );
  }

  return {
    concurrency: settings.concurrency,
    async write(request: TextRequest, tools: AnswerTools): Promise<WrittenText> {
      if (request.kind === "ask") return answer(request, tools);
      const { value, usage } = await ask(
        {
          prompt: prompts[promptOf(request)],
          values: valuesOf(request),
          maxTokens: settings.maxTokens,
          seed: seedOf(request),
          read: readText,
        },
        tools,
      );
      return { text: value, usage };
    },
    async plan(request: PlanRequest, tools: AnswerTools): Promise<Planned> {
      const batches = inBatches(request, settings.planBatch).map((batch) =>
        ask<PlanAnswer>(
          {
            prompt: prompts.plan,
            values: valuesOf(batch),
            maxTokens: settings.maxTokens + TOKENS_PER_ENTRY * batch.order.length,
            seed: seedOf(batch),
            read: readPlan,
          },
          tools,
        ),
      );
      const answers = await Promise.all(batches);
      const entries = answers.flatMap(({ value }) => value.entries);
      return {
        text: planText(answers[0]?.value.prose ?? "", entries),
        entries,
        usage: answers.map(({ usage }) => usage).reduce(addUsage, NO_USAGE),
      };
    },
    close: () => client.close(),
  };
}

interface PromptQuestion<T> {
  readonly prompt: Prompt;
  readonly values: Readonly<Record<string, string>>;
  readonly maxTokens: number;
  readonly seed: number;
  readonly read: (text: string) => ParsedAnswer<T>;
}

interface PromptAnswer<T> {
  readonly value: T;
  readonly usage: WrittenText["usage"];
}

function read<T>(
  question: PromptQuestion<T>,
  completion: Parameters<typeof readCompletion>[0],
  removeKey: (text: string) => string,
): ParsedAnswer<T> {
  const reading = readCompletion(completion);
  return reading.ok ? question.read(removeKey(reading.value)) : reading;
}

/** The same request for one part of the files after the other: no answer holds a thousand files. */
function inBatches(request: PlanRequest, size: number): PlanRequest[] {
  const count = Math.max(1, Math.ceil(request.order.length / size));
  return Array.from({ length: count }, (_, index) => ({
    ...request,
    order: request.order.slice(index * size, (index + 1) * size),
  }));
}
