import { afterEach, describe, expect, it } from "vitest";
import { createAuthor } from "../../../agents/author/index.ts";
import type { Body, Rewriter } from "../../../protocols/index.ts";
import { says, startChatServer } from "./chat-server.ts";
import { call, memoryTools, rewriteBody } from "./fixtures.ts";

const TARGET = "first line\nconst oddMarker = 41;\n";
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** What the server is asked by a proposer, and the text that comes of its answer. */
async function ask(
  proposer: Rewriter,
  answer = "A note.",
  target = TARGET,
): Promise<{ asked: string; text: unknown }> {
  const server = await startChatServer(says(answer));
  const author = createAuthor(`openai:tiny@${server.url}`);
  open.push(server, author);
  const sees = proposer === "informed" || proposer === "refine";
  const body = rewriteBody({
    proposer,
    ...(sees ? { target } : {}),
    ...(proposer === "refine" ? { surprises: [{ line: 2, nats: 33.34 }] } : {}),
  });
  const reply = await call(author, "author.rewrite", body, memoryTools());
  return {
    asked: JSON.stringify(server.seen[0]?.body),
    text: (reply.body as Body<"author.written">).text,
  };
}

describe("what a language model is asked", () => {
  it("shows the target and the bodies' names to those alone who may see them", async () => {
    for (const proposer of ["informed", "refine"] as const) {
      const { asked } = await ask(proposer);
      expect(asked).toContain("oddMarker");
      // Names of the bodies are in the text itself, as long as it is shown whole.
      expect(asked).not.toContain("exponentialDelay");
      const long = await ask(proposer, "A note.", TARGET + "// filler\n".repeat(2_000));
      expect(long.asked).toContain("exponentialDelay");
    }
    for (const proposer of ["blind", "condense"] as const) {
      const { asked } = await ask(proposer);
      expect(asked).not.toContain("oddMarker");
      expect(asked).not.toContain("exponentialDelay");
    }
  });

  it("gives a refinement the surprise of each line", async () => {
    expect((await ask("refine")).asked).toContain("line 2, 33.3 nats: const oddMarker = 41;");
    expect((await ask("informed")).asked).not.toContain("nats:");
  });
});

describe("an analysis with a note", () => {
  it.each([
    ["<analysis>It lacks much.</analysis>\n<note>I go slowly.</note>", "I go slowly."],
    ["<analysis>It lacks much.</analysis>\nI go slowly.", "I go slowly."],
    ["<NOTE>I go slowly.", "I go slowly."],
    ["I go slowly.", "I go slowly."],
  ])("%j is read as the note alone", async (answer, text) => {
    expect((await ask("informed", answer)).text).toBe(text);
  });

  it("without a note is asked for again", async () => {
    const server = await startChatServer(
      says("<analysis>Hm.</analysis>"),
      says("<note>Ah.</note>"),
    );
    const author = createAuthor(`openai:tiny@${server.url}`);
    open.push(server, author);
    const body = rewriteBody({ proposer: "informed", target: TARGET });
    const reply = await call(author, "author.rewrite", body, memoryTools());
    expect((reply.body as Body<"author.written">).text).toBe("Ah.");
    expect(server.seen).toHaveLength(2);
  });
});
