import { describe, expect, test } from "vitest";
import type { EndpointClient } from "../../../scoring/endpoints/index.ts";
import { edit, type Change } from "./edit.ts";
import { expected, failureOf, itemOf, never, withServer } from "./items.ts";
import type { Answer, Seen, TestServer } from "./test-server.ts";
import { vllmServer } from "./toy-servers.ts";

type Run<T> = (client: EndpointClient, server: TestServer) => Promise<T>;

function at<T>(answer: (seen: Seen) => Answer | undefined, run: Run<T>): Promise<T> {
  return withServer((url) => `vllm:toy@${url}/v1`, answer, run);
}

const items = [itemOf("a", "import os\n", "print(os)\n"), itemOf("b", "", "é")];

test("sends ids and reads the numbers of the ids", () =>
  at(vllmServer(), async (client, server) => {
    expect(await client.score(items, never)).toEqual(items.map(expected));
    expect(server.of("/v1/completions").map(({ body }) => body)).toEqual([
      {
        model: "toy",
        prompt: items.map(({ context, target }) => [...context.ids, ...target.ids]),
        max_tokens: 1,
        temperature: 0,
        prompt_logprobs: 0,
        return_token_ids: true,
      },
    ]);
  }));

test("finds the prompt's token among others, whatever the order of the keys", () => {
  const numbers = edit("choices.0.prompt_logprobs.14", (entry) => ({
    ...(entry as object),
    1: { logprob: -0.001, rank: 1, decoded_token: "<s>" },
    99999: { logprob: -0.002, rank: 2, decoded_token: "?" },
  }));
  return at(vllmServer(numbers), async (client) => {
    expect(await client.score(items, never)).toEqual(items.map(expected));
  });
});

test("asks without return_token_ids where it is refused, and only once with it", () => {
  const answers = vllmServer();
  const refusing = (seen: Seen): Answer | undefined =>
    "return_token_ids" in seen.body
      ? { status: 422, json: { detail: [{ loc: ["body", "return_token_ids"], msg: "extra" }] } }
      : answers(seen);
  return at(refusing, async (client, server) => {
    expect(await client.score(items, never)).toEqual(items.map(expected));
    expect(await client.score(items, never)).toEqual(items.map(expected));
    expect(server.of("/v1/completions")).toHaveLength(3);
  });
});

test("the floor value for minus infinity is minus infinity", () =>
  at(
    vllmServer(
      edit("choices.1.prompt_logprobs.1", () => ({ 205: { logprob: -9999, rank: 9, x: "é" } })),
    ),
    async (client) => {
      const [, values] = await client.score(items, never);
      expect(values?.[0]).toBe(-Infinity);
    },
  ));

describe("is wrong", () => {
  const place = "choices.0.prompt_logprobs";
  const list = (change: (list: unknown[]) => unknown): Change =>
    edit(place, (value) => change(value as unknown[]));
  const unnamed = edit("choices.0.prompt_token_ids", () => undefined);
  test.each<[string, Change, string]>([
    ["only the null of a broken backend", edit(place, () => [null]), "1 entries instead of 21"],
    ["no numbers", edit(place, () => null), "is null, not a list"],
    ["a number missing", list((all) => all.slice(0, -1)), "20 entries instead of 21"],
    ["one entry later", list((all) => [null, ...all.slice(0, -1)]), "1 is null"],
    [
      "another token's number",
      edit(`${place}.14`, () => ({ 7: { logprob: -1 } })),
      "not about token",
    ],
    [
      "another token in the context, where no ids come back",
      (answer) => edit(`${place}.4`, () => ({ 7: { logprob: -1 } }))(unnamed(answer)),
      "4 is not about token",
    ],
    ["other ids", edit("choices.0.prompt_token_ids.3", () => 7), "3 is of token 7"],
    ["a null in the middle", edit(`${place}.15`, () => null), "15 is null, not an object"],
    ["a prompt that was cut", edit("usage.prompt_tokens", () => 20), "is 20 instead of 24"],
    [
      "answers in another order",
      edit("choices", (all) => (all as []).toReversed()),
      "0.index is 1",
    ],
    ["answers missing", edit("choices", (all) => (all as []).slice(1)), "1 entries instead of 2"],
    ["a list around it", (answer) => [answer], "a list of 1, not an object"],
  ])("%s", (_name, change, reason) =>
    at(vllmServer(change), async (client) => {
      const error = await failureOf(client.score(items, never));
      expect(error).toMatchObject({ code: "ENDPOINT_WRONG" });
      expect(error.detail).toContain(reason);
    }),
  );

  test.each([
    ["a logit", 3.5, "so this is a logit"],
    ["a null", null, "is null, not a log-probability"],
  ])("%s", (_name, value, reason) =>
    at(
      vllmServer((answer) => {
        const id = items[0]!.target.ids[2]!;
        return edit(`${place}.13.${id}.logprob`, () => value)(answer);
      }),
      async (client) => {
        const error = await failureOf(client.score(items, never));
        expect(error).toMatchObject({ code: "ENDPOINT_WRONG" });
        expect(error.detail).toContain(reason);
      },
    ),
  );
});

test("a model that the server does not have is a wrong configuration", () =>
  withServer(
    (url) => `vllm:other@${url}`,
    vllmServer(),
    async (client) => {
      const error = await failureOf(client.describe(never));
      expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
      expect(error.detail).toContain('"toy"');
    },
  ));

test("takes no more items than a request may carry, and none that is empty", () =>
  at(vllmServer(), async (client, server) => {
    const many = Array.from({ length: 9 }, (_, index) => itemOf(`${index}`, "a", "b"));
    await expect(client.score(many, never)).rejects.toThrow(RangeError);
    const empty = { ...items[0]!, target: { text: "", ids: [] } };
    const error = await failureOf(client.score([empty], never));
    expect(error).toMatchObject({ code: "ENDPOINT_REFUSED" });
    expect(error.detail).toContain("item a: the target is empty");
    expect(await client.score([], never)).toEqual([]);
    expect(server.seen).toEqual([]);
  }));
