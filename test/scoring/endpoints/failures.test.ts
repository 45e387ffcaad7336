import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { Secret } from "../../../model-servers/index.ts";
import { createEndpointClient } from "../../../scoring/endpoints/index.ts";
import { expected, failureOf, itemOf, never, withServer } from "./items.ts";
import { cuts, hangs, raw, stalls, startServer, type Answer } from "./test-server.ts";
import { vllmServer } from "./toy-servers.ts";

const KEY = "hc-4f1e~very/secret+key";
const spec = (url: string): string => `vllm:toy@${url}`;
const item = itemOf("a", "x", "y");

/** The failure of one request that is answered like this. */
async function failureFor(answer: Answer, options = {}): ReturnType<typeof failureOf> {
  return withServer(
    spec,
    () => answer,
    (client) => failureOf(client.score([item], never)),
    {
      key: new Secret(KEY, "HINDCAST_SCORER_KEY"),
      ...options,
    },
  );
}

describe("a status", () => {
  test.each([
    [429, "ENDPOINT_BUSY"],
    [503, "ENDPOINT_BUSY"],
    [408, "ENDPOINT_UNREACHABLE"],
    [424, "ENDPOINT_UNREACHABLE"],
    [500, "ENDPOINT_UNREACHABLE"],
    [502, "ENDPOINT_UNREACHABLE"],
    [504, "ENDPOINT_UNREACHABLE"],
    [400, "ENDPOINT_REFUSED"],
    [413, "ENDPOINT_REFUSED"],
    [422, "ENDPOINT_REFUSED"],
    [401, "ENDPOINT_CONFIG"],
    [403, "ENDPOINT_CONFIG"],
    [404, "ENDPOINT_CONFIG"],
    [501, "ENDPOINT_CONFIG"],
    [301, "ENDPOINT_CONFIG"],
  ])("%i is %s", async (status, code) => {
    const error = await failureFor({ status, json: { error: { message: "as it is" } } });
    expect(error).toMatchObject({ code });
    expect(error.detail).toMatch(
      new RegExp(`^vllm:toy@http://127.0.0.1:\\d+: HTTP ${status}: as it is$`),
    );
  });

  test("500 with a number alone is vLLM's own fault, which no retry heals", async () => {
    const error = await failureFor({ status: 500, json: { error: { message: "151645" } } });
    expect(error).toMatchObject({ code: "ENDPOINT_CONFIG" });
  });

  test("500 over a float that JSON has no word for is a wrong number", async () => {
    const message = "Out of range float values are not JSON compliant: nan";
    const error = await failureFor({ status: 500, json: { error: { message } } });
    expect(error).toMatchObject({ code: "ENDPOINT_WRONG" });
  });
});

describe("the wait that a server asks for", () => {
  const wait = async (headers: Record<string, string>): Promise<number | undefined> =>
    (await failureFor({ status: 429, json: {}, headers })).retryAfter;

  test("is read as seconds, milliseconds or a date", async () => {
    expect(await wait({ "retry-after": "2" })).toBe(2000);
    expect(await wait({ "retry-after": "0.5" })).toBe(500);
    expect(await wait({ "retry-after-ms": "70", "retry-after": "2" })).toBe(70);
    const until = await wait({ "retry-after": new Date(Date.now() + 3_600_000).toUTCString() });
    expect(until).toBeGreaterThan(3_000_000);
    expect(until).toBeLessThanOrEqual(3_600_000);
    expect(await wait({ "retry-after": new Date(0).toUTCString() })).toBe(0);
  });

  test("is nothing when it cannot be read", async () => {
    expect(await wait({ "retry-after": "soon" })).toBeUndefined();
    expect(await wait({})).toBeUndefined();
  });
});

