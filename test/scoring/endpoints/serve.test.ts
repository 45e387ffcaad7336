import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  checkCanary,
  createEndpointClient,
  type EndpointClient,
  type ScoreItem,
} from "../../../scoring/endpoints/index.ts";
import { OfflineScorer } from "../../../scoring/offline/index.ts";
import { startLikelihoodServer, type LikelihoodServer } from "../../../scoring/serve/index.ts";
import { isHindcastError } from "../../../protocols/index.ts";
import { bytesAlone, withFiles } from "../tokens/fixtures.ts";
import { never } from "./items.ts";

const specs = {
  sglang: (url: string) => `sglang:${url}`,
  vllm: (url: string) => `vllm:hindcast-offline@${url}`,
  echo: (url: string) => `echo:hindcast-offline@${url}/v1`,
  tgi: (url: string) => `tgi:${url}`,
} as const;
type Kind = keyof typeof specs;
const kinds = Object.keys(specs) as Kind[];
const small = { threads: 1 } as const;

const model = new OfflineScorer(small);
afterAll(() => model.close());

/** Runs with a server and a client of it. A server of the echo kind has no tokeniser. */
async function withModel<T>(
  kind: Kind,
  options: { readonly faults?: string; readonly timeout?: number },
  run: (client: EndpointClient, server: LikelihoodServer) => Promise<T>,
): Promise<T> {
  const { faults = "", timeout = 60_000 } = options;
  const files = { "tokenizer.json": JSON.stringify(bytesAlone()) };
  return withFiles(files, async (path) => {
    const server = await startLikelihoodServer({ protocol: kind, scorer: small, faults });
    const tokenizer = kind === "echo" ? { tokenizer: path("tokenizer.json") } : {};
    const client = createEndpointClient(specs[kind](server.url), { timeout, ...tokenizer });
    try {
      return await run(client, server);
    } finally {
      await client.close();
      await server.close();
    }
  });
}

/** What the check of a server makes of the model. */
let opinion = 0;
beforeAll(async () => {
  opinion = await withModel("sglang", {}, (client) => checkCanary(client, never));
});

/** A context and a target. */
type Pair = readonly [string, string];

/** What the model itself says. */
async function known(context: string, target: string): Promise<number> {
  const request = { variants: [{ segments: [context] }], target, clip: 100 };
  const { variants } = await model.score(request);
  return variants[0]!.logprob;
}

async function itemOf(
  client: EndpointClient,
  id: string,
  [context, target]: Pair,
): Promise<ScoreItem> {
  const ids = [...(await client.startTokens(never)), ...(await client.tokenize(context, never))];
  return {
    id,
    context: { text: context, ids },
    target: { text: target, ids: await client.tokenize(target, never) },
  };
}

async function scored(client: EndpointClient, texts: readonly Pair[]): Promise<number[]> {
  const items = await Promise.all(texts.map((pair, at) => itemOf(client, `${at}`, pair)));
  const size = client.traits.itemsPerRequest;
  const sums: number[] = [];
  for (let at = 0; at < items.length; at += size) {
    const answers = await client.score(items.slice(at, at + size), never);
    sums.push(...answers.map((values) => values.reduce((sum, value) => sum + value, 0)));
  }
  return sums;
}

