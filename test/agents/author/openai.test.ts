import { describe, expect, it } from "vitest";
import { createAuthor } from "../../../agents/author/index.ts";
import type { Body } from "../../../protocols/index.ts";
import { fails, says, startChatServer, type Reaction } from "./chat-server.ts";
import { Secret } from "../../../model-servers/index.ts";
import { call, memoryTools, planBody, repositoryFacts, thoughtBody } from "./fixtures.ts";
import { KEY, open, authorAt, written, failure } from "./openai.ts";

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
