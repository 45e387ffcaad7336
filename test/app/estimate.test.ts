import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFaultyServer } from "../../bench/models/chat-server/index.ts";
import { profileLog } from "../../bench/scale/profile/index.ts";
import { estimate, type Estimate, type EstimateOptions } from "../../app/estimate/index.ts";
import { run } from "../../app/run/index.ts";
import { defaults, type Config } from "../../runtime/config/index.ts";

let root = "";
let server: Awaited<ReturnType<typeof startFaultyServer>>;
let env: Record<string, string>;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-estimate-test-"));
  env = { XDG_STATE_HOME: root, XDG_CACHE_HOME: root };
  server = await startFaultyServer({ modes: [], share: 0 });
  await mkdir(path.join(root, "repo"));
  const files = {
    "amounts.py":
      "def parse(text):\n    if not text:\n        raise ValueError(text)\n    return int(text) * 100\n",
    "book.py":
      'from amounts import parse\n\n\nclass Book:\n    """Keeps what was spent."""\n\n    def __init__(self):\n        self.entries = []\n\n    def add(self, text):\n        self.entries.append(parse(text))\n        return len(self.entries)\n',
    "empty.py": "",
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(root, "repo", name), text);
  }
});

afterAll(async () => {
  await server.close();
  await rm(root, { recursive: true, force: true });
});

function estimated(
  config: Partial<Config>,
  more: Partial<EstimateOptions> = {},
): Promise<Estimate> {
  return estimate({
    repositories: [path.join(root, "repo")],
    config: { ...defaults, ...config },
    cwd: root,
    env,
    signal: new AbortController().signal,
    ...more,
  });
}

/** How far a value is from the wanted one, as a part of it. */
const error = (value: number, wanted: number): number => Math.abs(value - wanted) / wanted;
/** Chance decides how many texts an evaluation asks for, and of two files it decides a lot. */
const ALLOWED = 0.3;
/** What the server says that each of its answers has. */
const ANSWER_TOKENS = 20;

describe("an estimate against the run that it is of", () => {
  let found: Estimate;
  let prompts: readonly string[];
  let scored: { items: number; targets: number; before: number };

  beforeAll(async () => {
    const config = { ...defaults, author: server.spec };
    found = await estimated(config, { answerTokens: ANSWER_TOKENS });
    const asked = server.exchanges.length;
    expect(asked).toBe(0);
    const out = path.join(root, "out");
    await run({ repositories: [path.join(root, "repo")], config: { ...config, out }, env });
    prompts = server.exchanges.map(({ body }) =>
      (body["messages"] as { content: string }[]).map(({ content }) => content).join(""),
    );
    scored = (await profileLog(path.join(out, "log.hlog")))[0]!.scoring;
  }, 60_000);

  test("asks as often", () => {
    expect(error(found.total.author.requests, prompts.length)).toBeLessThan(ALLOWED);
  });

  test("with as long prompts", () => {
    const characters = prompts.reduce((sum, prompt) => sum + prompt.length, 0);
    const { prompt_tokens: tokens } = found.total.author;
    expect(error(tokens, characters / 3.8)).toBeLessThan(ALLOWED);
  });

  test("scores as often, and as much", () => {
    const { requests, tokens } = found.total.scorer;
    expect(error(requests, scored.items)).toBeLessThan(ALLOWED);
    expect(error(tokens, scored.targets + scored.before)).toBeLessThan(ALLOWED);
  });

  test("has a row for each file that is thought about, which make up all but the session's own", () => {
    const [repository] = found.repositories;
    const files = repository!.files;
    expect(files.map(({ path: file }) => file).toSorted()).toEqual(["amounts.py", "book.py"]);
    const requests = files.reduce((sum, { author }) => sum + author.requests, 0);
    // Requirements and plan.
    expect(requests + 2).toBe(found.total.author.requests);
    const tokens = files.reduce((sum, { scorer }) => sum + scorer.tokens, 0);
    expect(Math.abs(tokens - found.total.scorer.tokens)).toBeLessThan(3);
  });
});

test("no server is asked, and none has to be there", async () => {
  let asked = 0;
  const http = createServer((_request, response) => {
    asked += 1;
    response.destroy();
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const search = { ...defaults.search, evaluations: 2 };
  const found = await estimated({
    author: `openai:m@${url}/v1`,
    scorers: [`vllm:m@${url}`],
    judge: `vllm:j@${url}`,
    search,
  });
  http.close();
  expect(asked).toBe(0);
  expect(found.total.author.requests).toBeGreaterThan(4);
  expect(found.total.judge?.requests).toBe(6);
});

test("costs what work and prices say, with and without reuse", async () => {
  const prices = { input: 10, cached: 1, output: 30, score: 2 };
  const search = { ...defaults.search, evaluations: 2 };
  const { total, cost } = await estimated({ search }, { prices, answerTokens: 100 });
  const { author, scorer } = total;
  expect(author.completion_tokens).toBe(author.requests * 100);
  expect(author.reusable_tokens).toBeGreaterThan(0);
  const output = author.completion_tokens * 30;
  expect(cost?.without_reuse.author).toBeCloseTo((author.prompt_tokens * 10 + output) / 1e6, 6);
  const fresh = author.prompt_tokens - author.reusable_tokens;
  expect(cost?.with_reuse.author).toBeCloseTo(
    (fresh * 10 + author.reusable_tokens + output) / 1e6,
    6,
  );
  expect(cost?.with_reuse.scoring).toBeCloseTo(
    ((scorer.tokens - scorer.reusable_tokens) * 2) / 1e6,
    6,
  );
});

test("more evaluations take more", async () => {
  const of = async (evaluations: number): Promise<number> =>
    (await estimated({ search: { ...defaults.search, evaluations } })).total.scorer.tokens;
  expect(await of(12)).toBeGreaterThan((await of(2)) * 1.5);
});