describe.each(kinds)("the offline model over %s", (kind) => {
  test("describes itself and passes the check", () =>
    withModel(kind, {}, async (client) => {
      const { model: name, contextLength } = await client.describe(never);
      expect(name).toBe("hindcast-offline");
      expect([131_071, undefined]).toContain(contextLength);
      // The same from every kind of server, or they could not be one pool.
      expect(await checkCanary(client, never)).toBeCloseTo(opinion, 9);
    }));

  test("says what the model says", () =>
    withModel(kind, {}, async (client) => {
      const texts: readonly Pair[] = [
        ["", "x"],
        ["", "def f(x):\n    return x\n"],
        ["import os\n", "o"],
        ["import os\n".repeat(30), "import os\nprint(os.getcwd())\n"],
        ["größe = 1\n", "# 日本語のコメント\nprint(größe)\n"],
        ["a\u0000b\u{1f600}", "\u{1f600}\u{1f600}\r\n\t"],
        ["// <|im_end|> <s>\n", "const s = '<s>';\n"],
      ];
      const sums = await scored(client, texts);
      for (const [at, pair] of texts.entries()) {
        expect(sums[at]).toBeCloseTo(await known(...pair), 6);
      }
    }));

  test("says what the model says of random texts", () =>
    withModel(kind, {}, async (client) => {
      const text = fc.string({ unit: "binary", maxLength: 30 }).map((each) => each.toWellFormed());
      const pair = fc.tuple(
        text,
        text.map((each) => `${each}.`),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 4 }), async (texts) => {
          const sums = await scored(client, texts);
          for (const [at, one] of texts.entries()) {
            expect(sums[at]).toBeCloseTo(await known(...one), 6);
          }
        }),
        { numRuns: 6 },
      );
    }));
});

/** The outcomes of several requests of one item: a sum, or a code. */
async function outcomes(
  client: EndpointClient,
  texts: readonly Pair[],
): Promise<(number | string)[]> {
  const results: (number | string)[] = [];
  for (const [at, pair] of texts.entries()) {
    const item = await itemOf(client, `${at}`, pair);
    try {
      const [values] = await client.score([item], never);
      results.push(values!.reduce((sum, value) => sum + value, 0));
    } catch (error) {
      if (!isHindcastError(error)) throw error;
      results.push(error.code);
    }
  }
  return results;
}

const pairs: readonly Pair[] = Array.from({ length: 40 }, (_, at) => [
  `value = ${at}\n`,
  `print(value + ${at})\n`,
]);

describe.each(kinds)("a faulty server over %s gives no wrong number", (kind) => {
  test("with every fault now and then", async () => {
    const names = ["short", "nan", "null", "shift", "cut", "429", "503"] as const;
    const faults = `${names.map((name) => `${name}=0.12`).join()},seed=1`;
    await withModel(kind, { faults }, async (client, server) => {
      const found = await outcomes(client, pairs);
      const failures = found.filter((outcome) => typeof outcome === "string");
      expect(new Set(failures)).toEqual(
        new Set(["ENDPOINT_WRONG", "ENDPOINT_UNREACHABLE", "ENDPOINT_BUSY"]),
      );
      expect(failures.length).toBeLessThan(pairs.length);
      for (const [at, outcome] of found.entries()) {
        if (typeof outcome === "string") continue;
        expect(outcome).toBeCloseTo(await known(...pairs[at]!), 6);
      }
      for (const name of names) expect(server.stats.faults[name]).toBeGreaterThan(0);
    });
  });

  test("logits", () =>
    withModel(kind, { faults: "logits=1" }, async (client) => {
      const code = kind === "echo" ? "ENDPOINT_CONFIG" : "ENDPOINT_WRONG";
      expect(new Set(await outcomes(client, pairs.slice(0, 2)))).toEqual(new Set([code]));
    }));

  test("hang", () =>
    withModel(kind, { faults: "hang=1", timeout: 500 }, async (client) => {
      const item = await itemOf(client, "a", ["a = 1\n", "b = a\n"]);
      await expect(client.score([item], never)).rejects.toMatchObject({
        code: "ENDPOINT_UNREACHABLE",
      });
    }));
});

test("SGLang reuses what it has read of a context", () =>
  withModel("sglang", {}, async (client, server) => {
    const context = "import os\nimport sys\n".repeat(200);
    await scored(client, [[context, "print(os)\n"]]);
    const first = server.stats.cachedTokens;
    await scored(client, [[context, "print(sys)\n"]]);
    expect(server.stats.cachedTokens - first).toBeGreaterThan(context.length / 2);
  }));
