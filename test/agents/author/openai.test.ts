import { afterEach, describe, expect, it } from "vitest";
import { createAuthor, type AuthorOptions } from "../../../agents/author/index.ts";
import type { Body } from "../../../protocols/index.ts";
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
import { Secret } from "../../../model-servers/index.ts";
import { virtualClock } from "../../model-servers/virtual-clock.ts";
import { call, memoryTools, planBody, repositoryFacts, thoughtBody } from "./fixtures.ts";

const KEY = "hc-4f1e~very/secret+key";

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  open = [];
});

async function authorAt(options: AuthorOptions, ...reactions: Reaction[]) {
  const server = await startChatServer(...reactions);
  const clock = virtualClock();
  const author = createAuthor(`openai:tiny@${server.url}`, {
    key: new Secret(KEY, "HINDCAST_AUTHOR_KEY"),
    clock,
    ...options,
  });
  open.push(server, author);
  return { server, clock, author, tools: memoryTools() };
}

type Setting = Awaited<ReturnType<typeof authorAt>>;

async function written({ author, tools }: Setting): Promise<Body<"author.written">> {
  const { kind, body } = await call(author, "author.thought", thoughtBody(), tools);
  expect(kind).toBe("author.written");
  return body as Body<"author.written">;
}

/** The answer of an author that gave up. */
async function failure({ author, tools }: Setting): Promise<Body<"service.failed">> {
  const { kind, body } = await call(author, "author.thought", thoughtBody(), tools);
  expect(kind).toBe("service.failed");
  return body as Body<"service.failed">;
}

describe("an answer", () => {
  it("is returned with what the server counted", async () => {
    const setting = await authorAt({ temperature: 0.5 }, says("  I take it slowly.  "));
    expect(await written(setting)).toMatchObject({
      text: "I take it slowly.",
      usage: { requests: 1, retries: 0, prompt_tokens: 10, completion_tokens: 5 },
    });
    const [seen] = setting.server.seen;
    expect(seen?.authorization).toBe(`Bearer ${KEY}`);
    expect(seen?.body).toMatchObject({ model: "tiny", temperature: 0.5, stream: false });
    expect(Number.isInteger(seen?.body.seed)).toBe(true);
    expect(seen?.body["max_tokens"]).toBe(1500);
  });

  it("counts nothing that the server does not say", async () => {
    const setting = await authorAt({}, says("Fine.", { usage: null }));
    const { usage } = await written(setting);
    expect(usage).toMatchObject({
      requests: 1,
      retries: 0,
      prompt_tokens: 0,
      completion_tokens: 0,
    });
  });

  it("sends no key when there is none", async () => {
    const server = await startChatServer(says("Fine."));
    const author = createAuthor(`openai:tiny@${server.url}`);
    open.push(server, author);
    await call(author, "author.thought", thoughtBody(), memoryTools());
    expect(server.seen[0]?.authorization).toBeUndefined();
  });

  it.each([
    ["<think>let me see</think>\nIt waits.", "It waits."],
    ["let me see</think>It waits.", "It waits."],
    ["```markdown\nIt waits.\n```", "It waits."],
  ])("is stripped of what is not part of it", async (content, text) => {
    expect((await written(await authorAt({}, says(content)))).text).toBe(text);
  });

  it("is asked for with the same seed for the same request and another for another", async () => {
    const setting = await authorAt({}, says("Fine."));
    await written(setting);
    await written(setting);
    await call(setting.author, "author.thought", thoughtBody({ seed: 8 }), setting.tools);
    const seeds = setting.server.seen.map(({ body }) => body.seed);
    expect(seeds[0]).toBe(seeds[1]);
    expect(seeds[2]).not.toBe(seeds[0]);
  });

  it("never shows the author more than the facts", async () => {
    const setting = await authorAt({}, says("Fine."));
    await written(setting);
    const prompt = JSON.stringify(setting.server.seen[0]?.body.messages);
    expect(prompt).toContain("deliverQueued");
    expect(prompt).not.toContain("remainingAttempts");
  });
});

