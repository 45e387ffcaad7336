import { describe, expect, it } from "vitest";
import { createAuthor } from "../../../agents/author/index.ts";
import { mentions } from "../../../agents/author/offline/topics/compose.ts";
import type { Body, FileFacts, Rewriter, ThoughtPurpose } from "../../../protocols/index.ts";
import {
  call,
  fileFacts,
  memoryTools,
  planBody,
  repositoryFacts,
  rewriteBody,
  thoughtBody,
} from "./fixtures.ts";

const author = createAuthor("offline");
const tools = memoryTools();
const purposes: readonly ThoughtPurpose[] = ["needs", "design", "write"];

async function text(kind: string, body: unknown): Promise<string> {
  const reply = await call(author, kind, body, tools);
  const { text: found, usage } = reply.body as Body<"author.written">;
  expect(usage).toEqual({ requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 });
  if (typeof found !== "string") throw new Error("stored as a blob");
  return found;
}

const thought = (change: Partial<Body<"author.thought">> = {}) =>
  text("author.thought", thoughtBody(change));
const rewrite = (change: Partial<Body<"author.rewrite">> = {}) =>
  text("author.rewrite", rewriteBody(change));

/** A file with as many definitions as it takes to fill any budget. */
const largeFacts: FileFacts = {
  ...fileFacts,
  bytes: 200_000,
  symbols: Array.from({ length: 300 }, (_, index) => ({
    name: `handleMessageKind${index}`,
    kind: "function",
    signature: `function handleMessageKind${index}()`,
    line: index + 1,
    exported: index % 2 === 0,
    uses: [`forwardEnvelope${index}`, `recordArrival${index}`],
    binds: [`pendingReply${index}`],
    flow: ["branches"],
  })),
};

const plainFacts: FileFacts = {
  path: "docs/Setup.md",
  language: "markdown",
  bytes: 2400,
  lines: 60,
  symbols: [],
  imports: [],
  importedBy: [],
  uses: [],
  headings: ["Setup", "How to install the command line on a machine without network", "Upgrading"],
};

describe("a first thought", () => {
  it.each(purposes)("on %s is the same for the same request", async (purpose) => {
    expect(await thought({ purpose })).toBe(await thought({ purpose }));
  });

  it.each(purposes)("on %s varies with the seed", async (purpose) => {
    const seeds = Array.from({ length: 8 }, (_, seed) => thought({ purpose, seed }));
    expect(new Set(await Promise.all(seeds)).size).toBeGreaterThan(4);
  });

  it.each(purposes)("on %s of a large file is bounded", async (purpose) => {
    const { length } = await thought({ purpose, facts: largeFacts, outline: "" });
    expect(length).toBeGreaterThan(200);
    expect(length).toBeLessThanOrEqual(1300);
  });

  it("leaves something to find", async () => {
    const names = fileFacts.symbols.flatMap(({ uses, binds }) => [...uses, ...binds]);
    const found = await thought({ outline: "" });
    const said = names.filter((name) => mentions(found, name));
    expect(said.length).toBeGreaterThan(2);
    expect(said.length).toBeLessThan(names.length);
  });

  it("holds no name that was wrong before", async () => {
    const first = await thought();
    const subject = ["exponentialDelay", "createTransport", "verifyConnection", "recordFailure"];
    const wrong = subject.filter((name) => mentions(first, name));
    expect(wrong.length).toBeGreaterThan(0);
    const violations = wrong.map((name) => ({
      code: "THOUGHT_UNKNOWN_SYMBOL" as const,
      subject: name,
      detail: "",
    }));
    const second = await thought({ violations });
    for (const name of wrong) expect(mentions(second, name)).toBe(false);
  });

  it("avoids a wrong path too, even if nothing else is left to say", async () => {
    const { path } = plainFacts;
    const violations = [
      { code: "THOUGHT_UNKNOWN_PATH" as const, subject: path, detail: "" },
      { code: "THOUGHT_UNKNOWN_SYMBOL" as const, subject: "Setup", detail: "" },
    ];
    const found = await Promise.all(
      purposes.map((purpose) =>
        thought({ path, facts: plainFacts, outline: "", purpose, violations }),
      ),
    );
    for (const each of found) {
      expect(each).not.toBe("");
      expect(mentions(each, path) || mentions(each, "Setup")).toBe(false);
    }
  });

  it("of a page lists its headings, the long ones by their first words", async () => {
    const found = await thought({
      path: plainFacts.path,
      facts: plainFacts,
      outline: plainFacts.headings.join("\n"),
      purpose: "design",
    });
    expect(found).toContain("Upgrading");
    expect(found).not.toContain("command line on a machine");
  });
});

