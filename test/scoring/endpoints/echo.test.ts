import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EndpointClient } from "../../../scoring/endpoints/index.ts";
import { edit, type Change } from "./edit.ts";
import { expected, failureOf, itemOf, never, withServer } from "./items.ts";
import type { TestServer } from "./test-server.ts";
import { echoServer, type EchoManners } from "./toy-servers.ts";

type Run<T> = (client: EndpointClient, server: TestServer) => Promise<T>;

function at<T>(manners: EchoManners, change: Change | undefined, run: Run<T>): Promise<T> {
  return withServer((url) => `echo:toy@${url}/v1`, echoServer(manners, change), run);
}

const item = itemOf("a", "import os\n", "print(os) # naïve\n");

describe("finds how the server wants it", () => {
  test.each<[string, EchoManners, object]>([
    ["nothing generated and tokens named by id", {}, { max_tokens: 0, logprobs: 0 }],
    ["tokens as texts", { named: false }, { max_tokens: 0, logprobs: 0 }],
    ["at least one generated", { named: false, maxTokens: 1 }, { max_tokens: 1, logprobs: 0 }],
    ["logprobs from 1 on", { named: false, logprobs: 1 }, { max_tokens: 0, logprobs: 1 }],
    ["both", { named: false, logprobs: 1, maxTokens: 1 }, { max_tokens: 1, logprobs: 1 }],
    [
      "texts only",
      { named: false, ids: false },
      { max_tokens: 0, prompt: item.context.text + item.target.text },
    ],
    ["texts only, with a 500", { named: false, ids: false, status: 500 }, { max_tokens: 0 }],
    ["texts and one generated", { ids: false, maxTokens: 1, named: false }, { max_tokens: 1 }],
  ])("%s", (_name, manners, body) =>
    at(manners, undefined, async (client, server) => {
      expect(await client.score([item], never)).toEqual([expected(item)]);
      const asked = server.of("/v1/completions").length;
      expect(await client.score([item], never)).toEqual([expected(item)]);
      expect(server.of("/v1/completions")).toHaveLength(asked + 1);
      expect(server.seen.at(-1)?.body).toMatchObject({ model: "toy", echo: true, ...body });
    }),
  );

  test("and says what was wrong with each way when there is none", () =>
    at({ logprobs: 2 as 1 }, undefined, async (client) => {
      const error = await failureOf(client.score([item], never));
      expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
      expect(error.detail).toContain("choices.0.logprobs is null");
    }));
});

test("a server that answers every way with 500 may be well again later", () => {
  let broken = true;
  const answers = echoServer();
  return withServer(
    (url) => `echo:toy@${url}`,
    (seen) =>
      broken && seen.path === "/v1/completions" ? { status: 500, json: {} } : answers(seen),
    async (client) => {
      const error = await failureOf(client.score([item], never));
      expect(error).toMatchObject({ code: "ENDPOINT_UNREACHABLE" });
      broken = false;
      expect(await client.score([item], never)).toEqual([expected(item)]);
    },
  );
});

test("random texts have the model's own numbers, by id, by string and as text", async () => {
  const text = fc.string({ unit: "binary", maxLength: 20 }).map((each) => each.toWellFormed());
  for (const manners of [
    {},
    { named: false },
    { named: false, ids: false, maxTokens: 1 },
  ] as const) {
    await at(manners, undefined, (client) =>
      fc.assert(
        fc.asyncProperty(text, text, async (context, target) => {
          const one = itemOf("one", context, `${target}.`);
          expect(await client.score([one], never)).toEqual([expected(one)]);
        }),
        { numRuns: 15 },
      ),
    );
  }
});

describe("is wrong", () => {
  const numbers = "choices.0.logprobs";
  /** Leaves the short prompt with which the server is tried alone. */
  const later = (change: Change): Change => {
    let first = true;
    return (answer) => {
      const result = first ? answer : change(answer);
      first = false;
      return result;
    };
  };
  const shorter = (value: unknown): unknown => (value as []).slice(1);
  test.each<[string, Change, string]>([
    ["numbers missing", edit(`${numbers}.token_logprobs`, shorter), "29 entries instead of 30"],
    ["tokens missing", edit(`${numbers}.tokens`, shorter), "29 entries instead of 30"],
    ["a number first", edit(`${numbers}.token_logprobs.0`, () => -1), "not null"],
    ["a null later", edit(`${numbers}.token_logprobs.20`, () => null), "is null"],
    ["a logit", edit(`${numbers}.token_logprobs.20`, () => 2), "a logit"],
    ["another target", edit(`${numbers}.tokens.13`, () => "?"), "do not spell the target"],
    ["another context", edit(`${numbers}.tokens.3`, () => "?"), "do not spell the context"],
    ["a token that is no text", edit(`${numbers}.tokens.13`, () => 4), "13 is no text"],
    ["a cut prompt", edit("usage.prompt_tokens", () => 3), "is 3 instead of 30"],
  ])("%s", (_name, change, reason) =>
    at({ named: false }, later(change), async (client) => {
      const error = await failureOf(client.score([item], never));
      expect(error).toMatchObject({ code: "ENDPOINT_WRONG" });
      expect(error.detail).toContain(reason);
    }),
  );

  test("another id, where tokens are named by it", () =>
    at({}, later(edit(`${numbers}.tokens.13`, () => "token_id:5")), async (client) => {
      const error = await failureOf(client.score([item], never));
      expect(error).toMatchObject({ code: "ENDPOINT_WRONG" });
      expect(error.detail).toContain("13 is of token 5 instead of");
    }));
});

test("reads the forms of tokens that are a part of a character", () => {
  const bytes = edit("choices.0.logprobs.tokens", (tokens) =>
    (tokens as string[]).map((token) => (token === "\ufffd" ? "bytes:\\xc3" : token)),
  );
  return at({ named: false }, bytes, async (client) => {
    expect(await client.score([item], never)).toEqual([expected(item)]);
  });
});

test("an item whose text has other tokens is refused where only texts are taken", () =>
  at({ ids: false, named: false }, undefined, async (client) => {
    const joined = { ...item, target: { ...item.target, ids: item.target.ids.slice(1) } };
    const error = await failureOf(client.score([joined], never));
    expect(error).toMatchObject({ code: "ENDPOINT_REFUSED" });
    expect(error.detail).toContain("item a: the server takes texts only");
  }));

test("a server without /tokenize asks for a tokenizer.json", () =>
  at({ tokenize: false }, undefined, async (client) => {
    const error = await failureOf(client.tokenize("x", never));
    expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
    expect(error.detail).toContain("give the path of the model's tokenizer.json");
  }));

test("a server that lists no models is taken at its word", () =>
  withServer(
    (url) => `echo:toy@${url}/openai/v2`,
    (seen) => (seen.path === "/openai/v2/models" ? undefined : { json: {} }),
    async (client) => {
      expect(await client.describe(never)).toEqual({ model: "toy", contextLength: undefined });
    },
  ));
