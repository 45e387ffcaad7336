import * as z from "zod";
import { HindcastError, problemOf } from "../../../protocols/index.ts";
import { checkJoined } from "./joined.ts";
import type { Protocol } from "./protocol.ts";
import { tgiEncoder } from "./server-encoder.ts";

const Info = z.looseObject({
  model_id: z.string(),
  max_input_tokens: z.int().positive().nullish(),
  max_total_tokens: z.int().positive().nullish(),
});

/**
 * TGI's `/generate` with `decoder_input_details`. It takes texts only, and puts the start token
 * before them itself, so a request is made only when the text of context and target together is
 * tokenised into exactly their ids.
 */
export const tgi = (wanted: string | undefined): Protocol => ({
  traits: { itemsPerRequest: 1, reusesPrefixes: false },
  async describe({ http }, signal) {
    const parsed = Info.safeParse(await http.json({ path: "/info" }, signal));
    if (!parsed.success) {
      throw new HindcastError("ENDPOINT_WRONG", `${http.name}: /info: ${problemOf(parsed.error)}`);
    }
    const { model_id: model, max_input_tokens: input, max_total_tokens: total } = parsed.data;
    if (wanted !== undefined && wanted !== model) {
      const detail = `${http.name}: the server has ${JSON.stringify(http.shown(model))} and no model of this name`;
      throw new HindcastError("ENDPOINT_CONFIG", detail);
    }
    // One token of the total is generated.
    const limits = [input ?? Infinity, total ? total - 1 : Infinity];
    const limit = Math.min(...limits);
    return { model, contextLength: Number.isFinite(limit) ? limit : undefined };
  },
  encoder: (http, read) => tgiEncoder(http, read),
  score: (connection, items, signal) =>
    Promise.all(
      items.map(async (item) => {
        const { http, read, tokens } = connection;
        const inputs = await checkJoined(tokens, item, signal);
        // 0 new tokens are refused.
        const parameters = { max_new_tokens: 1, details: true, decoder_input_details: true };
        const answer = read.object(
          await http.json({ path: "/generate", body: { inputs, parameters } }, signal),
          "the answer",
        );
        const { prefill } = read.object(answer["details"], "details");
        const list = read.list(prefill, "details.prefill");
        if (list.length === 0) {
          throw new HindcastError(
            "ENDPOINT_CONFIG",
            `${http.name}: details.prefill is empty; the server needs --enable-prefill-logprobs`,
          );
        }
        const place = `item ${item.id}, details.prefill`;
        const entries = list.map((entry, at) => read.object(entry, place, at));
        const ids = entries.map(({ id }) => id);
        read.promptIds(ids, item, place);
        read.nothing(entries[0]?.["logprob"], place, 0);
        const start = item.context.ids.length;
        return Float64Array.from(item.target.ids, (_id, at) =>
          read.logprob(entries[start + at]?.["logprob"], place, start + at),
        );
      }),
    ),
});
