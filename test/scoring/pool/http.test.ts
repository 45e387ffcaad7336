import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { scoreCommand } from "../../../cli/commands/scoring/score.ts";
import { scorePoolCommand } from "../../../cli/commands/scoring/score-pool.ts";
import { checkScorers } from "../../../cli/doctor/index.ts";
import { createScorer, createScorerPool } from "../../../scoring/scorer/index.ts";
import { startLikelihoodServer, type LikelihoodServer } from "../../../scoring/serve/index.ts";
import { never, questionOf } from "./fleet.ts";

const servers: LikelihoodServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(faults?: string, model?: string): Promise<string> {
  const server = await startLikelihoodServer({
    port: 0,
    scorer: { threads: 1 },
    ...(faults === undefined ? {} : { faults }),
    ...(model === undefined ? {} : { model }),
  });
  servers.push(server);
  return server.url;
}

const asked = Array.from({ length: 6 }, (_, index) =>
  questionOf(`größe ${index}`, { variants: 3, context: 300, thought: 40, target: 60 }),
);

async function direct() {
  const offline = createScorer(["offline"]);
  try {
    return await Promise.all(asked.map((question) => offline.score(question, never)));
  } finally {
    await offline.close();
  }
}

test("servers of several kinds, one of them faulty, give the numbers of the model itself", async () => {
  const [a, b, c] = await Promise.all([
    serve(),
    serve("429=0.1,503=0.1,cut=0.15,short=0.1,seed=3"),
    serve(),
  ]);
  const specs = [`sglang:${a}`, `vllm:hindcast-offline@${b}`, `echo:hindcast-offline@${c}`];
  const pool = createScorerPool(specs);
  try {
    const answers = await Promise.all(asked.map((question) => pool.score(question, never)));
    for (const [index, right] of (await direct()).entries()) {
      for (const [variant, { logprob, clipped, tokens }] of right.entries()) {
        const answer = answers[index]?.[variant];
        expect(answer?.tokens).toBe(tokens);
        expect(answer?.logprob).toBeCloseTo(logprob, 6);
        expect(answer?.clipped).toBeCloseTo(clipped, 6);
      }
    }
    expect(pool.state()).toMatchObject({ waiting: 0, set_aside: 0, model: "hindcast-offline" });
    expect(await pool.countTokens("größe", never)).toBe(7);
  } finally {
    await pool.close();
  }
});

function fakeIo(env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const codes: number[] = [];
  const exitCode = (code: number) => codes.push(code);
  const io = { stdin: new PassThrough(), stdout, stderr, env, cwd: tmpdir(), exitCode };
  return { io, codes, end: () => (stdout.end(), text(stdout)) };
}

test("score-pool shows each server, and that they agree", async () => {
  const [a, b] = await Promise.all([serve(), serve()]);
  const json = fakeIo();
  const line = ["--scorer", `sglang:${a}`, "--scorer", `vllm:hindcast-offline@${b}`];
  await scorePoolCommand(json.io).parseAsync([...line, "--json"], { from: "user" });
  const state = JSON.parse(await json.end()) as Record<string, unknown>;
  expect(json.codes).toEqual([0]);
  expect(state).toMatchObject({
    model: "hindcast-offline",
    endpoints: [{ state: "ready" }, { state: "ready" }],
    agreement: { agrees: true, opinions: [{}, {}] },
  });
  const table = fakeIo();
  await scorePoolCommand(table.io).parseAsync(line, { from: "user" });
  const shown = await table.end();
  expect(shown).toMatch(/endpoint +state +model/);
  expect(shown).toContain(
    "2 endpoints serve hindcast-offline and agree within 0.0000 nats a token.",
  );
});

test("score-pool says what to do about a server that cannot be used", async () => {
  const { io, codes, end } = fakeIo();
  const line = ["--scorer", "vllm:m@http://127.0.0.1:9"];
  await scorePoolCommand(io).parseAsync(line, { from: "user" });
  expect(codes).toEqual([4]);
  expect(await end()).toMatch(/ENDPOINT_UNREACHABLE: .*\n {4}To do: ./);
});

