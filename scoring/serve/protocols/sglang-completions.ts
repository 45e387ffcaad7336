import { wireNumber, type HttpAnswer } from "../answer.ts";
import { completionAnswer } from "./completion-answer.ts";
import { parseCompletion } from "./completion-request.ts";
import type { JudgedToken, TokenPrompt } from "../reading.ts";
import type { RouteCall } from "../route.ts";
import { decode, tokenText } from "../vocabulary.ts";

/**
 * `POST /v1/completions` of SGLang: the name of the model is ignored, `logprobs: 0` with echo
 * gives no log-probability of the prompt, and no offset is ever given.
 */
export async function completeSglang({ body, served, read }: RouteCall): Promise<HttpAnswer> {
  const request = parseCompletion(body, { model: undefined, contextLength: served.contextLength });
  const { prompts, logprobs, echo, n } = request;
  const judges = echo && (logprobs ?? 0) > 0;
  const readings = await read(
    prompts.map(({ ids, write }): TokenPrompt => ({
      ids,
      from: judges ? 0 : ids.length - 1,
      reuse: !judges,
      top: logprobs ?? 0,
      write,
    })),
  );
  return completionAnswer(readings, {
    model: served.model,
    n,
    choice: ({ judged, written }, i) => {
      const output = decode(
        written.map(({ id }) => id),
        true,
      );
      return {
        text: (echo ? prompts[i]!.text : "") + output,
        logprobs:
          logprobs === undefined
            ? null
            : block(judges ? [...judged.map(withoutValue), ...written] : written),
        finish_reason: "length",
        matched_stop: null,
      };
    },
  });
}

type Listed = Omit<JudgedToken, "top"> & { readonly top: JudgedToken["top"] | null };

function withoutValue(token: JudgedToken, i: number): Listed {
  return i === 0 ? { ...token, logprob: null, top: null } : token;
}

function block(tokens: readonly Listed[]): unknown {
  return {
    text_offset: tokens.map(() => -1),
    token_logprobs: tokens.map(({ logprob }) => wireNumber(logprob, null)),
    tokens: tokens.map(({ id }) => tokenText(id)),
    top_logprobs: tokens.map(({ top }) =>
      // Backwards, so that of two tokens with the same text the likelier one stays.
      top === null
        ? null
        : Object.fromEntries(
            top.toReversed().map(({ id, logprob }) => [tokenText(id), wireNumber(logprob, null)]),
          ),
    ),
  };
}
