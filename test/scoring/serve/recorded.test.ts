import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { LikelihoodServer } from "../../../scoring/serve/index.ts";
import { get, post, serving } from "./serving.ts";

interface Exchange {
  readonly name: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly status: number;
  readonly answer: unknown;
}

/** What a real vLLM answered to requests whose ids are bytes, too. */
const { exchanges } = JSON.parse(
  readFileSync(new URL("recorded/vllm-0.32.json", import.meta.url), "utf8"),
) as { readonly exchanges: readonly Exchange[] };

const start = serving();
let server: LikelihoodServer;
beforeAll(async () => {
  server = await start({
    protocol: "vllm",
    contextLength: 2048,
    model: "smollm2",
    version: "0.32.0",
  });
});

describe("beside a recorded vLLM 0.32", () => {
  const ask = ({ path, body }: Exchange) =>
    body === null ? get(server, path) : post(server, path, sent(body));

  test.each(exchanges.filter(({ status }) => status >= 400))(
    "$name is refused in the same words",
    async (exchange) => {
      const { status, answer } = exchange;
      expect(await ask(exchange)).toMatchObject({ status, json: answer });
    },
  );

  test.each(exchanges.filter(({ status }) => status < 400))(
    "$name is answered in the same form",
    async (exchange) => {
      const { status, json } = await ask(exchange);
      expect(status).toBe(exchange.status);
      expect(shapeOf(json)).toEqual(shapeOf(exchange.answer));
    },
  );
});

/** Long prompts are recorded by their length. */
function sent(body: Readonly<Record<string, unknown>>): object {
  const ids = (prompt: unknown): unknown =>
    typeof prompt === "object" && prompt !== null && "tokens" in prompt
      ? Array.from({ length: Number(prompt.tokens) }, (_, at) => 10 + (at % 90))
      : prompt;
  const { prompt } = body;
  return { ...body, prompt: Array.isArray(prompt) ? prompt.map(ids) : ids(prompt) };
}

/** Which fields there are and what they hold; what a token's name is, and its rank, differ. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "rank" && key !== "permission")
      .map(([key, part]) => [/^\d+$/.test(key) ? "id" : key, shapeOf(part)] as const)
      .map(([key, part]) => (key === "top_logprobs" ? [key, "numbers"] : [key, part])),
  );
}
