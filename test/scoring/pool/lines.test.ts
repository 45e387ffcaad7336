import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Body } from "../../../protocols/index.ts";
import {
  createScorer,
  createScorerPool,
  scorerService,
  type ScorerBackend,
  type ScorerOptions,
} from "../../../scoring/scorer/index.ts";
import {
  startLikelihoodServer,
  type LikelihoodServer,
  type LikelihoodServerOptions,
} from "../../../scoring/serve/index.ts";
import { memoryTools } from "../../agents/author/fixtures.ts";
import { bytesAlone, withFiles } from "../tokens/fixtures.ts";
import { fleet, never, questionOf } from "./fleet.ts";

const TARGET = `import { queue } from "./queue.js";\r\n
/* Größe: 日本語 \u{1f600} */

export function drain(limit) {
\treturn queue.takeAtMost(limit); // ü
}
`;

const context = { role: "context", text: "queue.js offers takeAtMost.\n\n" } as const;
const body: Body<"scorer.score"> = {
  variants: ["", "I drain the queue by takeAtMost.\n"].map((text) => ({
    segments: text === "" ? [context] : [context, { role: "thought", text }],
  })),
  target: TARGET,
  clip: 6,
  surprises: 4,
};

/** What a search is answered, whoever the model is. */
async function answered(backend: ScorerBackend): Promise<Body<"scorer.scored">["variants"]> {
  const service = scorerService(backend);
  const request = { id: "r", session: "s", from: "s/search/a.js", kind: "scorer.score", body };
  const { body: scored } = await service.handle(request, memoryTools());
  return (scored as Body<"scorer.scored">).variants;
}

const servers: LikelihoodServer[] = [];
async function serve(protocol?: LikelihoodServerOptions["protocol"]): Promise<string> {
  const server = await startLikelihoodServer({
    port: 0,
    scorer: { threads: 1 },
    ...(protocol === undefined ? {} : { protocol }),
  });
  servers.push(server);
  return server.url;
}
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function throughPool(specs: string[], options: ScorerOptions = {}) {
  const pool = createScorerPool(specs, options);
  try {
    return await answered(pool);
  } finally {
    await pool.close();
  }
}

describe("surprises through servers are those of the model asked directly", () => {
  let direct: Body<"scorer.scored">["variants"] = [];
  let url = "";
  beforeAll(async () => {
    url = await serve();
    const offline = createScorer(["offline"]);
    direct = await answered(offline);
    await offline.close();
  });

  test("of which there are some", () => {
    expect(direct).toMatchObject(
      body.variants.map(() => ({ outcome: "scored", surprises: [{}, {}, {}, {}] })),
    );
  });

  test.each(["sglang:URL", "vllm:hindcast-offline@URL", "echo:hindcast-offline@URL"])(
    "%s",
    async (spec) => {
      expect(await throughPool([spec.replace("URL", url)])).toEqual(direct);
    },
  );

  test.each(["echo:hindcast-offline@URL", "tgi:URL"])("%s with a tokenizer.json", async (spec) => {
    const alone = await serve(spec.startsWith("echo") ? "echo" : "tgi");
    await withFiles({ "tokenizer.json": JSON.stringify(bytesAlone()) }, async (path) => {
      const options = { tokenizer: path("tokenizer.json") };
      expect(await throughPool([spec.replace("URL", alone)], options)).toEqual(direct);
    });
  });

  test("three servers of which one has no way to spell tokens", async () => {
    const specs = [`tgi:${url}`, `sglang:${url}`, `vllm:hindcast-offline@${url}`];
    expect(await throughPool(specs)).toEqual(direct);
  });

  test("none where no server can spell tokens, and the same scores", async () => {
    const variants = await throughPool([`tgi:${await serve("tgi")}`]);
    expect(variants).toEqual(
      direct.map((variant) => {
        if (variant.outcome !== "scored") throw new Error(variant.outcome);
        return { outcome: "scored", score: variant.score };
      }),
    );
  });

  test("from a cache that was filled without them", async () => {
    await withFiles({}, async (path) => {
      const options = { cache: { directory: path("answers") } };
      const { surprises: _, ...plain } = body;
      const first = createScorerPool([`sglang:${url}`], options);
      const service = scorerService(first);
      const request = { id: "r", session: "s", from: "s/search/a.js", kind: "scorer.score" };
      await service.handle({ ...request, body: plain }, memoryTools());
      await first.close();
      const second = createScorerPool([`sglang:${url}`], options);
      expect(await answered(second)).toEqual(direct);
      expect(second.state().answered).toEqual({ computed: 0, cached: 2, shared: 0 });
      await second.close();
    });
  });
});

describe("the pool", () => {
  const question = { ...questionOf("file"), target: "a = 1\nb = 2\n\nc = 3" };

  test("computes once what is asked with and without lines, and answers each", async () => {
    const { clock, pool } = fleet([{}]);
    const [plain, lined] = await clock.until(
      Promise.all([pool.score(question, never), pool.score({ ...question, lines: true }, never)]),
    );
    expect(pool.state().answered).toEqual({ computed: 4, cached: 0, shared: 4 });
    for (const [index, { lines, ...rest }] of lined.entries()) {
      expect(rest).toEqual(plain[index]);
      expect(lines).toHaveLength(4);
      expect(lines?.[2]).toBeGreaterThan(0);
      expect(lines?.reduce((sum, nats) => sum + nats, 0)).toBeCloseTo(-rest.clipped, 9);
    }
    await pool.close();
  });

  test("answers an empty target with its one line, which costs nothing", async () => {
    const { clock, pool } = fleet([{}]);
    const answers = await clock.until(pool.score({ ...question, target: "", lines: true }, never));
    expect(answers[0]).toEqual({ logprob: 0, clipped: 0, tokens: 0, lines: [0] });
    await pool.close();
  });
});
