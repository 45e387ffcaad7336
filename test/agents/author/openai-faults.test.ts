import { describe, expect, it } from "vitest";
import { createAuthor } from "../../../agents/author/index.ts";
import {
  cuts,
  fails,
  garbles,
  hangs,
  says,
  stalls,
  startChatServer,
  type Reaction,
} from "./chat-server.ts";
import { virtualClock } from "../../model-servers/virtual-clock.ts";
import { call, memoryTools, thoughtBody } from "./fixtures.ts";
import { open, authorAt, written, failure } from "./openai.ts";

describe("a failing server", () => {
  it.each([
    ["seconds", "7", 7000],
    ["a date", new Date(Date.UTC(2026, 0, 1, 0, 0, 20)).toUTCString(), 20_000],
  ])("is left alone as long as Retry-After says in %s", async (_, header, least) => {
    const setting = await authorAt({}, fails(429, { "retry-after": header }), says("Fine."));
    const { text, usage } = await written(setting);
    expect(text).toBe("Fine.");
    expect(usage).toMatchObject({ requests: 1, retries: 1 });
    const waited = setting.clock.waits.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThanOrEqual(least);
    expect(waited).toBeLessThan(least + 1000);
  });

  it("is tried again with growing waits after a 500", async () => {
    const setting = await authorAt({}, fails(500), fails(502), fails(500), says("Fine."));
    expect((await written(setting)).usage.retries).toBe(3);
    const { waits } = setting.clock;
    expect(waits).toHaveLength(3);
    for (const [index, ms] of waits.entries()) {
      expect(ms).toBeGreaterThanOrEqual(500 * 2 ** index);
      expect(ms).toBeLessThanOrEqual(1000 * 2 ** index);
    }
  });

  it.each([
    ["hangs", hangs()],
    ["stalls inside its body", stalls()],
    ["cuts the connection inside its body", cuts()],
  ])("is tried again when it %s", async (_, reaction) => {
    const setting = await authorAt({ timeout: 2000 }, reaction, says("Fine."));
    expect((await written(setting)).usage).toMatchObject({ requests: 1, retries: 1 });
  });

  it("ends as AUTHOR_UNAVAILABLE when it does not come back", async () => {
    const setting = await authorAt({ attempts: 3 }, fails(503, { "retry-after": "2" }));
    const error = await failure(setting);
    expect(error.code).toBe("AUTHOR_UNAVAILABLE");
    expect(error.class).toBe("retry");
    expect(error.usage).toMatchObject({ requests: 0, retries: 3 });
    expect(setting.server.seen).toHaveLength(3);
  });

  it("is not waited for within the request when it asks for very long", async () => {
    const setting = await authorAt({}, fails(429, { "retry-after": "7200" }));
    await expect(
      call(setting.author, "author.thought", thoughtBody(), setting.tools),
    ).rejects.toMatchObject({ code: "AUTHOR_UNAVAILABLE", retryAfter: 7_200_000 });
    expect(setting.server.seen).toHaveLength(1);
  });

  it("ends as AUTHOR_UNAVAILABLE when no server listens", async () => {
    const server = await startChatServer(says("never"));
    await server.close();
    const author = createAuthor(`openai:tiny@${server.url}`, {
      clock: virtualClock(),
      attempts: 2,
    });
    open.push(author);
    const { body } = await call(author, "author.thought", thoughtBody(), memoryTools());
    expect(body).toMatchObject({ code: "AUTHOR_UNAVAILABLE" });
  });

  it.each([400, 401, 403, 404, 307])("ends as AUTHOR_REJECTED on %i, at once", async (status) => {
    const setting = await authorAt({}, fails(status, { location: "http://127.0.0.1:1/" }));
    const error = await failure(setting);
    expect([error.code, error.class]).toEqual(["AUTHOR_REJECTED", "fatal"]);
    expect(setting.server.seen).toHaveLength(1);
  });

  it("stops waiting when the run stops", async () => {
    const control = new AbortController();
    const server = await startChatServer((response, seen, number) => {
      control.abort();
      return hangs()(response, seen, number);
    });
    const author = createAuthor(`openai:tiny@${server.url}`);
    open.push(server, author);
    await expect(
      call(author, "author.thought", thoughtBody(), memoryTools(control.signal)),
    ).rejects.toMatchObject({ code: "INTERRUPTED" });
  });
});

