import type { AnswerReader, Fields } from "../answer.ts";

/** The choices of an OpenAI completion, one for each prompt in order. */
export function choicesOf(read: AnswerReader, answer: Fields, count: number): readonly Fields[] {
  return read.listOf(count, answer["choices"], "choices").map((value, at) => {
    const choice = read.object(value, "choices", at);
    read.count(at, choice["index"], "choices", at, "index");
    return choice;
  });
}

/** Finds prompts that were truncated on the way: by the server or by a proxy. */
export function checkUsage(read: AnswerReader, answer: Fields, tokens: number): void {
  const { usage } = answer;
  if (usage === undefined || usage === null) return;
  read.count(tokens, read.object(usage, "usage")["prompt_tokens"], "usage.prompt_tokens");
}
