import { ok, type HttpAnswer } from "../answer.ts";
import { completionAnswer } from "./completion-answer.ts";
import { legacyLogprobs, withoutFirst } from "./completion-logprobs.ts";
import { parseCompletion } from "./completion-request.ts";
import type { TokenPrompt } from "../reading.ts";
import type { RequestRefusal } from "../refusal.ts";
import type { RouteCall, ProtocolRoute } from "../route.ts";
import { decode } from "../vocabulary.ts";

/**
 * Paths of a plain server with OpenAI's completions and `echo`: what such servers have in common
 * and nothing else, so no tokenizer and no ids in answers.
 */
export const echoRoutes: readonly ProtocolRoute[] = [
  { methods: ["POST"], path: "/v1/completions", judges: true, handle: complete, refuse },
  { methods: ["GET"], path: "/v1/models", handle: models, refuse },
  { methods: ["GET"], path: "/health", handle: () => ({ status: 200 }), refuse },
];

async function complete({ body, served, read }: RouteCall): Promise<HttpAnswer> {
  const { prompts, logprobs, echo, n } = parseCompletion(body, served);
  const judges = echo && logprobs !== undefined;
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
      const listed = judges ? [...withoutFirst(judged), ...written] : written;
      const output = decode(
        written.map(({ id }) => id),
        true,
      );
      return {
        text: (echo ? prompts[i]!.text : "") + output,
        logprobs: logprobs === undefined ? null : legacyLogprobs(listed, logprobs, false),
        finish_reason: "length",
      };
    },
  });
}

function models({ served }: RouteCall): HttpAnswer {
  const card = { id: served.model, object: "model", created: served.started, owned_by: "hindcast" };
  return ok({ object: "list", data: [card] });
}

/** An error in OpenAI's own envelope, whose code is a word. */
function refuse({ reason, status, message, param }: RequestRefusal): HttpAnswer {
  const type =
    status === 429 ? "rate_limit_error" : status < 500 ? "invalid_request_error" : "server_error";
  const code = reason === "unknown-model" ? "model_not_found" : null;
  return { status, json: { error: { message, type, param: param ?? null, code } } };
}