describe("a rewrite", () => {
  const proposers: readonly Rewriter[] = ["blind", "informed", "condense"];

  it.each(proposers)("by %s is the same for the same number", async (proposer) => {
    const change = { proposer, number: 3 };
    expect(await rewrite(change)).toBe(await rewrite(change));
  });

  it.each(["blind", "informed"] as const)("by %s differs between numbers", async (proposer) => {
    for (const index of [0, 1, 2]) {
      const numbers = Array.from({ length: 12 }, (_, number) =>
        rewrite({ proposer, number, index }),
      );
      expect(new Set(await Promise.all(numbers)).size).toBeGreaterThan(5);
    }
  });

  it("by informed adds what the others lack, as it is spelt", async () => {
    const found = await rewrite();
    expect(found).toMatch(/\b(acquireTransport|exponentialDelay|connectionTimeout)\b/);
    const words = new Set(found.match(/[a-z]+[A-Z]\w*/g));
    const known = fileFacts.symbols.flatMap(({ name, uses, binds }) => [name].concat(uses, binds));
    for (const word of words) expect(known).toContain(word);
  });

  it("by blind names nothing that only the bodies hold", async () => {
    for (const index of [0, 1, 2]) {
      const found = await rewrite({ proposer: "blind", index, number: index });
      expect(found).not.toMatch(/remainingAttempts|exponentialDelay|connectionTimeout/);
    }
  });

  it("by condense is shorter and says nothing new", async () => {
    const full = await rewrite();
    const [needs, design] = rewriteBody().thoughts;
    if (!needs || !design) throw new Error("no thoughts");
    const thoughts = [needs, design, { purpose: "write" as const, text: full }];
    const short = await rewrite({ proposer: "condense", thoughts });
    expect(short.length).toBeLessThan(full.length);
    for (const [word] of short.matchAll(/[a-z]+[A-Z]\w*/g)) expect(full).toContain(word);
  });

  it("refuses an index that no thought has", async () => {
    await expect(rewrite({ index: 9 })).rejects.toMatchObject({ code: "MESSAGE_INVALID" });
  });
});

describe("a plan", () => {
  const paths = ["src/mailbox.ts", "src/index.ts", "test/mailbox.test.ts", "README.md"];

  it("holds every file in the given order with a purpose", async () => {
    const { kind, body } = await call(author, "author.plan", await planBody(tools, paths), tools);
    const { entries, text: plan } = body as Body<"author.planned">;
    expect(kind).toBe("author.planned");
    if (!Array.isArray(entries)) throw new Error("stored as a blob");
    expect(entries.map(({ path }) => path)).toEqual(paths);
    for (const { path, purpose } of entries) {
      expect(purpose).toMatch(/^[A-Z].{5,}\.$/);
      expect(plan).toContain(`\`${path}\`: ${purpose}`);
    }
  });

  it("keeps the purposes that are known", async () => {
    const order = await tools.blobs.putJson([{ path: "a.ts", purpose: "Known before." }]);
    const body = await planBody(tools, [], { order });
    const { body: reply } = await call(author, "author.plan", body, tools);
    expect(reply).toMatchObject({ entries: [{ path: "a.ts", purpose: "Known before." }] });
  });
});

it("writes requirements from the facts alone", async () => {
  const body = { facts: repositoryFacts, tree: "", seed: 1 };
  const found = await text("author.requirements", body);
  expect(found).toContain("mailer");
  expect(found).toContain("nodemailer");
  expect(found).toContain("renderTemplate");
  expect(found.split("\n\n").length).toBeLessThanOrEqual(3);
});

it("has one word for itself, and it is not the name of a model", () => {
  expect(author.role).toBe("author");
  expect(Object.keys(author.sends)).toEqual(["author.written", "author.planned"]);
});
