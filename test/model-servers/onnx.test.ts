import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createEndpointClient } from "../../scoring/endpoints/index.ts";
import { OnnxModel, type Peer } from "../../model-servers/onnx/index.ts";

const WORDS = 7;
const END = 6;
const { signal } = new AbortController();

/** What the made-up model gives for the token after `ids`: it depends on all of them. */
function logitsAfter(ids: readonly number[]): number[] {
  const state = ids.reduce((sum, id, at) => (sum * 31 + id * (at + 1)) % 1009, 7);
  return Array.from({ length: WORDS }, (_, id) => ((state * (id + 3)) % 17) / 4);
}

function expectedLogprobs(context: readonly number[], target: readonly number[]): number[] {
  return target.map((id, at) => {
    const logits = logitsAfter([...context, ...target.slice(0, at)]);
    return logits[id]! - Math.log(logits.reduce((sum, each) => sum + Math.exp(each), 0));
  });
}

/** Stands in for the package, which runs real models; its cache is the list of ids so far. */
function standIn(passes: number[][] = []): Peer {
  const tensor = (type: string, data: ArrayLike<number | bigint>, dims: readonly number[]) => ({
    type,
    data,
    dims,
    to: () => tensor(type, data, dims),
  });
  class Tensor {
    readonly type: string;
    readonly data: BigInt64Array;
    readonly dims: readonly number[];

    constructor(type: string, data: BigInt64Array, dims: readonly number[]) {
      this.type = type;
      this.data = data;
      this.dims = dims;
    }

    to() {
      return tensor(this.type, this.data, this.dims);
    }
  }
  const model = {
    config: { max_position_embeddings: 400, eos_token_id: END },
    dispose: () => Promise.resolve(),
    forward: ({ input_ids, attention_mask, past_key_values }: Record<string, unknown>) => {
      const before = past_key_values as Record<string, Tensor> | null;
      const known = Array.from(before?.["past_key_values.0.key"]?.data ?? [], Number);
      const given = Array.from((input_ids as Tensor).data, Number);
      passes.push(given);
      const all = [...known, ...given];
      expect((attention_mask as Tensor).dims).toEqual([1, all.length]);
      const rows = given.flatMap((_, at) => logitsAfter(all.slice(0, known.length + at + 1)));
      return Promise.resolve({
        logits: tensor("float32", Float32Array.from(rows), [1, given.length, WORDS]),
        "present.0.key": tensor("int64", all, [all.length]),
      });
    },
  };
  const tokenizer = {
    encode: (text: string) => Array.from(text, (letter) => (letter.codePointAt(0) ?? 0) % END),
    decode: (ids: readonly number[]) => ids.join(" "),
    apply_chat_template: (messages: readonly { content: string }[]) =>
      messages.map(({ content }) => content).join("|"),
  };
  return {
    env: { cacheDir: "/nowhere" },
    Tensor,
    AutoTokenizer: { from_pretrained: () => Promise.resolve(tokenizer) },
    AutoModelForCausalLM: { from_pretrained: () => Promise.resolve(model) },
  };
}

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "hindcast-onnx-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function modelDirectory(weights = "onnx/model.onnx"): Promise<string> {
  await mkdir(path.join(directory, "onnx"), { recursive: true });
  await writeFile(path.join(directory, weights), "");
  await writeFile(path.join(directory, "tokenizer.json"), "{}");
  return directory;
}

async function opened(passes?: number[][]): Promise<OnnxModel> {
  return OnnxModel.load(await modelDirectory(), () => Promise.resolve(standIn(passes)));
}

const sequence = (length: number, seed: number): number[] =>
  Array.from({ length }, (_, at) => (at * at + seed * at + seed) % END);

