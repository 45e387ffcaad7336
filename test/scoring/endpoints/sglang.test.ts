import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EndpointClient, ScoreItem } from "../../../scoring/endpoints/index.ts";
import { edit, type Change } from "./edit.ts";
import { expected, failureOf, itemOf, never, withServer } from "./items.ts";
import type { Answer, Seen, TestServer } from "./test-server.ts";
import { hangs } from "./test-server.ts";
import { sglangServer, type SglangRequest } from "./toy-servers.ts";
import { tokensOf } from "./toy-model.ts";

type Run<T> = (client: EndpointClient, server: TestServer) => Promise<T>;

function at<T>(answer: (seen: Seen) => Answer | undefined, run: Run<T>): Promise<T> {
  return withServer((url) => `sglang:${url}`, answer, run);
}

const item = itemOf("a", "import os\n", "print(os)\n");

test("asks for the last token of the context and the target's, in one request for a batch", () =>
  at(sglangServer(), async (client, server) => {
    const items = [item, itemOf("b", "", "x"), itemOf("c", "héllo", "wörld")];
    expect(await client.score(items, never)).toEqual(items.map(expected));
    const [seen, ...others] = server.of("/generate");
    expect(others).toEqual([]);
    expect(seen?.body).toMatchObject({
      input_ids: items.map(({ context, target }) => [...context.ids, ...target.ids]),
      logprob_start_len: [10, 0, 6],
      return_logprob: true,
      top_logprobs_num: 0,
      sampling_params: { max_new_tokens: 0 },
    });
    const { rid } = seen!.body as unknown as SglangRequest;
    expect(new Set(rid).size).toBe(3);
    expect(rid.map((id) => id.split(".")[0])).toEqual(["a", "b", "c"]);
  }));

test("has the model that its SPEC names, or says which one it has", async () => {
  await withServer(
    (url) => `sglang:toy@${url}`,
    sglangServer(),
    async (client) => {
      expect(await client.describe(never)).toMatchObject({ model: "toy" });
    },
  );
  await withServer(
    (url) => `sglang:other@${url}`,
    sglangServer(),
    async (client) => {
      expect(await failureOf(client.describe(never))).toMatchObject({ code: "ENDPOINT_CONFIG" });
    },
  );
});

test("a request that is made again has other names at the server", () =>
  at(sglangServer(), async (client, server) => {
    await client.score([item], never);
    await client.score([item], never);
    const names = server.of("/generate").map(({ body }) => JSON.stringify(body["rid"]));
    expect(new Set(names).size).toBe(2);
  }));

test("random batches have the model's own numbers", async () => {
  const text = fc.string({ unit: "binary", maxLength: 20 }).map((each) => each.toWellFormed());
  const batch = fc.array(
    fc.tuple(
      text,
      text.filter((each) => each !== ""),
    ),
    { minLength: 1, maxLength: 8 },
  );
  await at(sglangServer(), (client) =>
    fc.assert(
      fc.asyncProperty(batch, async (pairs) => {
        const items = pairs.map(([context, target], index) => itemOf(`${index}`, context, target));
        expect(await client.score(items, never)).toEqual(items.map(expected));
      }),
      { numRuns: 40 },
    ),
  );
});

test("one question may be answered without a list around it", () =>
  at(
    sglangServer((answer) => (answer as unknown[])[0]),
    async (client) => {
      expect(await client.score([item], never)).toEqual([expected(item)]);
    },
  ));

test("the vocabulary's last id, which the server reports as 0, is taken for it and no other", async () => {
  const last: ScoreItem = {
    ...item,
    target: { text: "?", ids: [...tokensOf("ab"), 9000] },
  };
  const zero = (index: number) => edit(`0.meta_info.input_token_logprobs.${index}.1`, () => 0);
  await at(sglangServer(zero(3)), async (client) => {
    expect(await client.score([last], never)).toEqual([expected(last)]);
  });
  await at(sglangServer(zero(2)), async (client) => {
    expect(await failureOf(client.score([last], never))).toMatchObject({ code: "ENDPOINT_WRONG" });
  });
});

