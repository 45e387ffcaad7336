import { RateGate, redactor, systemClock } from "../../../model-servers/index.ts";
import { readNote } from "../answers/index.ts";
import type { AnswerTools, Backend, PlanRequest, TextRequest } from "../request.ts";
import type { AuthorSpec } from "../spec.ts";
import type { Prompts } from "../templates/load.ts";
import { ChatClient } from "./chat-client.ts";
import { ask, askInOwnWords, type ConversationParts } from "./conversation.ts";
import { settingsOf, type OpenAiOptions } from "./options.ts";
import { writePlan } from "./planning.ts";
import { promptOf, seedOf, valuesOf, wordsFor } from "./questions.ts";
import { ChatRequestSender } from "./chat-request-sender.ts";

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
  const parts: ConversationParts = {
    sender: new ChatRequestSender({ client, gate, clock, settings }),
    host: client.host,
    repair: prompts.repair,
    removeKey: redactor(options.key === undefined ? [] : [options.key]),
  };
  return {
    concurrency: settings.concurrency,
    async write(request: TextRequest, tools: AnswerTools) {
      if (request.kind === "ask") return askInOwnWords(parts, request, settings.maxTokens, tools);
      const words = wordsFor(request);
      const { value, usage } = await ask(
        parts,
        {
          prompt: prompts[promptOf(request)],
          values: valuesOf(request),
          maxTokens: settings.maxTokens,
          seed: seedOf(request),
          read: (answer) => readNote(answer, words),
        },
        tools,
      );
      return { text: value, usage };
    },
    plan: (request: PlanRequest, tools: AnswerTools) =>
      writePlan(request, settings, tools, (question) =>
        ask(parts, { ...question, prompt: prompts.plan }, tools),
      ),
    close: () => client.close(),
  };
}
