import { afterEach, expect, test } from "vitest";
import { checkAuthorAnswers } from "../../../cli/doctor/index.ts";
import { fails, says, startChatServer, type Reaction } from "../../agents/author/chat-server.ts";

const NOTE = "<note>The settings name the files, so they are read first.</note>";

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  open = [];
});

async function check(window: number | undefined, ...reactions: Reaction[]) {
  const server = await startChatServer(...reactions);
  open.push(server);
  const listed = window === undefined ? {} : { max_model_len: window };
  server.facts["/v1/models"] = { data: [{ id: "tiny", ...listed }] };
  return checkAuthorAnswers(`openai:tiny@${server.url}`, { temperature: 0.7 });
}

/** Refuses a parameter by its name as long as it is sent. */
const refusing =
  (names: readonly string[]): Reaction =>
  (response, seen, number) => {
    const name = names.find((each) => each in seen.body);
    if (name === undefined) return says(NOTE)(response, seen, number);
    return fails(400, {}, `Unsupported parameter: '${name}'`)(response, seen, number);
  };

test("a server that answers well is fine", async () => {
  const found = await check(32_768, says(NOTE));
  expect(found).toMatchObject({ name: "author answer", status: "ok" });
  expect(found.detail).toMatch(/^a question of 10 tokens .* context window 32768$/);
});

test("what a server refuses is named as settings", async () => {
  const found = await check(32_768, refusing(["max_tokens", "temperature", "seed"]));
  expect(found.status).toBe("warn");
  expect(found.todo).toMatch(
    /token_limit = "max_completion_tokens".*temperature left out.*send_seed = false/,
  );
});

test("a window that is small or not known is named", async () => {
  expect((await check(4_096, says(NOTE))).todo).toContain("4096");
  expect((await check(undefined, says(NOTE))).todo).toContain("context_tokens");
});

test("a model that thinks until its tokens are used up needs more of them", async () => {
  const found = await check(32_768, (response) => {
    const message = { role: "assistant", content: "", reasoning_content: "Let me think" };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ choices: [{ message, finish_reason: "length" }] }));
  });
  expect(found.status).toBe("fail");
  expect(found.todo).toContain("max_tokens = 8000");
});

test("a key that is refused, and no server at all", async () => {
  expect(await check(32_768, fails(401, {}, "no such key"))).toMatchObject({
    status: "fail",
    detail: expect.stringContaining("401: no such key") as unknown,
  });
  const gone = await checkAuthorAnswers("openai:m@http://127.0.0.1:9/v1", {});
  expect(gone.status).toBe("fail");
  expect(await checkAuthorAnswers("offline", {})).toMatchObject({ status: "ok" });
});
