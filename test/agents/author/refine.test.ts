import { describe, expect, it } from "vitest";
import { createAuthor } from "../../../agents/author/index.ts";
import { spelt } from "../../../agents/author/offline/spelling.ts";
import type { Body } from "../../../protocols/index.ts";
import { LeakGuard } from "../../../guard/index.ts";
import { call, fileFacts, memoryTools, rewriteBody } from "./fixtures.ts";

const author = createAuthor("offline");
const tools = memoryTools();

const TARGET = `export async function deliverQueued(mailbox: Mailbox, limit: number) {
  const pendingLetters = mailbox.takePending(limit);
  const transport = this.transports.acquireTransport(settings);
  secretSauce.applyRarePolicy(pendingLetters, transport);
  await transport.sendMail(pendingLetters);
}
`;

async function refine(change: Partial<Body<"author.rewrite">> = {}): Promise<string> {
  const body = rewriteBody({
    proposer: "refine",
    target: TARGET,
    surprises: [
      { line: 2, nats: 60 },
      { line: 3, nats: 90 },
      { line: 4, nats: 120 },
    ],
    ...change,
  });
  const reply = await call(author, "author.rewrite", body, tools);
  return tools.blobs.getText((reply.body as Body<"author.written">).text);
}

const numbers = Array.from({ length: 12 }, (_, number) => number);

describe("a refinement by the offline author", () => {
  it("is the same for the same request, and differs between numbers and seeds", async () => {
    expect(await refine()).toBe(await refine());
    const byNumber = await Promise.all(numbers.map((number) => refine({ number })));
    const bySeed = await Promise.all(numbers.map((seed) => refine({ seed })));
    expect(new Set(byNumber).size).toBeGreaterThan(5);
    expect(new Set(bySeed).size).toBeGreaterThan(5);
  });

  it("uses the names on the surprising lines, as the code writes them", async () => {
    const texts = await Promise.all(numbers.map((number) => refine({ number })));
    const named = texts.filter((text) => text.includes("acquireTransport"));
    expect(named.length).toBeGreaterThan(6);
    expect(texts.some((text) => text.includes("mailbox.takePending"))).toBe(true);
  });

  it("turns with the diagnostics: another line brings other names", async () => {
    const facts = { ...fileFacts, bytes: 900 };
    const about = (line: number) =>
      Promise.all(
        numbers.map((number) => refine({ facts, number, surprises: [{ line, nats: 200 }] })),
      );
    const count = (texts: readonly string[], name: string) =>
      texts.filter((text) => text.includes(name)).length;
    const [second, fifth] = [await about(2), await about(5)];
    expect(count(second, "takePending")).toBeGreaterThan(count(fifth, "takePending"));
    expect(count(fifth, "sendMail")).toBeGreaterThan(count(second, "sendMail"));
  });

  it("names nothing that neither facts nor context hold, and quotes nothing", async () => {
    const guard = new LeakGuard(TARGET, []);
    for (const number of numbers) {
      for (const index of [0, 1, 2]) {
        const text = await refine({ number, index });
        expect(text).not.toMatch(/secretSauce|applyRarePolicy/);
        expect(guard.longestQuotation(text)).toBe(0);
      }
    }
  });

  it("names what the coder has read, where the file comes back to it", async () => {
    const reads = [{ path: "src/sauce.ts", text: "export function applyRarePolicy() {}" }];
    const texts = await Promise.all(numbers.map((number) => refine({ number, reads })));
    expect(texts.some((text) => text.includes("applyRarePolicy"))).toBe(true);
    expect(texts.every((text) => !text.includes("secretSauce"))).toBe(true);
  });

  it("keeps most of what the thought names already", async () => {
    const thoughts = rewriteBody().thoughts.with(2, {
      purpose: "write",
      text: "takePending, then verifyConnection, then connectionTimeout, then createTransport.",
    });
    const said = ["takePending", "verifyConnection", "connectionTimeout", "createTransport"];
    for (const number of numbers) {
      const text = await refine({ thoughts, number });
      expect(said.filter((name) => text.includes(name)).length).toBeGreaterThanOrEqual(3);
    }
  });

  it("has something to say without target and diagnostics too", async () => {
    const { target: _target, surprises: _surprises, ...body } = rewriteBody({ proposer: "refine" });
    const reply = await call(author, "author.rewrite", body, tools);
    expect((reply.body as Body<"author.written">).text).not.toBe("");
  });
});

describe("the spelling of a name", () => {
  const any = () => true;
  it.each([
    ["take", "const next = this.queue.take();", "queue.take()"],
    ["queue", "this.queue.push(item)", "this.queue"],
    ["#left", "return this.#left;", "this.#left"],
    ["left", "return this.#left;", "this.#left"],
    ["parse", "value = parse(text)", "parse"],
    ["parse", "nothing of the kind", "parse"],
    ["$el", "this.$el = $element", "this.$el"],
  ])("%s in %j is %s", (name, line, expected) => {
    expect(spelt(name, line, any)).toBe(expected);
  });

  it("leaves out a receiver that may not be named, but never the file's own", () => {
    expect(spelt("take", "queue.take(1)", () => false)).toBe("take");
    expect(spelt("take", "self.take(1)", () => false)).toBe("self.take");
  });
});
