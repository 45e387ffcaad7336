import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { createAuthor } from "../../../agents/author/index.ts";
import type { Body } from "../../../protocols/index.ts";
import { says, startChatServer } from "./chat-server.ts";
import { call, memoryTools, thoughtBody } from "./fixtures.ts";

/** What a real model answered, and what is to become of it. */
interface RecordedAnswer {
  /** The prompts with which it was asked. */
  readonly prompts: string;
  readonly finish: string;
  readonly content: string;
  /** Why it is not taken; absent for an answer that can be used. */
  readonly refused?: string;
}

const { model, answers } = JSON.parse(
  readFileSync(new URL("recorded/smollm2-135m.json", import.meta.url), "utf8"),
) as { readonly model: string; readonly answers: readonly RecordedAnswer[] };

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  open = [];
});

/** Asks for a thought, and is answered with one text after another. */
async function asked(first: RecordedAnswer) {
  const server = await startChatServer(
    says(first.content, { finish: first.finish }),
    says("I begin with the mailbox, because deliverQueued takes what waits from there."),
  );
  const author = createAuthor(`openai:tiny@${server.url}`);
  open.push(server, author);
  const { body } = await call(author, "author.thought", thoughtBody(), memoryTools());
  return { server, written: body as Body<"author.written"> };
}

describe(`answers of ${model}`, () => {
  it.each(answers.filter(({ refused }) => refused !== undefined).map((each, at) => [at, each]))(
    "number %i cannot be used, and is asked for once more",
    async (_at, answer) => {
      const { server, written } = await asked(answer);
      expect(written.usage.details?.refused).toEqual({ [answer.refused!]: 1 });
      expect(written.text).toMatch(/^I begin with the mailbox/);
      expect(server.seen).toHaveLength(2);
    },
  );

  it.each(answers.filter(({ refused }) => refused === undefined).map((each, at) => [at, each]))(
    "number %i is taken as it is",
    async (_at, answer) => {
      const { content } = answer;
      expect((await asked(answer)).written.text).toBe(content.trim());
    },
  );

  it("that came to no end are not shown again: models go on with them", async () => {
    const endless = answers.find(({ refused }) => refused === "cut");
    const { server } = await asked(endless!);
    const [, repair] = server.seen.map(({ body }) => body.messages);
    expect(repair?.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(repair?.[1]?.content).toMatch(/cannot be used: the answer was cut off/);
    expect(JSON.stringify(repair)).not.toContain(endless!.content.slice(0, 60));
  });
});