describe("an unusable answer", () => {
  it.each<[string, Reaction, RegExp]>([
    ["only thinking", says("<think>hm"), /no note/],
    ["cut off", says("It goes on and", { finish: "length" }), /cut off/],
    ["cut off by a server that aborts", says("It goes", { finish: "abort" }), /cut off by/],
    ["a fence", says("I write:\n```\nlet a;\n```\nand stop."), /fenced block/],
  ])("that is %s is asked for once more, with the reason", async (_, reaction, reason) => {
    const setting = await authorAt({}, reaction, says("Fine."));
    const { text, usage } = await written(setting);
    expect(text).toBe("Fine.");
    expect(usage.requests).toBe(2);
    expect(setting.server.seen[1]?.body.messages.at(-1)?.content).toMatch(reason);
  });

  it.each<[string, Reaction]>([
    ["empty", says("  ")],
    ["filtered", says("I keep", { finish: "content_filter" })],
    ["no completion", (response) => void response.end('{"hello": 1}')],
  ])("that is %s is asked for once more as before", async (_, reaction) => {
    const setting = await authorAt({}, reaction, says("Fine."));
    const { text, usage } = await written(setting);
    expect(text).toBe("Fine.");
    expect(usage.requests).toBe(2);
    expect(setting.server.seen[1]?.body.messages).toEqual(setting.server.seen[0]?.body.messages);
  });

  it.each<[string, Reaction, RegExp]>([
    ["not JSON", garbles(), /not JSON/],
    [
      "a page",
      (response) => void response.end("<html><title>Sign in</title>Now.</html>"),
      /Sign in/,
    ],
  ])("that is %s counts as a failed attempt", async (_, reaction, reason) => {
    const setting = await authorAt({}, reaction, says("Fine."));
    expect((await written(setting)).usage).toMatchObject({ requests: 1, retries: 1 });
    expect(JSON.stringify(setting.tools.notes)).toMatch(reason);
  });

  it("ends as AUTHOR_UNUSABLE the second time", async () => {
    const setting = await authorAt({}, says(""));
    const error = await failure(setting);
    expect([error.code, error.class]).toEqual(["AUTHOR_UNUSABLE", "retry"]);
    expect(setting.server.seen).toHaveLength(2);
  });

  it("adds up usage over attempt and repair", async () => {
    const setting = await authorAt({}, fails(500), says(""), fails(500), says("Fine."));
    expect((await written(setting)).usage).toMatchObject({
      requests: 2,
      retries: 2,
      prompt_tokens: 20,
      completion_tokens: 10,
    });
  });
});

describe("many requests at once", () => {
  it("never are more than the gate lets through, and fewer after a 429", async () => {
    let now = 0;
    let most = 0;
    let release: (() => void)[] = [];
    let refused = false;
    let arrived: () => void = () => {};
    const full = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const setting = await authorAt({ concurrency: 4 }, async (response, seen, number) => {
      now += 1;
      most = Math.max(most, now);
      if (!refused) {
        // A barrier: the first two, all that the gate lets in, are held until both are here.
        const held = new Promise<void>((resolve) => void release.push(resolve));
        if (release.length === 2) arrived();
        await held;
      }
      now -= 1;
      const first = !refused;
      refused = true;
      await (first ? fails(429)(response, seen, number) : says("Fine.")(response, seen, number));
    });
    const all = Array.from({ length: 8 }, (_, seed) =>
      call(setting.author, "author.thought", thoughtBody({ seed }), setting.tools),
    );
    await full;
    expect(now).toBe(2);
    for (const go of release) go();
    release = [];
    await Promise.all(all);
    expect(most).toBeLessThanOrEqual(4);
    const limits = setting.tools.notes.map(({ fields }) => (fields as { limit: number }).limit);
    expect(limits).toEqual([1]);
  });
});
