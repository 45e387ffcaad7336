import { isHindcastError } from "../../../protocols/index.ts";
import { idsOf, lengthOf, type AnswerReader, type Fields } from "../answer.ts";
import type { ScoreItem } from "../client.ts";
import { checkUsage, choicesOf } from "./completion.ts";
import type { EndpointHttp } from "../http.ts";
import { describeModel } from "./models.ts";
import type { Protocol } from "./protocol.ts";
import { tokenizeEncoder } from "./server-encoder.ts";
import { singleTexts } from "./token-texts.ts";

/**
 * vLLM's `/v1/completions` with `prompt_logprobs: 0`: for each token of the prompt an object whose
 * keys are ids, of which the prompt's own is one. An object's keys that look like integers are
 * listed in numeric order in JavaScript, so the expected id is looked up, and never the first
 * key. vLLM recomputes every prompt, so nothing is gained by a shared prefix.
 */
export function vllm(model: string): Protocol {
  // The server knows the field since mid 2025; a proxy in between may reject unknown fields.
  let asksForIds = true;

  async function complete(
    http: EndpointHttp,
    items: readonly ScoreItem[],
    signal: AbortSignal,
  ): Promise<unknown> {
    const sent = asksForIds;
    const body = {
      model,
      prompt: items.map(idsOf),
      // 0 is refused without echo.
      max_tokens: 1,
      temperature: 0,
      prompt_logprobs: 0,
      ...(sent ? { return_token_ids: true } : {}),
    };
    try {
      return await http.json({ path: "/v1/completions", body }, signal);
    } catch (error) {
      const unknown =
        isHindcastError(error) &&
        error.code === "ENDPOINT_REFUSED" &&
        error.detail.includes("return_token_ids");
      if (!sent || !unknown) throw error;
      asksForIds = false;
      return complete(http, items, signal);
    }
  }

  return {
    // An answer names every token of the context too: eight of 8,000 tokens are 4 MB of JSON.
    traits: { itemsPerRequest: 8, reusesPrefixes: false },
    describe: ({ http }, signal) => describeModel(http, "/v1/models", model, signal),
    encoder: (http, read) => ({
      ...tokenizeEncoder(http, read, { model }),
      texts: singleTexts(http, read, model),
    }),
    score: async ({ http, read }, items, signal) => {
      const answer = read.object(await complete(http, items, signal), "the answer");
      const choices = choicesOf(read, answer, items.length);
      const total = items.reduce((sum, item) => sum + lengthOf(item), 0);
      checkUsage(read, answer, total);
      return items.map((item, index) => readItem(read, choices[index]!, item));
    },
  };
}

function readItem(read: AnswerReader, choice: Fields, item: ScoreItem): Float64Array {
  const at = `item ${item.id}`;
  const { prompt_token_ids: ids, prompt_logprobs: values } = choice;
  const place = `${at}, prompt_logprobs`;
  const list = read.listOf(lengthOf(item), values, place);
  const number = (id: number, index: number): unknown => {
    const entry = read.object(list[index], place, index);
    if (!Object.hasOwn(entry, id)) throw read.wrong(`${place}.${index} is not about token ${id}`);
    return read.object(entry[id], place, index, id)["logprob"];
  };
  read.nothing(list[0], place, 0);
  const { context, target } = item;
  if (ids !== undefined && ids !== null) read.promptIds(ids, item, at, "prompt_token_ids");
  // The context's too: among equal tokens a list that is shifted shows only at its beginning.
  context.ids.forEach((id, index) => index > 0 && number(id, index));
  const start = context.ids.length;
  return Float64Array.from(target.ids, (id, index) =>
    read.logprob(number(id, start + index), place, start + index),
  );
}
