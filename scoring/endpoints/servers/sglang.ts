import { randomUUID } from "node:crypto";
import { HindcastError, isHindcastError } from "../../../protocols/index.ts";
import { idsOf, lengthOf } from "../answer.ts";
import type { ScoreItem } from "../client.ts";
import type { EndpointHttp } from "../http.ts";
import { describeModel } from "./models.ts";
import type { Connection, Protocol } from "./protocol.ts";
import { tokenizeEncoder } from "./server-encoder.ts";
import { listTexts } from "./token-texts.ts";

/** Milliseconds that a cancelled call waits for the server to hear of it. */
const ABORT_TIMEOUT = 2_000;

/**
 * SGLang's `/generate`. `logprob_start_len` is one less than the context's length: the server then
 * takes the whole context but its last token from the radix cache, and answers that token, without
 * a number, and the target's. Starting at the context's length would lose the target's first
 * number, starting at 0 would compute everything again.
 */
export const sglang = (model: string | undefined): Protocol => ({
  // One failing item fails its whole request, and a request waits for its slowest.
  traits: { itemsPerRequest: 8, reusesPrefixes: true },
  describe: ({ http }, signal) => describeModel(http, "/v1/models", model, signal),
  encoder: (http, read) => ({
    ...tokenizeEncoder(http, read),
    texts: listTexts(http, read),
  }),
  score: async (connection, items, signal) => {
    const { http, read } = connection;
    // A retry may come while the server still has the first try, and a rid may be there once.
    const rids = items.map(({ id }) => `${id.slice(0, 100)}.${randomUUID()}`);
    const body = {
      input_ids: items.map(idsOf),
      // With 0 the server only reads the prompt; it then answers as soon as that is done.
      sampling_params: { max_new_tokens: 0, temperature: 0 },
      return_logprob: true,
      logprob_start_len: items.map(({ context }) => context.ids.length - 1),
      top_logprobs_num: 0,
      return_text_in_logprobs: false,
      stream: false,
      rid: rids,
    };
    let answer: unknown;
    try {
      answer = await http.json({ path: "/generate", body }, signal);
    } catch (error) {
      await abandon(connection, rids, error);
      throw error;
    }
    const list = Array.isArray(answer) ? answer : [answer];
    const answers = read.listOf(items.length, list, "the answer");
    return items.map((item, index) => readItem(connection, answers[index], item));
  },
});

/**
 * Asks the server to drop requests that nobody waits for any more: after a cancelled call or a time-out,
 * since it looks for closed connections only now and then, and after a failed request of several
 * items, whose other items go on.
 */
async function abandon(
  { http }: Connection,
  rids: readonly string[],
  error: unknown,
): Promise<void> {
  if (!isHindcastError(error)) return;
  const left = error.code === "INTERRUPTED" || error.code === "ENDPOINT_UNREACHABLE";
  if (!left && rids.length === 1) return;
  await Promise.all(rids.map((rid) => abort(http, rid)));
}

async function abort(http: EndpointHttp, rid: string): Promise<void> {
  const call = { path: "/abort_request", body: { rid }, timeout: ABORT_TIMEOUT };
  try {
    await http.json(call, new AbortController().signal);
  } catch {
    // The original failure is the one to report.
  }
}

function readItem({ http, read }: Connection, answer: unknown, item: ScoreItem): Float64Array {
  const at = `item ${item.id}`;
  const meta = read.object(read.object(answer, at)["meta_info"], at, "meta_info");
  if (isAborted(meta["finish_reason"])) {
    throw new HindcastError("ENDPOINT_UNREACHABLE", `${http.name}: the server dropped ${at}`);
  }
  // Also finds a server with --allow-auto-truncate, which cuts the target's end off.
  read.count(lengthOf(item), meta["prompt_tokens"], at, "prompt_tokens");
  const place = `${at}, input_token_logprobs`;
  const { context, target } = item;
  const triples = read.listOf(target.ids.length + 1, meta["input_token_logprobs"], place);
  // The number of a triple `[number, id, text]`, which must be about the expected token.
  const number = (id: number, index: number): unknown => {
    const [logprob, found] = read.list(triples[index], place, index);
    // The vocabulary's last id is reported as 0 (SGLang's guard against the ids of padding).
    if (found !== 0 || !isLargest(id, item)) read.id(found, id, place, index);
    return logprob;
  };
  read.nothing(number(context.ids.at(-1)!, 0), place, 0);
  return Float64Array.from(target.ids, (id, index) =>
    read.logprob(number(id, index + 1), place, index + 1),
  );
}

function isLargest(id: number, { context, target }: ScoreItem): boolean {
  return context.ids.every((other) => other <= id) && target.ids.every((other) => other <= id);
}

function isAborted(reason: unknown): boolean {
  return (
    typeof reason === "object" && reason !== null && "type" in reason && reason.type === "abort"
  );
}
