import { afterEach, describe, expect, it } from "vitest";
import { createAuthor } from "../../agents/author/index.ts";
import {
  markerIn,
  modes,
  startFaultyServer,
  type Mode,
} from "../../bench/models/chat-server/index.ts";
import type { Body } from "../../protocols/index.ts";
import { call, memoryTools, thoughtBody } from "../agents/author/fixtures.ts";
import { virtualClock } from "../model-servers/virtual-clock.ts";

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  open = [];
});

/** One thought of an author whose server answers a part of its requests in a mode. */
async function thought(mode: Mode, share: number) {
  // Of the shares between, the seed lets the first request meet the mode and the second not.
  const server = await startFaultyServer({ modes: [mode], share, seed: 6 });
  const options = { clock: virtualClock(), temperature: 0.7, attempts: 3 };
  const author = createAuthor(server.spec, options);
  open.push(server, author);
  const answer = await call(author, "author.thought", thoughtBody(), memoryTools());
  return { answer, exchanges: server.exchanges };
}

const byFate = (...fates: Mode["fate"][]): [string, Mode][] =>
  modes.filter(({ fate }) => fates.includes(fate)).map((mode) => [mode.name, mode]);

function expectClean(body: unknown): void {
  const { text } = body as Body<"author.written">;
  expect(text).toMatch(/^First comes what others build upon/);
  expect(markerIn(text as string)).toBeUndefined();
}

describe("a server that answers every request with", () => {
  it.each(byFate("taken"))("%s: the note is taken", async (_, mode) => {
    const { answer, exchanges } = await thought(mode, 1);
    expect(answer.kind).toBe("author.written");
    expectClean(answer.body);
    expect(exchanges).toHaveLength(1);
  });

  it.each(byFate("adapted"))("%s: the request is changed", async (_, mode) => {
    const { answer, exchanges } = await thought(mode, 1);
    expect(answer.kind).toBe("author.written");
    expectClean(answer.body);
    expect(exchanges).toHaveLength(2);
  });

  it.each(byFate("repaired", "declined"))("%s: the file goes without", async (_, mode) => {
    const { answer, exchanges } = await thought(mode, 1);
    expect(answer.kind).toBe("service.failed");
    expect((answer.body as Body<"service.failed">).code).toMatch(/^AUTHOR_(?:DECLINED|UNUSABLE)$/);
    expect(exchanges).toHaveLength(mode.fate === "declined" ? 1 : 2);
  });

  it.each(byFate("retried"))("%s: it is given up in the end", async (_, mode) => {
    const { answer } = await thought(mode, 1);
    expect((answer.body as Body<"service.failed">).code).toBe("AUTHOR_UNAVAILABLE");
  });
});

describe("a server that answers only its first request with", () => {
  it.each(byFate("repaired", "retried"))("%s: the second is taken", async (_, mode) => {
    const { answer, exchanges } = await thought(mode, 0.5);
    expect(exchanges[0]?.mode).toBe(mode);
    expect(answer.kind).toBe("author.written");
    expectClean(answer.body);
    expect(exchanges).toHaveLength(2);
  });
});

describe("the list of markers", () => {
  it.each([
    ["<|im_start|>user", "<|"],
    ["Sure! I begin.", "Sure!"],
    ["I read the settings and then the files again. ".repeat(6), "4 times"],
  ])("finds %j", (text, found) => {
    expect(markerIn(text)).toContain(found);
  });

  it("leaves prose alone", () => {
    expect(markerIn("I read the settings, since what follows needs them.")).toBeUndefined();
  });
});
