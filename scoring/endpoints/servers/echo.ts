import { HindcastError, isHindcastError, type ErrorCode } from "../../../protocols/index.ts";
import { idsOf, lengthOf } from "../answer.ts";
import type { EndpointDescription, ScoreItem } from "../client.ts";
import { checkUsage, choicesOf } from "./completion.ts";
import { checkTokens } from "./echo-text.ts";
import { statusOf } from "../http.ts";
import { checkJoined } from "./joined.ts";
import { describeModel } from "./models.ts";
import type { Connection, Protocol } from "./protocol.ts";
import { tokenizeEncoder } from "./server-encoder.ts";
import { singleTexts } from "./token-texts.ts";

/** One way in which some server echoes log-probabilities. */
interface Form {
  /** Whether the prompt is ids or a text. */
  readonly prompt: "ids" | "text";
  /** SGLang takes 0 for none; others answer more than is needed from 1 on. */
  readonly logprobs: 0 | 1;
  /** With 1 the last number is that of a token which the server made up. */
  readonly max_tokens: 0 | 1;
  /** Whether tokens are asked for as `token_id:N`, which vLLM does. */
  readonly named?: true;
}

/** From the one that proves most and costs least. */
const FORMS: readonly Form[] = [
  { prompt: "ids", logprobs: 0, max_tokens: 0, named: true },
  { prompt: "ids", logprobs: 0, max_tokens: 0 },
  { prompt: "ids", logprobs: 1, max_tokens: 0 },
  { prompt: "ids", logprobs: 0, max_tokens: 1 },
  { prompt: "ids", logprobs: 1, max_tokens: 1 },
  { prompt: "text", logprobs: 0, max_tokens: 0 },
  { prompt: "text", logprobs: 1, max_tokens: 0 },
  { prompt: "text", logprobs: 0, max_tokens: 1 },
  { prompt: "text", logprobs: 1, max_tokens: 1 },
];

/** What a server may say to a form that it does not take. */
const NOT_THIS_FORM: ReadonlySet<ErrorCode> = new Set(["ENDPOINT_REFUSED", "ENDPOINT_WRONG"]);

/**
 * Any server with OpenAI's completions and `echo`. Which of the ways it takes is tried once, with
 * a short prompt. One item a request, since lists of prompts are what servers differ in most.
 *
 * @param api path of the API after the URL, such as `/v1`
 */
export function echo(model: string, api: string): Protocol {
  let known: Form | undefined;

  async function ask(
    { http, read, tokens }: Connection,
    form: Form,
    item: ScoreItem,
    signal: AbortSignal,
  ): Promise<Float64Array> {
    const { prompt: kind, named, ...limits } = form;
    const prompt = kind === "ids" ? idsOf(item) : await checkJoined(tokens, item, signal);
    const body = {
      model,
      prompt,
      echo: true,
      temperature: 0,
      ...limits,
      ...(named ? { return_tokens_as_token_ids: true } : {}),
    };
    const answer = await http.json({ path: `${api}/completions`, body }, signal);
    const fields = read.object(answer, "the answer");
    const [choice] = choicesOf(read, fields, 1);
    checkUsage(read, fields, lengthOf(item));
    const logprobs = read.object(choice?.["logprobs"], "choices.0.logprobs");
    // The shape in which llama.cpp's server gives those of the tokens that it generated.
    if (logprobs["content"] !== undefined && logprobs["token_logprobs"] === undefined) {
      throw read.wrong("the server answered without the prompt's: it ignores echo");
    }
    const length = lengthOf(item) + form.max_tokens;
    const place = `item ${item.id}, token_logprobs`;
    const values = read.listOf(length, logprobs["token_logprobs"], place);
    const strings = read.listOf(length, logprobs["tokens"], `item ${item.id}, tokens`);
    read.nothing(values[0], place, 0);
    checkTokens(read, strings, item, `item ${item.id}, tokens`);
    const start = item.context.ids.length;
    return Float64Array.from(item.target.ids, (_id, at) =>
      read.logprob(values[start + at], place, start + at),
    );
  }

  async function findForm(connection: Connection, signal: AbortSignal): Promise<Form> {
    const { http, tokens } = connection;
    const start = await tokens.start(signal);
    const context = {
      text: "one = 1\n",
      ids: [...start, ...(await tokens.of("one = 1\n", signal))],
    };
    const target = { text: "two = 2\n", ids: await tokens.of("two = 2\n", signal) };
    const problems = new Set<string>();
    let broken: HindcastError | undefined;
    for (const form of FORMS) {
      try {
        await ask(connection, form, { id: "probe", context, target }, signal);
        return form;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        if (statusOf(error) === 500) broken = error;
        else problems.add(error.detail.slice(http.name.length + 2));
      }
    }
    // A server that falls over everything may be well again later.
    if (broken && problems.size === 0) throw broken;
    throw new HindcastError(
      "ENDPOINT_CONFIG",
      `${http.name}: no way to get log-probabilities of a prompt: ${[...problems].join("; ")}`,
    );
  }

  return {
    traits: { itemsPerRequest: 1, reusesPrefixes: false },
    describe: ({ http }, signal) => describe(http, `${api}/models`, model, signal),
    encoder: (http, read) => ({
      ...tokenizeEncoder(http, read, { model }),
      texts: singleTexts(http, read, model),
    }),
    async score(connection, items, signal) {
      known ??= await findForm(connection, signal);
      const form = known;
      return Promise.all(items.map((item) => ask(connection, form, item, signal)));
    },
  };
}

/** Not every server lists its models; one that does must have ours. */
async function describe(
  http: Connection["http"],
  path: string,
  model: string,
  signal: AbortSignal,
): Promise<EndpointDescription> {
  try {
    return await describeModel(http, path, model, signal);
  } catch (error) {
    const status = statusOf(error);
    if (status !== 404 && status !== 405) throw error;
    return { model, contextLength: undefined };
  }
}

function isRefusal(error: unknown): error is HindcastError {
  if (!isHindcastError(error)) return false;
  // Some servers fall over prompts that are no text.
  return NOT_THIS_FORM.has(error.code) || statusOf(error) === 500;
}
