import { describe, expect, test } from "vitest";
import {
  canaryItems,
  checkCanary,
  type EndpointClient,
  type ScoreItem,
} from "../../../scoring/endpoints/index.ts";
import { failureOf, never, withServer } from "./items.ts";
import { echoServer, sglangServer, tgiServer, vllmServer } from "./toy-servers.ts";
import { BOS, toyLogprobs, tokensOf } from "./toy-model.ts";

type Score = (item: ScoreItem, ids: readonly number[]) => Float64Array;

/** A client whose numbers are made by a function, for what no check of an answer can find. */
function clientOf(
  score: Score,
  start: readonly number[] = [BOS],
  contextLength?: number,
): EndpointClient {
  return {
    name: "made up",
    traits: { itemsPerRequest: 2, reusesPrefixes: true },
    describe: () => Promise.resolve({ model: "made up", contextLength }),
    tokenize: (text) => Promise.resolve(tokensOf(text)),
    tokenTexts: () => Promise.resolve(undefined),
    startTokens: () => Promise.resolve(start),
    score: (items) =>
      Promise.resolve(items.map((item) => score(item, [...item.context.ids, ...item.target.ids]))),
    close: () => Promise.resolve(),
  };
}

const honest: Score = ({ context }, ids) =>
  Float64Array.from(toyLogprobs(ids).slice(context.ids.length), (value) => value!);

describe("passes", () => {
  test.each([
    ["sglang", (url: string) => `sglang:${url}`, sglangServer()],
    ["vllm", (url: string) => `vllm:toy@${url}`, vllmServer()],
    ["echo", (url: string) => `echo:toy@${url}`, echoServer()],
    ["tgi", (url: string) => `tgi:${url}`, tgiServer()],
  ])("a right server: %s", async (_name, spec, answer) => {
    await withServer(spec, answer, async (client) => {
      expect(await checkCanary(client, never)).toBeLessThan(0);
    });
  });

  test("a model whose context holds no long text", async () => {
    const wrong: Score = (item, ids) =>
      ids.length > 1_000 ? honest(item, ids).fill(NaN) : honest(item, ids);
    expect(await checkCanary(clientOf(wrong, [BOS], 1_000), never)).toBeLessThan(0);
  });

  test("a model without a start token", async () => {
    expect(await checkCanary(clientOf(honest, []), never)).toBeLessThan(0);
  });

  test("noise of the size that bf16 makes", async () => {
    let turn = 0;
    const noisy: Score = (item, ids) =>
      honest(item, ids).map((value) => value - ((turn += 7) % 13) / 130);
    expect(await checkCanary(clientOf(noisy), never)).toBeLessThan(0);
  });
});

describe("fails", () => {
  let turn = 0;
  const cases: Record<string, [Score, string]> = {
    "a number too few": [(item, ids) => honest(item, ids).slice(1), 'check "count": canary-once'],
    "a number above 0": [(item, ids) => honest(item, ids).map((value) => -value), 'check "range"'],
    "an impossible token": [(item, ids) => honest(item, ids).fill(-Infinity), 'check "range"'],
    "a number that is none": [(item, ids) => honest(item, ids).fill(NaN), 'check "range"'],
    "nothing but 0": [(item, ids) => honest(item, ids).fill(0), 'check "surprise"'],
    "a model that ignores its context": [
      ({ target }) =>
        honest({ id: "", context: { text: "", ids: [BOS] }, target }, [BOS, ...target.ids]),
      'check "repetition"',
    ],
    "numbers of the token before": [
      ({ context }, ids) =>
        Float64Array.from(
          toyLogprobs(ids).slice(context.ids.length - 1, -1),
          (value) => value ?? -3,
        ),
      'check "token"',
    ],
    "numbers of the token after, the last of one that the server made up": [
      ({ context }, ids) => {
        const after = toyLogprobs(ids).slice(context.ids.length + 1);
        return Float64Array.from([...after, -0.1 - ids.at(-1)! / 1000], (value) => value!);
      },
      'check "sum"',
    ],
    "parts that do not add up to the whole": [
      (item, ids) => honest(item, ids).map((value) => value - item.target.ids.length / 20),
      'check "sum"',
    ],
    "certainty of every token": [
      (item, ids) => honest(item, ids).map((value, at) => (at === 0 ? value / 100 : value)),
      'check "token": two tokens in the same place',
    ],
    "numbers that are another's behind the first 2,048 of a request": [
      (item, ids) => honest(item, ids).map((value, at) => (at < 2048 ? value : value - 0.3)),
      'check "length"',
    ],
    "logits that were divided by the temperature that is asked for, which is 0": [
      (item, ids) => honest(item, ids).map((value) => (value > -2.5 ? 0 : -Infinity)),
      'check "range"',
    ],
    "numbers that depend on what was asked before": [
      (item, ids) => honest(item, ids).map((value) => value - (turn++ > 200 ? 0.2 : 0)),
      'check "order"',
    ],
  };
  test.each(Object.entries(cases))("%s", async (_name, [score, check]) => {
    const error = await failureOf(checkCanary(clientOf(score), never));
    expect(error).toMatchObject({ code: "ENDPOINT_WRONG" });
    expect(error.detail).toContain(check);
    expect(error.detail).toContain("made up: ");
  });

  test("answers that are missing", async () => {
    const client = { ...clientOf(honest), score: () => Promise.resolve([]) };
    const error = await failureOf(checkCanary(client, never));
    expect(error.detail).toContain("0 answers for 2 items");
  });

  test("a server that refuses the short texts is configured wrongly", () =>
    withServer(
      (url) => `sglang:${url}`,
      (seen) =>
        seen.path === "/generate"
          ? { status: 400, json: { error: { message: "return_logprob is off" } } }
          : sglangServer()(seen),
      async (client) => {
        const error = await failureOf(checkCanary(client, never));
        expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
        expect(error.detail).toContain("return_logprob is off");
      },
    ));
});

test("the items are made of whole texts, in the endpoint's tokens", async () => {
  const { whole, first, second, single, once, again } = await canaryItems(clientOf(honest), never);
  expect(whole.target.ids).toEqual([...first.target.ids, ...second.target.ids]);
  expect(second.context.ids).toEqual([...whole.context.ids, ...first.target.ids]);
  expect(single.target.ids).toHaveLength(1);
  expect(again.context.text).toBe(once.target.text);
  for (const { context, target } of [whole, first, second, single, once, again]) {
    expect(context.ids).toEqual([BOS, ...tokensOf(context.text)]);
    expect(target.ids).toEqual(tokensOf(target.text));
  }
});
