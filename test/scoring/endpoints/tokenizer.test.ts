import { describe, expect, test } from "vitest";
import type { EndpointClient, ScoreItem } from "../../../scoring/endpoints/index.ts";
import { byteLevel, withFiles } from "../tokens/fixtures.ts";
import { expected, failureOf, never, withServer } from "./items.ts";
import type { Answer, Seen } from "./test-server.ts";
import { llamaCppServer } from "./recorded/llama-cpp.ts";
import { echoServer, vllmServer } from "./toy-servers.ts";

/** Runs with a client that tokenises with a byte-level tokenizer.json. */
async function withTokenizer<T>(
  spec: (url: string) => string,
  answer: (seen: Seen) => Answer | undefined,
  run: (client: EndpointClient) => Promise<T>,
): Promise<T> {
  const files = { "tokenizer.json": JSON.stringify(byteLevel()) };
  return withFiles(files, (path) =>
    withServer(spec, answer, run, { tokenizer: path("tokenizer.json") }),
  );
}

async function itemIn(client: EndpointClient): Promise<ScoreItem> {
  const start = await client.startTokens(never);
  const context = "value =\n";
  const target = "wert = value\n";
  return {
    id: "a",
    context: { text: context, ids: [...start, ...(await client.tokenize(context, never))] },
    target: { text: target, ids: await client.tokenize(target, never) },
  };
}

describe("a local tokenizer.json", () => {
  const echo = (url: string): string => `echo:toy@${url}`;

  test("serves an echo server that has no /tokenize", () =>
    withTokenizer(echo, echoServer({ tokenize: false }), async (client) => {
      const item = await itemIn(client);
      expect(item.target.ids.length).toBeLessThan(item.target.text.length);
      expect(await client.score([item], never)).toEqual([expected(item)]);
    }));

  test("of another model is found by what the server says of its tokens", () =>
    withTokenizer(echo, echoServer({ tokenize: false, named: false }), async (client) => {
      const error = await failureOf(client.score([await itemIn(client)], never));
      expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
      expect(error.detail).toContain("do not spell the context");
    }));

  test("of another model is found by the server's own tokeniser", () =>
    withTokenizer(
      (url) => `vllm:toy@${url}`,
      vllmServer(),
      async (client) => {
        const error = await failureOf(client.tokenize("value", never));
        expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
        expect(error.detail).toContain("other ids than the server's own");
      },
    ));

  test("is believed where the server's own /tokenize does not read our requests", () =>
    withTokenizer(echo, llamaCppServer, async (client) => {
      expect((await client.tokenize("value", never)).length).toBeGreaterThan(0);
      const error = await failureOf(client.score([await itemIn(client)], never));
      expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
      expect(error.detail).toContain("the server answered without the prompt's: it ignores echo");
    }));

  test("that is not there is a wrong configuration", () =>
    withServer(
      echo,
      echoServer(),
      async (client) => {
        const error = await failureOf(client.tokenize("value", never));
        expect(error).toMatchObject({ code: "CONFIG_INVALID" });
      },
      { tokenizer: "/nowhere/tokenizer.json" },
    ));
});

describe("a server's own tokeniser", () => {
  test.each<[string, unknown, string]>([
    ["ids that are none", { tokens: [1, -2] }, "tokens.1 is no token id"],
    ["another count", { tokens: [1, 2], count: 3 }, "count is 3 instead of 2"],
    ["no list", { tokens: "1 2" }, "tokens is a text"],
    ["nothing", {}, "tokens is missing"],
  ])("that answers %s is wrong", (_name, json, reason) =>
    withServer(
      (url) => `sglang:${url}`,
      () => ({ json }),
      async (client) => {
        const error = await failureOf(client.tokenize("value", never));
        expect(error).toMatchObject({ code: "ENDPOINT_WRONG" });
        expect(error.detail).toContain(reason);
      },
    ),
  );

  test("of another form is no tokeniser", () =>
    withServer(
      (url) => `echo:smollm2@${url}`,
      llamaCppServer,
      async (client) => {
        const error = await failureOf(client.tokenize("value", never));
        expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
        expect(error.detail).toContain("another /tokenize");
        expect(error.detail).toContain("tokenizer.json");
      },
    ));
});
