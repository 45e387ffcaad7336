import { afterEach, describe, expect, it } from "vitest";
import { createAuthor, type AuthorOptions } from "../../../agents/author/index.ts";
import { fitPrompt, fitText, overlongOf } from "../../../agents/author/openai/window/index.ts";
import { loadPrompts } from "../../../agents/author/templates/load.ts";
import { ServerFailure } from "../../../model-servers/http/index.ts";
import type { Body } from "../../../protocols/index.ts";
import { virtualClock } from "../../model-servers/virtual-clock.ts";
import { fails, says, startChatServer, type Reaction } from "./chat-server.ts";
import { call, memoryTools, planBody, thoughtBody } from "./fixtures.ts";

const NOTE = "I read the settings first, since all else follows from them.";
/** Text as a tokeniser counts it that makes a token of four characters. */
const tokensIn = (messages: readonly { content: string }[]): number =>
  messages.reduce((sum, { content }) => sum + content.length / 4, 0);

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  open = [];
});

async function authorAt(
  options: AuthorOptions,
  facts: Record<string, unknown>,
  ...reactions: Reaction[]
) {
  const server = await startChatServer(...reactions);
  Object.assign(server.facts, facts);
  const author = createAuthor(`openai:tiny@${server.url}`, { clock: virtualClock(), ...options });
  open.push(server, author);
  return { server, author, tools: memoryTools() };
}

type Setting = Awaited<ReturnType<typeof authorAt>>;

/** A question about a file whose outline, reads and earlier notes are as long as given. */
const longThought = (length: number) => ({
  ...thoughtBody(),
  outline: "function f(): void;\n".repeat(length / 20),
  reads: [1, 2, 3, 4].map((n) => ({ path: `r${n}.ts`, text: `// ${n}\n`.repeat(length / 5) })),
});

async function thought({ author, tools }: Setting, body = longThought(40_000)) {
  const answer = await call(author, "author.thought", body, tools);
  return answer.body as Body<"author.written"> & Body<"service.failed">;
}

/** Refuses what is longer than a window, as vLLM does. */
const refuses =
  (window: number, named: boolean): Reaction =>
  (response, seen, number) => {
    const { messages, max_tokens: most } = seen.body as typeof seen.body & { max_tokens: number };
    const tokens = Math.ceil(tokensIn(messages)) + most;
    if (tokens <= window) return says(NOTE)(response, seen, number);
    const words = named
      ? `This model's maximum context length is ${window} tokens. However, you requested ${tokens} tokens.`
      : "Please reduce the length of the messages: the context length is exceeded.";
    return fails(400, {}, words)(response, seen, number);
  };

describe("the window is asked of the server", () => {
  it.each([
    ["vLLM", { "/v1/models": { data: [{ id: "tiny", max_model_len: 4096 }] } }],
    ["OpenRouter", { "/v1/models": { data: [{ id: "tiny", context_length: 4096 }] } }],
    ["Groq", { "/v1/models": { data: [{ id: "tiny", context_window: 4096 }] } }],
    ["Mistral", { "/v1/models": { data: [{ id: "tiny", max_context_length: 4096 }] } }],
    [
      "llama.cpp",
      {
        "/v1/models": { data: [{ id: "tiny", owned_by: "llamacpp" }] },
        "/props": { default_generation_settings: { n_ctx: 4096 } },
      },
    ],
    ["SGLang", { "/get_server_info": { context_length: 4096 } }],
    ["Ollama, loaded", { "/api/ps": { models: [{ name: "tiny", context_length: 4096 }] } }],
    [
      "Ollama, set in the model's file",
      { "/api/show": { model_info: {}, parameters: "stop x\nnum_ctx    4096" } },
    ],
    ["Ollama, by its default", { "/api/show": { model_info: { "llama.context_length": 131072 } } }],
  ])("%s", async (_, facts) => {
    const setting = await authorAt({}, facts, refuses(4096, false));
    expect(await thought(setting)).toMatchObject({ text: NOTE });
    // Nothing was refused on the way.
    expect(setting.server.seen).toHaveLength(1);
    const [{ body }] = setting.server.seen as [(typeof setting.server.seen)[0]];
    expect(body.messages[1]?.content).toMatch(/<data name="outline">\nfunction f/);
  });

  it("a window that is set is not asked for", async () => {
    const facts = { "/v1/models": { data: [{ id: "tiny", max_model_len: 999_999 }] } };
    const setting = await authorAt({ contextTokens: 4096 }, facts, refuses(4096, false));
    expect(await thought(setting)).toMatchObject({ text: NOTE });
    expect(setting.server.seen).toHaveLength(1);
  });

  it("a large window leaves prompts as they are", async () => {
    const setting = await authorAt({ contextTokens: 131_072 }, {}, says(NOTE));
    const free = await authorAt({}, {}, says(NOTE));
    await thought(setting);
    await thought(free);
    expect(setting.server.seen[0]?.body).toEqual(free.server.seen[0]?.body);
  });
});