test("score-pool looks at the servers of the configuration where no flag names others", async () => {
  const [a, b] = await Promise.all([serve(), serve()]);
  const directory = await mkdtemp(path.join(tmpdir(), "hindcast-pool-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = path.join(directory, "pool.toml");
  await writeFile(file, `scorers = ["sglang:${a}", "vllm:hindcast-offline@${b}"]\n`);
  const names = async (env: Record<string, string>, ...line: string[]): Promise<string[]> => {
    const { io, codes, end } = fakeIo(env);
    await scorePoolCommand(io).parseAsync([...line, "--json"], { from: "user" });
    expect(codes).toEqual([0]);
    const { endpoints } = JSON.parse(await end()) as { endpoints: { name: string }[] };
    return endpoints.map(({ name }) => name);
  };
  expect(await names({}, "--config", file)).toHaveLength(2);
  expect(await names({ HINDCAST_CONFIG: file })).toHaveLength(2);
  expect(await names({ HINDCAST_CONFIG: file }, "--scorer", `sglang:${b}`)).toHaveLength(1);
});

test("score-pool takes many servers without a warning of Node's", async () => {
  const url = await serve();
  const warnings: Error[] = [];
  const hear = (warning: Error) => warnings.push(warning);
  process.on("warning", hear);
  const { io, codes, end } = fakeIo();
  const specs = ["sglang:URL", "vllm:hindcast-offline@URL", "echo:hindcast-offline@URL", "tgi:URL"];
  const line = specs.flatMap((spec) => ["--scorer", spec.replace("URL", url)]);
  await scorePoolCommand(io).parseAsync(line, { from: "user" });
  expect(await end()).toContain("4 endpoints serve hindcast-offline and agree within");
  await new Promise(setImmediate);
  process.off("warning", hear);
  expect({ codes, warnings }).toEqual({ codes: [0], warnings: [] });
});

test("score-pool ends with 4 when no server can be used, and says why", async () => {
  const wrong = await serve("logits=1");
  const { io, codes, end } = fakeIo();
  const line = ["--scorer", "sglang:http://127.0.0.1:9", "--scorer", `sglang:${wrong}`];
  await scorePoolCommand(io).parseAsync(line, { from: "user" });
  const shown = await end();
  expect(codes).toEqual([4]);
  expect(shown).toContain("ENDPOINT_UNREACHABLE");
  expect(shown).toContain("ENDPOINT_WRONG");
  expect(shown).toContain("No endpoint can be used.");
});

test("servers of different models are refused, with both names", async () => {
  const [a, b] = await Promise.all([serve(), serve(undefined, "other-model")]);
  const pool = createScorerPool([`sglang:${a}`, `sglang:${b}`]);
  try {
    const failure = pool.score(questionOf("one"), never);
    await expect(failure).rejects.toMatchObject({ code: "CONFIG_INVALID" });
    await expect(failure).rejects.toThrow(
      /hindcast-offline.*other-model|other-model.*hindcast-offline/,
    );
  } finally {
    await pool.close();
  }
  expect(() => createScorer(["offline", `sglang:${a}`])).toThrow(/offline is another model/);
});

test("score asks a server, and caches the answer in the configured directory", async () => {
  const url = await serve();
  const directory = await mkdtemp(path.join(tmpdir(), "hindcast-scores-"));
  try {
    const file = path.join(import.meta.dirname, "http.test.ts");
    const line = ["--scorer", `sglang:${url}`, "--context", file, "--target", file, "--json"];
    const run = async () => {
      const { io, end } = fakeIo({ HINDCAST_SCORER_CACHE: directory });
      await scoreCommand(io).parseAsync(line, { from: "user" });
      return end();
    };
    const first = await run();
    const offline = fakeIo();
    await scoreCommand(offline.io).parseAsync(["--scorer", "offline", ...line.slice(2)], {
      from: "user",
    });
    const own = JSON.parse(await offline.end()) as { logprob: number };
    expect((JSON.parse(first) as { logprob: number }).logprob).toBeCloseTo(own.logprob, 6);
    expect(await run()).toBe(first);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test("the doctor asks servers too", async () => {
  const url = await serve();
  expect(await checkScorers("scorer", ["offline"], {})).toMatchObject({ status: "ok" });
  expect(await checkScorers("scorer", [`sglang:${url}`], {})).toMatchObject({
    status: "ok",
    detail: "1 of 1 endpoints serve hindcast-offline",
  });
  expect(
    await checkScorers("scorer", [`sglang:${url}`, "tgi:http://127.0.0.1:9"], {}),
  ).toMatchObject({
    status: "warn",
  });
  expect(await checkScorers("scorer", ["tgi:http://127.0.0.1:9"], {})).toMatchObject({
    status: "fail",
  });
});
