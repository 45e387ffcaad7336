import { randomUUID } from "node:crypto";
import { ok, type HttpAnswer } from "../answer.ts";
import type { PromptScore } from "../reading.ts";

/** What every completions endpoint says around its choices. */
export interface CompletionShape {
  readonly model: string;
  /** Samples of each prompt. They are equal, since nothing is drawn, and computed once. */
  readonly n: number;
  /** What the server says of itself beside the choices. */
  readonly more?: object;
  /** What it counts beside tokens of prompts and completions. */
  readonly usage?: object;
  /** A choice without its index. */
  readonly choice: (reading: PromptScore, prompt: number) => object;
}

/** The answer of a completions endpoint: the choices of each prompt, prompts in order. */
export function completionAnswer(
  readings: readonly PromptScore[],
  { model, n, more = {}, usage = {}, choice }: CompletionShape,
): HttpAnswer {
  const choices = readings.flatMap((reading, prompt) => {
    const one = choice(reading, prompt);
    return Array.from({ length: n }, (_, sample) => ({ index: prompt * n + sample, ...one }));
  });
  const prompt = readings.reduce((sum, { ids }) => sum + ids.length, 0);
  const completion = n * readings.reduce((sum, { written }) => sum + written.length, 0);
  return ok({
    id: `cmpl-${randomUUID().replaceAll("-", "")}`,
    object: "text_completion",
    created: Math.floor(Date.now() / 1000),
    model,
    choices,
    usage: { ...usageOf(prompt, completion), ...usage },
    ...more,
  });
}

/** Tokens of a request, as every completions endpoint counts them. */
export function usageOf(prompt: number, completion: number): object {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: null,
  };
}