describe("an ONNX model", () => {
  test("gives each token's log-probability, whatever it kept of earlier questions", async () => {
    const model = await opened();
    const shared = sequence(300, 3);
    const items = [
      { context: [1], target: [2] },
      { context: [...shared, 1], target: sequence(40, 5) },
      { context: [...shared, 1, 2], target: [4] },
      { context: shared.slice(0, 200), target: [...shared.slice(200, 290), 0] },
      { context: sequence(300, 4), target: sequence(9, 1) },
    ];
    for (const asked of [items, items.toReversed(), [items[1]!], [items[2]!]]) {
      const found = await model.score(asked, signal);
      for (const [at, { context, target }] of asked.entries()) {
        const expected = expectedLogprobs(context, target);
        expect(found[at]).toHaveLength(target.length);
        for (const [place, value] of found[at]!.entries()) {
          expect(value).toBeCloseTo(expected[place]!, 5);
        }
      }
    }
  });

  test("computes what questions begin with once", async () => {
    const passes: number[][] = [];
    const model = await opened(passes);
    const shared = sequence(256, 3);
    await model.score(
      [1, 2, 3, 4].map((id) => ({ context: [...shared, id], target: [5, 1] })),
      signal,
    );
    const computed = passes.reduce((sum, ids) => sum + ids.length, 0);
    expect(computed).toBeLessThan(256 + 4 * 8);
  });

  test("stops between two passes when nobody waits any more", async () => {
    const model = await opened();
    const stopped = AbortSignal.abort();
    await expect(model.score([{ context: [1, 2], target: [3] }], stopped)).rejects.toMatchObject({
      code: "INTERRUPTED",
    });
    expect(await model.score([{ context: [1, 2], target: [3] }], signal)).toHaveLength(1);
  });

  test("writes the same for the same seed, the likeliest at temperature 0", async () => {
    const model = await opened();
    const options = { maxTokens: 12, temperature: 1, seed: 1, signal };
    const write = (more: Partial<typeof options>) =>
      model.generate([{ role: "user", content: "abcd" }], { ...options, ...more });
    expect(await write({})).toEqual(await write({}));
    const texts = await Promise.all([1, 2, 3, 4].map((seed) => write({ seed })));
    expect(new Set(texts.map(({ text }) => text)).size).toBeGreaterThan(1);
    const greedy = await write({ temperature: 0, maxTokens: 3 });
    const ids = Array.from("abcd", (letter) => (letter.codePointAt(0) ?? 0) % END);
    const expected: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const logits = logitsAfter([...ids, ...expected]);
      const best = logits.indexOf(Math.max(...logits));
      if (best === END) break;
      expected.push(best);
    }
    expect(greedy).toMatchObject({ text: expected.join(" "), promptTokens: 4 });
    expect(greedy.cut).toBe(expected.length === 3);
  });

  test("leaves room for an answer or says that there is none", async () => {
    const model = await opened();
    const content = "a".repeat(400);
    const options = { maxTokens: 12, temperature: 0, seed: 1, signal };
    await expect(model.generate([{ role: "user", content }], options)).rejects.toMatchObject({
      code: "AUTHOR_UNUSABLE",
    });
  });
});

describe("the files of onnx:DIR", () => {
  test.each(["onnx/model.onnx", "model.onnx", "onnx/model_quantized.onnx"])(
    "may be %s",
    async (weights) => {
      const model = await OnnxModel.load(await modelDirectory(weights), () =>
        Promise.resolve(standIn()),
      );
      expect(model.name).toBe(path.basename(directory));
      expect(model.tokenizerFile).toBe(path.join(directory, "tokenizer.json"));
    },
  );

  test("are missed by name", async () => {
    const load = (given: string) => OnnxModel.load(given, () => Promise.resolve(standIn()));
    await expect(load(path.join(directory, "no"))).rejects.toThrow("there is no such directory");
    await expect(load(directory)).rejects.toThrow("the directory has no model.onnx");
    await modelDirectory();
    await rm(path.join(directory, "tokenizer.json"));
    await expect(load(directory)).rejects.toThrow("the directory has no tokenizer.json");
  });
});

test("an endpoint without the package says what to install", async () => {
  const client = createEndpointClient(`onnx:${await modelDirectory()}`);
  await expect(client.describe(signal)).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    detail: expect.stringContaining("npm install @huggingface/transformers") as unknown,
  });
  await client.close();
});
