import { describe, expect, test } from "vitest";
import type { LikelihoodServer } from "../../../scoring/serve/index.ts";
import { until } from "../../cli/harness/command.ts";
import { get, post, serving } from "./serving.ts";

const start = serving();

/** Several seconds of work for the one thread; always aborted. */
const endless = Array<number>(100_000).fill(97);

interface Aborted {
  text: string;
  output_ids: number[];
  meta_info: {
    id: string;
    finish_reason: { type: string; message: string };
    input_token_logprobs: unknown[];
  };
}

function ask<T = Aborted>(
  server: LikelihoodServer,
  body: object,
  signal?: AbortSignal,
): ReturnType<typeof post<T>> {
  const all = {
    sampling_params: { max_new_tokens: 0 },
    return_logprob: true,
    logprob_start_len: 0,
    top_logprobs_num: 3,
    ...body,
  };
  return post<T>(server, "/generate", all, signal === undefined ? {} : { signal });
}

interface Loads {
  loads: [{ num_running_reqs: number; num_waiting_reqs: number }];
}

/** Waits until the server says that so many run and wait. */
async function busy(server: LikelihoodServer, running: number, waiting: number): Promise<void> {
  await until(`${running} running and ${waiting} waiting`, async () => {
    const [load] = (await get<Loads>(server, "/v1/loads")).json.loads;
    return load.num_running_reqs === running && load.num_waiting_reqs === waiting
      ? true
      : undefined;
  });
}

function abort(server: LikelihoodServer, body: object): ReturnType<typeof post> {
  return post(server, "/abort_request", body);
}

describe("abort", () => {
  test("ends what runs and what waits, by name, and nothing else", async () => {
    const server = await start();
    const [first, second, third, fourth] = ["a", "b", "c", "cc"].map((rid) =>
      ask(server, { input_ids: endless, rid }),
    );
    // One thread has two in hand.
    await busy(server, 2, 2);
    expect((await post(server, "/flush_cache", {})).status).toBe(400);
    const again = await ask<{ error: { message: string } }>(server, { input_ids: [1], rid: "a" });
    expect([again.status, again.json.error.message]).toEqual([
      400,
      "Duplicate request ID detected: a",
    ]);
    expect((await abort(server, { rid: "none" })).status).toBe(200);
    await busy(server, 2, 2);
    await abort(server, { rid: "c" });
    for (const [rid, answer] of [
      ["c", await third!],
      ["cc", await fourth!],
    ] as const) {
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ text: "", output_ids: [] });
      expect(answer.json.meta_info).toMatchObject({
        id: rid,
        finish_reason: { type: "abort", message: "Abort in waiting queue" },
        input_token_logprobs: [],
      });
    }
    await abort(server, { abort_all: true });
    for (const answer of [await first!, await second!]) {
      expect(answer.json.meta_info.finish_reason).toMatchObject({
        type: "abort",
        message: "Aborted",
      });
    }
    await busy(server, 0, 0);
    expect(server.stats).toMatchObject({ aborted: 4, sequences: 0 });
    expect((await ask(server, { input_ids: [1, 2], rid: "a" })).status).toBe(200);
  });

  test("a client that has gone is not worked for", async () => {
    const server = await start();
    const controllers = [new AbortController(), new AbortController()];
    const gone = controllers.map(({ signal }) =>
      ask(server, { input_ids: [endless, endless] }, signal).catch(() => "gone"),
    );
    await busy(server, 2, 2);
    for (const controller of controllers) controller.abort();
    expect(await Promise.all(gone)).toEqual(["gone", "gone"]);
    await busy(server, 0, 0);
    expect(server.stats).toMatchObject({ aborted: 4, sequences: 0 });
  });
});

describe("the queue", () => {
  test("is bounded: 503 beyond it, 429 from TGI, the whole batch or nothing", async () => {
    const server = await start({ queue: 3 });
    const held = [endless, endless].map((ids) => ask(server, { input_ids: ids }));
    await busy(server, 2, 0);
    const batch = await ask<unknown>(server, { input_ids: [[1], [2]] });
    expect([batch.status, batch.json]).toEqual([503, { detail: "The request queue is full." }]);
    const vllm = await post(server, "/v1/completions", { prompt: ["a", "b"], max_tokens: 1 });
    expect([vllm.status, vllm.json]).toEqual([
      503,
      {
        error: {
          message: "The request queue is full.",
          type: "Service Unavailable",
          param: null,
          code: 503,
        },
      },
    ]);
    const one = ask(server, { input_ids: [1], rid: "one" });
    await busy(server, 2, 1);
    const tgi = await post(server, "/generate", { inputs: "a", parameters: { max_new_tokens: 1 } });
    expect([tgi.status, tgi.json]).toEqual([
      429,
      { error: "Model is overloaded", error_type: "overloaded" },
    ]);
    expect(server.stats.refused).toBe(5);
    await abort(server, { abort_all: true });
    await Promise.all([...held, one]);
  });

  test("close answers what was accepted", async () => {
    const server = await start();
    const bodies = Array.from({ length: 6 }, (_, i) => ({ input_ids: [i + 1, 2, 3] }));
    const answers = bodies.map((body) => ask(server, body));
    await until("six requests", () => (server.stats.requests === 6 ? true : undefined));
    await server.close();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(6).fill(200));
    await expect(get(server, "/health")).rejects.toThrow("fetch failed");
  });

  test("closes once, however often it is asked", async () => {
    const server = await start();
    expect(await Promise.all([server.close(), server.close()])).toEqual([undefined, undefined]);
  });
});
