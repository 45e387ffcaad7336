import * as z from "zod";

/** A part of a content that is a list; `thinking` parts hold no text of the answer. */
const Part = z.object({
  type: z.string().optional().catch(undefined),
  text: z.unknown().optional(),
});

/** Content as servers give it: a text, a list of parts (Mistral, gateways), or nothing. */
const Content = z
  .union([z.string(), z.array(z.union([z.string(), Part.loose()]))])
  .nullish()
  .catch(null)
  .transform((content) => {
    if (typeof content === "string") return content;
    return (content ?? [])
      .map((part) => {
        if (typeof part === "string") return part;
        const isText = part.type === undefined || /^(?:output_)?text$/.test(part.type);
        return isText && typeof part.text === "string" ? part.text : "";
      })
      .join("");
  });

const text = z.string().nullish().catch(null);

/** Under which name a server gives reasoning differs: vLLM and DeepSeek, OpenRouter and newer vLLM. */
const Message = z
  .object({ content: Content, refusal: text, reasoning_content: text, reasoning: text })
  .transform(({ content, refusal, reasoning_content, reasoning }) => ({
    content,
    refusal: refusal ?? "",
    reasoning: reasoning_content ?? reasoning ?? "",
  }));

const count = z.int().nonnegative().nullish().catch(null);

/** A completion, read leniently: servers differ in everything but this. */
export const Completion = z.object({
  choices: z.array(z.object({ message: Message, finish_reason: text })).min(1),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(null),
      /** DeepSeek's name for the same. */
      prompt_cache_hit_tokens: count,
    })
    .nullish()
    .catch(null),
});
export type Completion = z.infer<typeof Completion>;