describe("a server that only refuses", () => {
  it.each([
    ["and names its window", true, 2],
    ["and names nothing", false, 4],
  ])("%s", async (_, named, most) => {
    const setting = await authorAt({}, {}, refuses(6_000, named));
    expect(await thought(setting)).toMatchObject({ text: NOTE });
    expect(setting.server.seen.length).toBeLessThanOrEqual(most);
    // What was learnt holds for the next.
    const asked = setting.server.seen.length;
    await thought(setting);
    expect(setting.server.seen).toHaveLength(asked + 1);
  });

  it("refuses for ever: the file's trouble, not the session's", async () => {
    const setting = await authorAt({}, {}, refuses(1, true));
    expect(await thought(setting)).toMatchObject({ code: "AUTHOR_UNUSABLE" });
  });

  it.each([
    [400, "This model's maximum context length is 4096 tokens.", 4096],
    [400, "The input (5000 tokens) is longer than the model's context length (2048 tokens).", 2048],
    [400, "request (9000 tokens) exceeds the available context size (512 tokens)", 512],
    [
      400,
      "Prompt contains 40000 tokens, too large for model with 32768 maximum context length",
      32768,
    ],
    [500, "input length exceeds the context length", undefined],
    [413, "payload too large", undefined],
  ])("%i %s", (status, message, window) => {
    const refusal = { status, code: undefined, retryAfter: undefined };
    expect(overlongOf(new ServerFailure("refused", message, refusal))).toEqual({ window });
  });

  it("is not taken for one when it speaks of something else", () => {
    const refusal = { status: 400, code: undefined, retryAfter: undefined };
    const failure = new ServerFailure("refused", "unknown parameter: seed", refusal);
    expect(overlongOf(failure)).toBeUndefined();
  });
});

describe("a plan", () => {
  const files = Array.from({ length: 60 }, (_, n) => `src/part-${n}.ts`);
  const planned: Reaction = (response, seen, number) => {
    const { content = "" } = seen.body.messages[1] ?? {};
    const block = /<data name="files">\n([^]*?)\n<\/data>/.exec(content)?.[1] ?? "";
    const entries = block.split("\n").map((path) => ({ path, purpose: "Does its part." }));
    return says(JSON.stringify(entries))(response, seen, number);
  };

  it.each([
    [4_096, 5],
    [16_384, 2],
  ])("in a window of %i comes in batches that fit", async (contextTokens, batches) => {
    const setting = await authorAt({ contextTokens }, {}, planned);
    const tools = setting.tools;
    const body = await planBody(tools, files);
    const answer = await call(setting.author, "author.plan", body, tools);
    const { entries } = answer.body as Body<"author.planned">;
    const list = Array.isArray(entries) ? entries : await tools.blobs.getJson(entries);
    expect((list as { path: string }[]).map(({ path }) => path)).toEqual(files);
    expect(setting.server.seen).toHaveLength(batches);
    for (const { body: sent } of setting.server.seen) {
      const { max_tokens: most } = sent as typeof sent & { max_tokens: number };
      expect(tokensIn(sent.messages) + most).toBeLessThanOrEqual(contextTokens);
    }
  });
});

describe("shortening", () => {
  const prompts = loadPrompts();
  const values = (readLimit: number) => ({
    path: "a.ts",
    outline: "o".repeat(6_000),
    reads: "r".repeat(Math.min(readLimit * 4, 16_000)),
    earlier: "e".repeat(2_000),
    structure: "s".repeat(1_000),
  });
  const blockOf = (text: string, slot: string): number =>
    new RegExp(`<data name="${slot}">\n([^]*?)\n</data>`).exec(text)?.[1]?.length ?? 0;

  it("takes from bodies before the outline", () => {
    const { user, shortened } = fitPrompt(prompts["thought-write"], values, 1_000, 8_192);
    expect(shortened).toBe(true);
    expect(blockOf(user, "outline")).toBe(6_000);
    expect(blockOf(user, "reads")).toBeLessThan(5_000);
  });

  it("cuts a block at the same place whatever stands beside it", () => {
    const prompt = prompts["thought-write"];
    const one = fitPrompt(prompt, values, 1_000, 8_192).user;
    const other = fitPrompt(prompt, (n) => ({ ...values(n), earlier: "E" }), 1_000, 8_192).user;
    expect(blockOf(other, "reads")).toBe(blockOf(one, "reads"));
  });

  it.each([2_048, 4_096, 16_384])("fits into %i tokens, whatever the script", (window) => {
    const wide = (n: number) => ({ ...values(n), outline: "界".repeat(8_000) });
    const { system, user, maxTokens } = fitPrompt(prompts["thought-write"], wide, 1_500, window);
    const wideOnes = `${system}${user}`.split("界").length - 1;
    const tokens = wideOnes + (system.length + user.length - wideOnes) / 4;
    expect(tokens + maxTokens).toBeLessThanOrEqual(window);
    expect(maxTokens).toBeLessThanOrEqual(window / 2);
  });

  it("cuts a plug-in's question at its end", () => {
    const { user } = fitText({ system: "s", user: "u".repeat(50_000) }, 500, 2_048);
    expect(user.startsWith("uuu")).toBe(true);
    expect(user.length / 3 + 500).toBeLessThan(2_048);
  });
});
