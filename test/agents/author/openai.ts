import { afterEach, expect } from "vitest";
import { createAuthor, type AuthorOptions } from "../../../agents/author/index.ts";
import type { Body } from "../../../protocols/index.ts";
import { startChatServer, type Reaction } from "./chat-server.ts";
import { Secret } from "../../../model-servers/index.ts";
import { virtualClock } from "../../model-servers/virtual-clock.ts";
import { call, memoryTools, thoughtBody } from "./fixtures.ts";

/** A key with characters that are escaped in a URL. */
export const KEY = "hc-4f1e~very/secret+key";

/** What the test has started; it is closed when the test ends. */
export const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** An author at a server that reacts so to one request after the other, on a virtual clock. */
export async function authorAt(options: AuthorOptions, ...reactions: Reaction[]) {
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

/** The answer of an author that wrote a thought. */
export async function written({ author, tools }: Setting): Promise<Body<"author.written">> {
  const { kind, body } = await call(author, "author.thought", thoughtBody(), tools);
  expect(kind).toBe("author.written");
  return body as Body<"author.written">;
}

/** The answer of an author that gave up. */
export async function failure({ author, tools }: Setting): Promise<Body<"service.failed">> {
  const { kind, body } = await call(author, "author.thought", thoughtBody(), tools);
  expect(kind).toBe("service.failed");
  return body as Body<"service.failed">;
}
