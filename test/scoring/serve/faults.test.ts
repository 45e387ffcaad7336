import { describe, expect, test } from "vitest";
import { isHindcastError } from "../../../protocols/index.ts";
import { startLikelihoodServer, type LikelihoodServer } from "../../../scoring/serve/index.ts";
import { until } from "../../cli/harness/command.ts";
import { directly, get, idsOf, post, serving } from "./serving.ts";

const start = serving();
const ids = idsOf("let x = y;");
const nats = directly(ids, 1);

interface Native {
  meta_info: { input_token_logprobs: [number | null, number, null][] };
}

function native<T = Native>(server: LikelihoodServer): ReturnType<typeof post<T>> {
  return post<T>(server, "/generate", {
    input_ids: ids,
    sampling_params: { max_new_tokens: 0 },
    return_logprob: true,
    logprob_start_len: 0,
  });
}

interface Completed {
  choices: {
    prompt_token_ids: number[];
    prompt_logprobs: (Record<string, { logprob: number | null }> | null)[];
  }[];
}

function completed(server: LikelihoodServer): ReturnType<typeof post<Completed>> {
  return post<Completed>(server, "/v1/completions", {
    prompt: ids,
    max_tokens: 1,
    prompt_logprobs: 0,
    return_token_ids: true,
  });
}

describe("faults of every request", () => {
  test("429 and 503, in the words of each protocol, and when to come back", async () => {
    const limited = await start({ faults: "429=1,retry-after=2" });
    const sglang = await native<unknown>(limited);
    expect([sglang.status, sglang.json]).toEqual([429, { detail: "Too many requests." }]);
    expect(sglang.headers.get("retry-after")).toBe("2");
    const vllm = await completed(limited);
    expect(vllm.json).toMatchObject({ error: { type: "Too Many Requests", code: 429 } });
    const tgi = await post(limited, "/generate", { inputs: "a" });
    expect([tgi.status, tgi.json]).toEqual([
      429,
      { error: "Model is overloaded", error_type: "overloaded" },
    ]);
    expect((await get(limited, "/health")).status).toBe(200);
    expect((await post(limited, "/tokenize", { prompt: "a" })).status).toBe(200);

    const down = await start({ faults: "503=1" });
    const answer = await native<unknown>(down);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBeNull();
    expect(down.stats).toMatchObject({ requests: 1, sequences: 0, faults: { "503": 1 } });
  });

  test("a connection that is reset in the middle of the answer", async () => {
    const server = await start({ faults: "cut=1" });
    await expect(native(server)).rejects.toThrow(/terminated|fetch failed/);
    expect(server.stats.sequences).toBe(1);
  });

  const asked = (server: LikelihoodServer, requests: number): Promise<true> =>
    until(`${requests} requests`, () => (server.stats.requests === requests ? true : undefined));

  test("an answer that never comes, until the client or the server has gone", async () => {
    const server = await start({ faults: "hang=1" });
    const controller = new AbortController();
    const { signal } = controller;
    const given = post(server, "/generate", { input_ids: [1] }, { signal }).catch(() => "given up");
    await asked(server, 1);
    controller.abort();
    expect(await given).toBe("given up");
    const cut = native(server).catch(() => "cut");
    await asked(server, 2);
    await server.close();
    expect(await cut).toBe("cut");
    expect(server.stats.sequences).toBe(0);
  });

  test("an answer that is late, unless the server closes", async () => {
    const server = await start({ faults: "latency=3600000" });
    const answer = native(server);
    await asked(server, 1);
    expect((await get(server, "/health")).status).toBe(200);
    expect(server.stats.sequences).toBe(0);
    await server.close();
    expect((await answer).status).toBe(200);
  });

  test("an array that is too short", async () => {
    const server = await start({ faults: "short=1" });
    const { meta_info: meta } = (await native(server)).json;
    expect(meta.input_token_logprobs).toHaveLength(ids.length - 1);
    const { prompt_logprobs: logprobs } = (await completed(server)).json.choices[0]!;
    expect(logprobs).toHaveLength(ids.length - 1);
  });

  test("logits", async () => {
    const server = await start({ faults: "logits=1" });
    const { meta_info: meta } = (await native(server)).json;
    const [first, ...rest] = meta.input_token_logprobs;
    expect(first![0]).toBeNull();
    expect(rest.map(([logit]) => logit)).toEqual(nats.map((nat) => nat + 100));
    expect(rest.every(([logit]) => logit! > 0)).toBe(true);
  });

  test("a null where a number should be", async () => {
    const server = await start({ faults: "null=1" });
    const { meta_info: meta } = (await native(server)).json;
    expect(meta.input_token_logprobs.at(-1)![0]).toBeNull();
    expect(meta.input_token_logprobs.at(-2)![0]).toBe(nats.at(-2));
    const last = (await completed(server)).json.choices[0]!.prompt_logprobs.at(-1);
    expect(last).toMatchObject({ [ids.at(-1)!]: { logprob: null } });
  });

  test("NaN, which is no JSON", async () => {
    const server = await start({ faults: "nan=1" });
    const { text } = await native(server);
    expect(text).toContain(`[NaN,${ids.at(-1)},null]`);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect((await completed(server)).text).toContain('"logprob":NaN');
  });

  test("ids of another text", async () => {
    const server = await start({ faults: "shift=1" });
    const { meta_info: meta } = (await native(server)).json;
    expect(meta.input_token_logprobs.map(([, id]) => id)).toEqual(ids.map((id) => id + 1));
    const { prompt_token_ids: sent, prompt_logprobs: logprobs } = (await completed(server)).json
      .choices[0]!;
    expect(sent).toEqual(ids.map((id) => id + 1));
    expect(Object.keys(logprobs[1]!)).toEqual([String(ids[1]! + 1)]);
  });
});

describe("faults of some requests", () => {
  const outcomes = async (faults: string): Promise<number[]> => {
    const server = await startLikelihoodServer({ faults, scorer: { slotBits: 16, threads: 1 } });
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 40; i++) statuses.push((await native(server)).status);
      expect(server.stats.faults["429"]).toBe(statuses.filter((one) => one === 429).length);
      return statuses;
    } finally {
      await server.close();
    }
  };

  test("are the same for the same seed, and others for another", async () => {
    const first = await outcomes("429=0.3,503=0.2,seed=7");
    expect(new Set(first)).toEqual(new Set([200, 429, 503]));
    expect(await outcomes("429=0.3,503=0.2,seed=7")).toEqual(first);
    expect(await outcomes("429=0.3,503=0.2,seed=8")).not.toEqual(first);
  });
});

test.each([
  "boom=1",
  "429",
  "429=",
  "429=2",
  "429=-1",
  "429=x",
  "429=0.1,429=0.2",
  "logits=0.5",
  "cut=0.1=2",
])("a plan like %s is refused", async (faults) => {
  const error = await startLikelihoodServer({ faults }).catch((reason: unknown) => reason);
  expect(isHindcastError(error) && error.code).toBe("USAGE");
});
