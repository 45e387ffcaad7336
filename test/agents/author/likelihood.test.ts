import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAuthor } from "../../../agents/author/index.ts";
import * as graph from "../../../graph/index.ts";
import type { Body, Surprise, Thought } from "../../../protocols/index.ts";
import { LeakGuard } from "../../../guard/leak.ts";
import { ByteModel } from "../../../scoring/offline/model/byte-model.ts";
import { call, memoryTools } from "./fixtures.ts";

const author = createAuthor("offline");
const tools = memoryTools();
const pool = graph.createParserPool(0);
let index: graph.RepositoryIndex;

beforeAll(async () => {
  const root = fileURLToPath(new URL("../../../protocols", import.meta.url));
  const limits = { max_bytes: 200_000, max_count: 200, exclude: [] };
  const { signal } = new AbortController();
  const survey = await graph.surveyRepository(root, limits, { signal });
  index = await graph.openIndex(survey.bytes, { pool });
});
afterAll(() => pool.close());

async function textOf(kind: string, body: unknown): Promise<string> {
  const reply = await call(author, kind, body, tools);
  return tools.blobs.getText((reply.body as Body<"author.written">).text);
}

/** What a file's thoughts start from, the thoughts, and the nats of its text after some of them. */
async function study(path: string) {
  const plan = graph.planOf(graph.graphPlan(index).map((entry) => entry.path));
  const described = graph.describe(index, plan, path);
  if (!described) throw new Error(`no ${path}`);
  const { outline, facts, target } = described;
  const file = { path, requirements: "", purpose_of_file: "", outline, facts, reads: [], seed: 1 };
  const thoughts: Thought[] = [];
  for (const purpose of ["needs", "design", "write"] as const) {
    const body = { ...file, purpose, earlier: thoughts, violations: [] };
    thoughts.push({ purpose, text: await textOf("author.thought", body) });
  }
  const context = `# ${path}\n\n${outline}\n\n`;
  const guard = new LeakGuard(target, [context]);
  const base = ByteModel.create();
  base.read(Buffer.from(context));
  const score = (texts: readonly Thought[]): Float64Array => {
    const model = base.clone();
    model.read(Buffer.from(texts.map(({ text }) => `${text as string}\n\n`).join("")));
    model.read(Buffer.from(`# ${path}\n\n`));
    return model.score(Buffer.from(target));
  };
  const nats = (texts: readonly Thought[]): number =>
    -score(texts).reduce((sum, value) => sum + value, 0);
  /** The 16 lines that cost most behind some thoughts. */
  const surprises = (texts: readonly Thought[]): Surprise[] => {
    const values = score(texts);
    let at = 0;
    const lines = target.split("\n").map((line, before) => {
      const end = at + Buffer.byteLength(line) + 1;
      const cost = -values.subarray(at, end).reduce((sum, value) => sum + value, 0);
      at = end;
      return { line: before + 1, nats: cost };
    });
    return lines.toSorted((a, b) => b.nats - a.nats).slice(0, 16);
  };
  return { file, thoughts, guard, nats, surprises, target, path };
}

type Study = Awaited<ReturnType<typeof study>>;

/** Twelve rewrites, informed and refined in turn, each kept when it makes the text likelier. */
async function searched(studied: Study): Promise<number> {
  const { file, thoughts, guard, nats, surprises, target, path } = studied;
  let kept = thoughts;
  let best = nats(thoughts);
  for (let number = 0; number < 12; number += 1) {
    const at = number % 3;
    const asked =
      number % 2 === 0
        ? { proposer: "informed" }
        : { proposer: "refine", target, surprises: surprises(kept) };
    const body = { ...file, thoughts: kept, index: at, number, ...asked };
    const text = await textOf("author.rewrite", body);
    expect(guard.longestQuotation(text)).toBe(0);
    expect(graph.checkThought(index, path, text).violations).toEqual([]);
    const next = kept.with(at, { purpose: kept[at]?.purpose ?? "write", text });
    const value = nats(next);
    if (value < best) [best, kept] = [value, next];
  }
  return best;
}

describe("what the narrator writes about a true file", () => {
  it.each([
    "search.ts",
    "json.ts",
    "envelope/address.ts",
    "repository.ts",
    "envelope/envelope.ts",
    "random.ts",
  ])("makes %s likelier, and a search likelier still", async (path) => {
    const studied = await study(path);
    const { thoughts, guard, nats } = studied;
    for (const { text } of thoughts) {
      expect(guard.longestQuotation(text as string)).toBe(0);
      expect(graph.checkThought(index, path, text as string).violations).toEqual([]);
    }
    const none = nats([]);
    const first = nats(thoughts);
    expect(first).toBeLessThan(none);
    expect(await searched(studied)).toBeLessThan(first);
  });
});