describe("what a server says", () => {
  test.each<[string, unknown, string]>([
    ["in the form of OpenAI", { error: { message: "too long", code: 400 } }, "too long"],
    ["flat", { object: "error", message: "too long", code: 400 }, "too long"],
    ["in the form of TGI", { error: "too long", error_type: "validation" }, "too long"],
    ["in the form of FastAPI", { detail: "too long" }, "too long"],
    [
      "as FastAPI's validation, which repeats the input",
      { detail: [{ type: "int", loc: ["body", "prompt", 0], msg: "no int", input: "SOURCE" }] },
      "body.prompt.0: no int",
    ],
    ["as anything else", { why: 7 }, '{"why":7}'],
  ])("%s", async (_name, json, shown) => {
    const error = await failureFor({ status: 400, json });
    expect(error.detail.endsWith(`HTTP 400: ${shown}`)).toBe(true);
  });

  test("is shown on one short line without what steers a terminal", async () => {
    const text = `\u001b[2J\u0007a\r\nb\u202ec\u2028${"long ".repeat(200)}`;
    const error = await failureFor({ status: 400, json: { error: { message: text } } });
    expect(error.detail).toContain("HTTP 400: [2J a b c long");
    expect(error.detail.length).toBeLessThan(400);
    expect(error.detail).toMatch(/^[\x20-\x7e]+$/);
  });

  test("is read only to a limit", async () => {
    const error = await failureFor((response) => {
      response.writeHead(400);
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(16_384)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    expect(error).toMatchObject({ code: "ENDPOINT_REFUSED" });
  });

  test("never holds the key, in whatever form it comes back", async () => {
    const encoded = encodeURIComponent(KEY);
    const message = `bad key ${KEY}, ${encoded}, Authorization: Bearer ${KEY}, sk-12345678abc`;
    const error = await failureFor({ status: 401, json: { error: { message } } });
    for (const text of [
      error.message,
      error.stack,
      inspect(error, { depth: 9 }),
      JSON.stringify(error),
    ]) {
      expect(text).not.toContain("very");
      expect(text).not.toContain("12345678abc");
    }
  });
});

test("the key is sent as a bearer token, and no header without one", async () => {
  for (const key of [KEY, undefined]) {
    await withServer(
      spec,
      vllmServer(),
      async (client, server) => {
        await client.score([item], never);
        expect(server.seen[0]?.headers.authorization).toBe(key && `Bearer ${key}`);
        expect(inspect(client, { depth: 9, showHidden: true })).not.toContain("very");
      },
      key === undefined ? {} : { key: new Secret(key, "HINDCAST_SCORER_KEY") },
    );
  }
});

test("a key that no header carries is refused without being shown", () => {
  const create = (): unknown =>
    createEndpointClient("sglang:http://x", { key: new Secret("se cret", "HINDCAST_SCORER_KEY") });
  expect(create).toThrow("the key holds spaces");
  expect(create).not.toThrow("se cret");
});

describe("a body", () => {
  test.each([
    ["that is no JSON", "<html>", "is not JSON"],
    ["that is a page", "<html><p>Bad gateway</p>", 'an HTML page: "Bad gateway"'],
    ["with NaN", '{"choices": [{"logprob": NaN}]}', "holds NaN, which is not JSON"],
    ["with an infinity", '{"choices": [1, -Infinity]}', "holds -Infinity"],
    ["with a number too large", '{"choices": [1e999]}', "choices.0 is Infinity"],
    ["that is empty", "", "is not JSON"],
  ])("%s is wrong", async (_name, body, reason) => {
    const error = await failureFor(raw(body));
    expect(error).toMatchObject({ code: "ENDPOINT_WRONG" });
    expect(error.detail).toContain(reason);
  });
});

describe("a connection", () => {
  test("that is cut may work again", async () => {
    expect(await failureFor(cuts())).toMatchObject({ code: "ENDPOINT_UNREACHABLE" });
  });

  test.each([
    ["never begins", hangs()],
    ["never ends", stalls()],
  ])("whose answer %s is given up after the time for it", async (_name, answer) => {
    const error = await failureFor(answer, { timeout: 50 });
    expect(error).toMatchObject({ code: "ENDPOINT_UNREACHABLE" });
    expect(error.detail).toContain("no answer within 50 ms");
  });

  test("that nobody takes names the reason", async () => {
    const server = await startServer(() => undefined);
    const client = createEndpointClient(spec(server.url));
    await server.close();
    const error = await failureOf(client.score([item], never));
    expect(error).toMatchObject({ code: "ENDPOINT_UNREACHABLE" });
    expect(error.detail).toContain("ECONNREFUSED");
    await client.close();
  });

  test("of a cancelled request is free for the next, even with one connection", () => {
    const answers = vllmServer();
    let first = true;
    return withServer(
      spec,
      (seen) => {
        const answer = first ? hangs() : answers(seen);
        first = false;
        return answer;
      },
      async (client, server) => {
        const stop = new AbortController();
        const request = server.next("/v1/completions");
        const failure = failureOf(client.score([item], stop.signal));
        const { gone } = await request;
        stop.abort();
        expect(await failure).toMatchObject({ code: "INTERRUPTED" });
        await gone;
        expect(await client.score([item], never)).toEqual([expected(item)]);
        expect(server.connections()).toBe(2);
      },
      { connections: 1 },
    );
  });

  test("serves one request after the other", () =>
    withServer(spec, vllmServer(), async (client, server) => {
      for (let time = 0; time < 10; time += 1) await client.score([item], never);
      // A request that is made in the moment when another ends finds its connection taken.
      expect(server.connections()).toBeLessThanOrEqual(2);
    }));
});

test("a signal that was aborted before sends nothing", () =>
  withServer(spec, vllmServer(), async (client, server) => {
    const stop = AbortSignal.abort();
    expect(await failureOf(client.score([item], stop))).toMatchObject({ code: "INTERRUPTED" });
    expect(await failureOf(client.describe(stop))).toMatchObject({ code: "INTERRUPTED" });
    expect(server.seen).toEqual([]);
  }));

test("a client that was closed is interrupted, and closing again does no harm", () =>
  withServer(spec, vllmServer(), async (client) => {
    await client.close();
    await client.close();
    expect(await failureOf(client.score([item], never))).toMatchObject({ code: "INTERRUPTED" });
  }));
