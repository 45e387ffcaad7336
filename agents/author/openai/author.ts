import type {
  AnswerTools,
  AuthorBackend,
  PlanRequest,
  TextRequest,
} from "../../../protocols/index.ts";
import { RateGate, redactor, systemClock } from "../../../model-servers/index.ts";
import { readNote } from "../answers/index.ts";
import { writeRequirements } from "../offline/requirements.ts";
import { FailedAsking } from "../request.ts";
import type { AuthorSpec } from "../spec.ts";
import type { Prompts } from "../templates/load.ts";
import { ChatClient } from "./chat-client.ts";
import { ask, askQuestion, type ConversationParts } from "./conversation.ts";
import { settingsOf, type OpenAiOptions, type OpenAiSettings } from "./options.ts";
import { writePlan } from "./planning.ts";
import { promptOf, seedOf, valuesOf, wordsFor } from "./questions.ts";
import { ChatRequestSender, type ChatBackend } from "./chat-request-sender.ts";
import { ContextWindow } from "./window/index.ts";

/** A backend that asks an OpenAI-compatible server. Throws CONFIG_INVALID for a bad key. */
export function createOpenAiAuthor(
  spec: Extract<AuthorSpec, { backend: "openai" }>,
  prompts: Prompts,
  options: OpenAiOptions,
): AuthorBackend {
  const settings = settingsOf(options, spec.url);
  return createChatAuthor(new ChatClient(spec, options, settings), prompts, settings, options);
}

/**
 * A backend that asks by prompts whatever answers chats. Requirements that the model does not bring about
 * are made from the facts alone: no session should end over its first text.
 */
export function createChatAuthor(
  client: ChatBackend,
  prompts: Prompts,
  settings: OpenAiSettings,
  options: Pick<OpenAiOptions, "clock" | "key">,
): AuthorBackend {
  const clock = options.clock ?? systemClock;
  const gate = new RateGate(settings.concurrency, clock);
  const parts: ConversationParts = {
    sender: new ChatRequestSender({ client, gate, clock, settings }),
    window: new ContextWindow(settings.contextTokens, (signal) => client.askWindow(signal)),
    host: client.host,
    repair: prompts.repair,
    removeKey: redactor(options.key === undefined ? [] : [options.key]),
  };
  return {
    concurrency: settings.concurrency,
    async write(request: TextRequest, tools: AnswerTools) {
      if (request.kind === "ask") return askQuestion(parts, request, settings.maxTokens, tools);
      const words = wordsFor(request);
      const question = {
        prompt: prompts[promptOf(request)],
        values: (readLimit?: number) => valuesOf(request, readLimit),
        maxTokens: settings.maxTokens,
        seed: seedOf(request),
        read: (answer: string) => readNote(answer, words),
      };
      try {
        const { value, usage } = await ask(parts, question, tools);
        return { text: value, usage };
      } catch (error) {
        if (request.kind !== "requirements") throw error;
        if (!(error instanceof FailedAsking) || !error.ofThisTextAlone) throw error;
        const reason = error.error.detail;
        tools.note("warn", "author: the requirements are made from the facts alone", { reason });
        return { text: writeRequirements(request), usage: error.usage };
      }
    },
    async plan(request: PlanRequest, tools: AnswerTools) {
      const window = await parts.window.tokens(tools.signal);
      return writePlan(request, { ...settings, contextTokens: window }, tools, (question) =>
        ask(parts, { ...question, prompt: prompts.plan }, tools),
      );
    },
    close: () => client.close(),
  };
}
