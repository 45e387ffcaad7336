import type {
  AnswerTools,
  AuthorBackend,
  PlanRequest,
  TextRequest,
} from "../../protocols/index.ts";
import type { ServiceDefinition } from "../../runtime/define/index.ts";
import { createNarrator } from "./offline/narrator.ts";
import { writePlan } from "./openai/planning.ts";
import { settingsOf } from "./openai/options.ts";
import { promptOf, valuesOf, wordsFor } from "./openai/questions.ts";
import type { ChatMessage } from "./openai/request-shape.ts";
import { fitPrompt, fitText } from "./openai/window/index.ts";
import { authorService, type AuthorOptions } from "./service.ts";
import type { FilledPrompt } from "./templates/fill.ts";
import { loadPrompts } from "./templates/load.ts";
import { NO_USAGE } from "../usage/index.ts";

/** Tokens of a word of English prose in common vocabularies. */
const TOKENS_PER_WORD = 1.33;

/** A request that a model would have been sent. */
export interface DryRequest {
  readonly session: string;
  /** The file that it is about; absent for what concerns the whole repository. */
  readonly path?: string;
  readonly messages: readonly ChatMessage[];
  /** What the answer has: tokens for prose of the length that the prompt asks for, or a text. */
  readonly answer: { readonly tokens: number } | { readonly text: string };
}

/**
 * The author of a dry run: fills every prompt as the `openai` backend does, sends it to nobody, and
 * answers with what the offline author writes. No answer is unusable, so nothing is asked twice.
 *
 * Where the length of answers is given, its texts have it, since later prompts and what is scored
 * hold them.
 *
 * @param onRequest called with every request, which waits for it
 * @param answerLength tokens of an answer, where they are known
 * @throws HindcastError CONFIG_INVALID for a prompt that cannot be used
 */
export function dryAuthor(
  options: AuthorOptions,
  onRequest: (request: DryRequest) => Promise<void>,
  answerLength?: number,
): ServiceDefinition {
  const prompts = loadPrompts(options.promptsDir);
  const settings = settingsOf(options, "http://localhost");
  const { contextTokens: window, maxTokens } = settings;
  const narrator = createNarrator();
  const backendOf = (session: string): AuthorBackend => {
    const note = (
      { system, user }: FilledPrompt,
      answer: DryRequest["answer"],
      path?: string,
    ): Promise<void> =>
      onRequest({
        session,
        ...(path === undefined ? {} : { path }),
        messages: [
          { role: "system", content: system },
          { role: "user", content: user },
        ],
        answer,
      });
    return {
      ...narrator,
      async write(request: TextRequest, tools: AnswerTools) {
        if (request.kind === "ask") {
          const { maxTokens: most = maxTokens } = request;
          const written = await narrator.write(request, tools);
          await note(fitText(request, most, window), written);
          return written;
        }
        const prompt = prompts[promptOf(request)];
        const values = (limit?: number) => valuesOf(request, limit);
        const path = request.kind === "requirements" ? undefined : request.file.path;
        await note(
          fitPrompt(prompt, values, maxTokens, window),
          { tokens: answerTokens(request) },
          path,
        );
        const written = await narrator.write(request, tools);
        if (answerLength === undefined) return written;
        return { ...written, text: sized(written.text, noteTokens(request, answerLength)) };
      },
      plan: (request: PlanRequest, tools: AnswerTools) =>
        writePlan(request, settings, tools, async (question, part) => {
          const { entries } = await narrator.plan(part, tools);
          await note(fitPrompt(prompts.plan, question.values, question.maxTokens, window), {
            text: JSON.stringify(entries, undefined, 1),
          });
          return { value: { prose: "", entries }, usage: NO_USAGE };
        }),
    };
  };
  return authorService(narrator, backendOf);
}

type Written = Exclude<TextRequest, { kind: "ask" }>;

/** Two kinds of rewrite begin with an analysis, which counts as much again. */
function isAnalysed(request: Written): boolean {
  return (
    request.kind === "rewrite" && (request.proposer === "informed" || request.proposer === "refine")
  );
}

/** Tokens of an answer as long as its prompt allows. */
function answerTokens(request: Written): number {
  return Math.round(noteTokens(request, undefined) * (isAnalysed(request) ? 2 : 1));
}

/** Tokens of what is kept of an answer. */
function noteTokens(request: Written, answerLength: number | undefined): number {
  if (answerLength !== undefined) return answerLength / (isAnalysed(request) ? 2 : 1);
  const short = request.kind === "rewrite" && request.proposer === "condense";
  return TOKENS_PER_WORD * wordsFor(request) * (short ? 0.5 : 1);
}

/** A text of so many tokens: its words over and over, or the first of them. */
function sized(text: string, tokens: number): string {
  const words = text.split(/\s+/);
  const count = Math.max(1, Math.round(tokens / TOKENS_PER_WORD));
  return Array.from({ length: count }, (_, at) => words[at % words.length]).join(" ");
}