test("the floor value for minus infinity is minus infinity", () =>
  at(sglangServer(edit("0.meta_info.input_token_logprobs.2.0", () => -9999)), async (client) => {
    const [values] = await client.score([item], never);
    expect(values?.[1]).toBe(-Infinity);
    expect(values?.[0]).toBe(expected(item)[0]);
  }));

describe("is wrong", () => {
  const triples = "0.meta_info.input_token_logprobs";
  const list = (change: (triples: unknown[]) => unknown): Change =>
    edit(triples, (value) => change(value as unknown[]));
  test.each<[string, Change, string]>([
    ["a number missing", list((all) => all.slice(0, -1)), "has 10 entries instead of 11"],
    ["a number too many", list((all) => [...all, all.at(-1)]), "has 12 entries instead of 11"],
    ["a later start", list((all) => [...all.slice(1), all.at(-1)]), "0 is of token"],
    ["a number before the target", edit(`${triples}.0.0`, () => -1), "not null"],
    ["another id", edit(`${triples}.3.1`, () => 77), "3 is of token 77 instead of"],
    ["a null", edit(`${triples}.3.0`, () => null), "3 is null"],
    ["a text", edit(`${triples}.3.0`, () => "-1"), "3 is a text"],
    ["a logit", edit(`${triples}.3.0`, () => 12.5), "so this is a logit"],
    ["a truncated prompt", edit("0.meta_info.prompt_tokens", () => 20), "20 instead of 21"],
    ["no numbers at all", edit("0.meta_info", () => ({})), "missing"],
    ["too few answers", () => [], "0 entries instead of 1"],
    ["no object", () => "sorry", "a text, not an object"],
  ])("%s", (_name, change, reason) =>
    at(sglangServer(change), async (client) => {
      const error = await failureOf(client.score([item], never));
      expect(error).toMatchObject({ code: "ENDPOINT_WRONG" });
      expect(error.detail).toContain(reason);
    }),
  );
});

test("an item that the server dropped may be asked for again", () =>
  at(
    sglangServer(edit("0.meta_info.finish_reason", () => ({ type: "abort", message: "x" }))),
    async (client) => {
      expect(await failureOf(client.score([item], never))).toMatchObject({
        code: "ENDPOINT_UNREACHABLE",
      });
    },
  ));

test("every cancelled item is reported to the server", () => {
  const answers = sglangServer();
  return at(
    (seen) => (seen.path === "/generate" ? hangs() : answers(seen)),
    async (client, server) => {
      const stop = new AbortController();
      const request = server.next("/generate");
      const failure = failureOf(client.score([item, itemOf("b", "x", "y")], stop.signal));
      const { gone, body } = await request;
      stop.abort();
      expect(await failure).toMatchObject({ code: "INTERRUPTED" });
      await gone;
      const told = server.of("/abort_request").map((seen) => seen.body["rid"]);
      expect(new Set(told)).toEqual(new Set((body as unknown as SglangRequest).rid));
    },
  );
});

test("closing cancels requests in progress and informs the server", () => {
  const answers = sglangServer();
  return at(
    (seen) => (seen.path === "/generate" ? hangs() : answers(seen)),
    async (client, server) => {
      const request = server.next("/generate");
      const failure = failureOf(client.score([item], never));
      await request;
      await client.close();
      expect(await failure).toMatchObject({ code: "INTERRUPTED" });
      expect(server.of("/abort_request")).toHaveLength(1);
    },
  );
});

test("the siblings of an item that failed are cancelled too", () => {
  const answers = sglangServer();
  const refusal = { status: 400, json: { error: { message: "The input (9 tokens) is longer" } } };
  return at(
    (seen) => (seen.path === "/generate" ? refusal : answers(seen)),
    async (client, server) => {
      const failure = await failureOf(client.score([item, itemOf("b", "x", "y")], never));
      expect(failure).toMatchObject({ code: "ENDPOINT_REFUSED" });
      expect(failure.detail).toContain("The input (9 tokens) is longer");
      expect(server.of("/abort_request")).toHaveLength(2);
    },
  );
});

test("describes itself by the model and the tokens that a prompt may have", () =>
  at(sglangServer(), async (client) => {
    expect(await client.describe(never)).toEqual({ model: "toy", contextLength: 4095 });
    expect(client.traits.reusesPrefixes).toBe(true);
  }));
