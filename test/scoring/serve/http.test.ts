import { once } from "node:events";
import { connect } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { startLikelihoodServer, type LikelihoodServer } from "../../../scoring/serve/index.ts";
import { get, post, serving } from "./serving.ts";

const start = serving();
let server: LikelihoodServer;
beforeAll(async () => {
  server = await start({ bodyBytes: 10_000 });
});

/** Sends bytes as they are and reads until the server ends the connection. */
async function raw(request: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  await once(socket, "connect");
  socket.write(request);
  return await textOf(socket);
}

function withHost(host: string): Promise<string> {
  return raw(`GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
}

describe("who may ask", () => {
  test.each(["localhost", "LOCALHOST:80", "127.0.0.1:1", "127.1.2.3", "[::1]:30000"])(
    "Host %s is this machine",
    async (host) => {
      expect(await withHost(host)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  test.each([
    "example.com",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "10.0.0.1",
    "[::2]",
    "localhost:1:2",
    "evil@localhost",
  ])("Host %s is not", async (host) => {
    expect(await withHost(host)).toMatch(/^HTTP\/1\.1 403 /);
  });

  test("listens on the loopback interface alone", () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test("a page in a browser cannot post without asking first", async () => {
    const body = JSON.stringify({ abort_all: true });
    const headers = { "content-type": "text/plain" };
    expect((await post(server, "/abort_request", body, { headers })).status).toBe(400);
  });
});

describe("pages of other machines", () => {
  test.each(["https://example.com", "http://10.0.0.1:8080", "null"])(
    "%s may not clear the cache, ask or cancel",
    async (origin) => {
      for (const path of ["/flush_cache", "/generate", "/abort_request"]) {
        const headers = { origin, "content-type": "text/plain" };
        expect((await post(server, path, "{}", { headers })).status).toBe(403);
      }
    },
  );

  test("pages of this machine and programs are not refused", async () => {
    const own = { origin: "http://localhost:3000" };
    expect((await post(server, "/flush_cache", {}, { headers: own })).status).not.toBe(403);
    expect((await post(server, "/flush_cache", {})).status).not.toBe(403);
  });
});

describe("what cannot be read", () => {
  const broken = ["{", "", "nul", '{"a":1}}', "\u0000"];
  test.each(broken)("%j is refused", async (body) => {
    for (const path of ["/generate", "/v1/completions"]) {
      const { status, text } = await post(server, path, body);
      expect(status).toBe(400);
      expect(text).toMatch(/Bad Request/);
    }
  });

  test.each(["null", "[]", "1", '"text"'])("%s is no request", async (body) => {
    for (const path of ["/generate", "/v1/completions", "/tokenize", "/detokenize"]) {
      expect((await post(server, path, body)).status).toBe(400);
    }
  });

  test("bytes that are no UTF-8 are refused", async () => {
    const body = Buffer.from([...Buffer.from('{"text":"'), 0xff, ...Buffer.from('"}')]);
    const got = await fetch(`${server.url}/generate`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    expect(got.status).toBe(400);
    await got.text();
  });

  test("a body that is too large is refused, and the connection lives on", async () => {
    const { status, json } = await post<{ detail: string }>(server, "/generate", {
      text: "a".repeat(20_000),
    });
    expect([status, json.detail]).toEqual([413, "The body is larger than 10000 bytes."]);
    expect((await get(server, "/health")).status).toBe(200);
  });

  test("a body that does not end is cut off", async () => {
    const chunk = `${(4096).toString(16)}\r\n${"a".repeat(4096)}\r\n`;
    const head =
      "POST /generate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
      "Transfer-Encoding: chunked\r\n\r\n";
    const answer = await raw(head + chunk.repeat(30)).catch(() => "");
    expect(answer).toBe("");
  });

  test("a target that is no URL is refused", async () => {
    const answer = await raw("GET // HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe("where nothing is", () => {
  test("unknown paths and methods", async () => {
    const missing = await get(server, "/nothing");
    expect([missing.status, missing.json]).toEqual([404, { detail: "Not Found" }]);
    const method = await get(server, "/generate");
    expect([method.status, method.json]).toEqual([405, { detail: "Method Not Allowed" }]);
  });

  test("a port that is taken is an error", async () => {
    const port = Number(new URL(server.url).port);
    await expect(startLikelihoodServer({ port })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe("all protocols on one port", () => {
  test("the body says whose path it is", async () => {
    const native = await post(server, "/generate", {
      text: "a",
      sampling_params: { max_new_tokens: 1 },
    });
    expect(native.json).toHaveProperty("meta_info");
    const tgi = await post(server, "/generate", { inputs: "a", parameters: { max_new_tokens: 1 } });
    expect(tgi.json).toHaveProperty("generated_text");
    const completion = await post(server, "/v1/completions", { prompt: "a", max_tokens: 1 });
    expect(completion.json).toMatchObject({ choices: [{ prompt_logprobs: null }] });
    const tokens = async (body: object): Promise<unknown> =>
      (await post(server, "/tokenize", body)).json;
    expect(await tokens({ prompt: "a" })).toHaveProperty("token_strs");
    expect(await tokens({ prompt: ["a"] })).toMatchObject({ count: [2] });
    expect(await tokens({ inputs: "a" })).toHaveLength(2);
    const text = async (body: object): Promise<unknown> =>
      (await post(server, "/detokenize", body)).json;
    expect(await text({ tokens: [97] })).toEqual({ prompt: "a" });
    expect(await text({ tokens: [97], skip_special_tokens: true })).toEqual({ text: "a" });
    for (const path of ["/info", "/version", "/model_info", "/health_generate", "/v1/models"]) {
      expect((await get(server, path)).status).toBe(200);
    }
  });
});
