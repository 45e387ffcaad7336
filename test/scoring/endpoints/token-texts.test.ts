import { describe, expect, test } from "vitest";
import { failureOf, never, withServer } from "./items.ts";
import type { Answer, Seen } from "./test-server.ts";

const sglang = (url: string) => `sglang:${url}`;
const vllm = (url: string) => `vllm:toy@${url}`;
const echo = (url: string) => `echo:toy@${url}`;

describe("the texts of tokens", () => {
  test("come from SGLang in one request", () =>
    withServer(
      sglang,
      ({ body }) => ({
        json: { text: (body["tokens"] as number[][]).map((ids) => `<${ids.join()}>`) },
      }),
      async (client, server) => {
        expect(await client.tokenTexts([7, 8], never)).toEqual(["<7>", "<8>"]);
        expect(server.of("/detokenize").map(({ body }) => body)).toEqual([
          { tokens: [[7], [8]], skip_special_tokens: false },
        ]);
      },
    ));

  test.each([
    ["vLLM", vllm],
    ["a server with echo", echo],
  ])("come from %s one by one, in order", (_name, spec) =>
    withServer(
      spec,
      ({ body }) => ({ json: { prompt: `<${(body["tokens"] as number[]).join()}>` } }),
      async (client, server) => {
        const ids = Array.from({ length: 40 }, (_, id) => id);
        expect(await client.tokenTexts(ids, never)).toEqual(ids.map((id) => `<${id}>`));
        expect(server.of("/detokenize")).toHaveLength(40);
        expect(server.seen[0]?.body).toMatchObject({ model: "toy" });
      },
    ),
  );
});

describe("a server that cannot return them", () => {
  const answers: [string, () => Answer | undefined][] = [
    ["has no /detokenize", () => undefined],
    ["refuses", () => ({ status: 422, json: { detail: "no" } })],
    ["breaks", () => ({ status: 500, json: { detail: "no" } })],
    ["answers in another form", () => ({ json: { content: "value" } })],
    ["answers too few", () => ({ json: { text: ["value"] } })],
  ];
  test.each(answers)("because it %s is not asked again", (_name, answer) =>
    withServer(sglang, answer, async (client, server) => {
      expect(await client.tokenTexts([7, 8], never)).toBeUndefined();
      expect(await client.tokenTexts([9], never)).toBeUndefined();
      expect(server.seen).toHaveLength(1);
    }),
  );

  test("for now only is asked again", () => {
    let busy = true;
    const answer = ({ body }: Seen): Answer => {
      if (busy) return { status: 503, json: { detail: "later" } };
      return { json: { text: (body["tokens"] as number[][]).map(() => "x") } };
    };
    return withServer(sglang, answer, async (client) => {
      expect((await failureOf(client.tokenTexts([7], never))).code).toBe("ENDPOINT_BUSY");
      busy = false;
      expect(await client.tokenTexts([7], never)).toEqual(["x"]);
    });
  });
});