describe("requirements", () => {
  // SmolLM2-135M-Instruct answered a prompt for requirements with a copy of it, and a repair so.
  const body = { facts: repositoryFacts, tree: "src/", seed: 7 };
  const COPY = 'The project is called rechoir.\n\n<data name="tree">\n<title>rechair.</title>';

  it("that the model does not bring about are made from the facts, and what it took counts", async () => {
    const setting = await authorAt({}, says(COPY, { finish: "length" }), says(COPY));
    const answer = await call(setting.author, "author.requirements", body, setting.tools);
    expect(answer.kind).toBe("author.written");
    const { text, usage } = answer.body as Body<"author.written">;
    expect(text).toContain(repositoryFacts.name);
    expect(text).not.toContain("<data");
    expect(usage).toMatchObject({
      requests: 2,
      completion_tokens: 10,
      details: { refused: { cut: 1, template: 1 } },
    });
  });

  it("are not made up when the server cannot be asked", async () => {
    const setting = await authorAt({}, fails(401));
    const answer = await call(setting.author, "author.requirements", body, setting.tools);
    expect(answer).toMatchObject({ kind: "service.failed", body: { code: "AUTHOR_REJECTED" } });
  });
});

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

describe("a plan", () => {
  const plan = '[{"path": "a.ts", "purpose": "First."}, {"path": "b.ts", "purpose": "Second."}]';

  it("is read out of the answer", async () => {
    const { author, tools } = await authorAt(
      {},
      says(`I go bottom up.\n\n\`\`\`json\n${plan}\n\`\`\``),
    );
    const reply = await call(author, "author.plan", await planBody(tools, ["a.ts", "b.ts"]), tools);
    expect(reply).toMatchObject({
      kind: "author.planned",
      body: {
        text: "I go bottom up.\n\n1. `a.ts`: First.\n2. `b.ts`: Second.",
        entries: JSON.parse(plan),
      },
    });
  });

  it("is repaired once when it cannot be read", async () => {
    const { author, tools, server } = await authorAt({}, says("First a, then b."), says(plan));
    const body = await planBody(tools, ["a.ts", "b.ts"]);
    const reply = await call(author, "author.plan", body, tools);
    expect((reply.body as Body<"author.planned">).usage.requests).toBe(2);
    const [, second] = server.seen;
    expect(second?.body.messages.at(-2)?.content).toBe("First a, then b.");
    expect(second?.body.messages.at(-1)?.content).toContain("no JSON list");
  });

  it("is asked for in parts when there are many files", async () => {
    const { author, tools, server } = await authorAt({ planBatch: 2 }, (response, seen, number) => {
      const asked = seen.body.messages[1]?.content.includes("\nc.ts\n") ? "c.ts" : "a.ts";
      return says(`[{"path": "${asked}", "purpose": "x"}]`)(response, seen, number);
    });
    const body = await planBody(tools, ["a.ts", "b.ts", "c.ts"]);
    const reply = await call(author, "author.plan", { ...body, tree: "" }, tools);
    expect(server.seen).toHaveLength(2);
    const { entries } = reply.body as Body<"author.planned">;
    expect(entries).toEqual([
      { path: "a.ts", purpose: "x" },
      { path: "c.ts", purpose: "x" },
    ]);
  });
});

describe("the key", () => {
  const echo: Reaction = (response, seen, number) =>
    fails(
      401,
      { "x-echo": "1" },
      `bad key ${KEY} in ${seen.authorization}, ${encodeURIComponent(KEY)}`,
    )(response, seen, number);

  it.each<[string, Reaction[]]>([
    ["a rejection", [echo]],
    ["a retry", [fails(500, {}, `your ${KEY}`), fails(429, {}, KEY), echo]],
  ])("stands in no error and no log line after %s", async (_, reactions) => {
    const setting = await authorAt({}, ...reactions);
    const error = await failure(setting);
    const all = [error, setting.tools.notes];
    expect(JSON.stringify(all)).not.toContain(KEY);
    expect(JSON.stringify(all)).not.toContain(encodeURIComponent(KEY));
  });

  it("is in no message, even when the server repeats it", async () => {
    const setting = await authorAt({}, says(`I know ${KEY}.`));
    expect((await written(setting)).text).toBe("I know [secret].");
  });

  it("is refused without being shown when a header cannot carry it", () => {
    const spec = "openai:tiny@http://127.0.0.1:1/v1";
    expect(() => createAuthor(spec, { key: new Secret("two words", "OPENAI_API_KEY") })).toThrow(
      /CONFIG_INVALID(?!.*two words)/,
    );
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
