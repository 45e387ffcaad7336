import { describe, expect, test } from "vitest";
import { edit, type Change } from "./edit.ts";
import { expected, failureOf, itemOf, never, withServer } from "./items.ts";
import { tgiServer } from "./toy-servers.ts";
import { BOS, tokensOf } from "./toy-model.ts";

const spec = (url: string): string => `tgi:${url}`;
const item = itemOf("a", "import os\n", "print('ö')\n");

test("sends the text once its tokens are proved, and reads the target's numbers", () =>
  withServer(spec, tgiServer(), async (client, server) => {
    expect(await client.score([item], never)).toEqual([expected(item)]);
    expect(server.seen.map(({ path }) => path)).toEqual(["/tokenize", "/generate"]);
    expect(server.seen.at(-1)?.body).toEqual({
      inputs: "import os\nprint('ö')\n",
      parameters: { max_new_tokens: 1, details: true, decoder_input_details: true },
    });
  }));

test("takes the start token, which cannot be turned off, away from texts", () =>
  withServer(spec, tgiServer(), async (client) => {
    expect(await client.startTokens(never)).toEqual([BOS]);
    expect(await client.tokenize("aha", never)).toEqual(tokensOf("aha"));
  }));

test("refuses an item whose tokens the server would not make of its text", () =>
  withServer(spec, tgiServer(), async (client, server) => {
    const { context, target } = item;
    const items = {
      "token 0 differs": { ...item, context: { ...context, ids: context.ids.slice(1) } },
      "token 11 differs": { ...item, target: { ...target, ids: [7, ...target.ids.slice(1)] } },
      "it has 23 tokens, not 22": { ...item, target: { ...target, ids: target.ids.slice(0, -1) } },
    };
    for (const [reason, wrong] of Object.entries(items)) {
      const error = await failureOf(client.score([wrong], never));
      expect(error).toMatchObject({ code: "ENDPOINT_REFUSED" });
      expect(error.detail).toContain(reason);
    }
    expect(server.of("/generate")).toEqual([]);
  }));

test("has the model that its SPEC names, or says which one it has", async () => {
  await withServer(
    (url) => `tgi:toy@${url}`,
    tgiServer(),
    async (client) => {
      expect(await client.describe(never)).toMatchObject({ model: "toy" });
    },
  );
  await withServer(
    (url) => `tgi:other@${url}`,
    tgiServer(),
    async (client) => {
      const error = await failureOf(client.describe(never));
      expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
      expect(error.detail).toContain('the server has "toy"');
    },
  );
});

describe("is wrong", () => {
  const generated =
    (change: Change): Change =>
    (answer) =>
      Array.isArray(answer) ? answer : edit("details.prefill", change)(answer);
  const shorter = (value: unknown): unknown => (value as []).slice(1);
  test.each<[string, Change, string]>([
    ["a token missing", shorter, "22 entries instead of 23"],
    ["another id", edit("12.id", () => 5), "12 is of token 5"],
    ["a number first", edit("0.logprob", () => -1), "not null"],
    ["a null later", edit("12.logprob", () => null), "12 is null"],
    ["a logit", edit("12.logprob", () => 1), "a logit"],
    ["something else", () => "no", "a text, not a list"],
  ])("%s", (_name, change, reason) =>
    withServer(spec, tgiServer(generated(change)), async (client) => {
      const error = await failureOf(client.score([item], never));
      expect(error).toMatchObject({ code: "ENDPOINT_WRONG" });
      expect(error.detail).toContain(reason);
    }),
  );

  test("an empty list says which flag is missing", () =>
    withServer(spec, tgiServer(generated(() => [])), async (client) => {
      const error = await failureOf(client.score([item], never));
      expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
      expect(error.detail).toContain("--enable-prefill-logprobs");
    }));
});

test("keeps one token of the limit for the one that is generated", () =>
  withServer(spec, tgiServer(), async (client) => {
    expect(await client.describe(never)).toEqual({ model: "toy", contextLength: 4000 });
  }));
