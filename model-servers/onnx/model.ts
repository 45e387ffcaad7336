import path from "node:path";
import { HindcastError, random, reasonOf } from "../../protocols/index.ts";
import { modelFiles } from "./files.ts";
import {
  loadPeer,
  type Peer,
  type PeerModel,
  type PeerOutput,
  type PeerPast,
  type PeerTokenizer,
} from "./peer.ts";
import { logProbability, sampled } from "./probabilities.ts";

/** Tokens of one forward pass: each row of its answer is as long as the vocabulary. */
const CHUNK = 128;

/** One likelihood to be computed: both lists have tokens. */
export interface OnnxItem {
  readonly context: readonly number[];
  readonly target: readonly number[];
}

export interface Generated {
  readonly text: string;
  readonly tokens: number;
  /** Tokens of the chat that it follows. */
  readonly promptTokens: number;
  /** Whether the limit of tokens ended it. */
  readonly cut: boolean;
}

/** Keys and values of a prefix, in the form that a forward pass takes. */
interface Prefix {
  readonly ids: readonly number[];
  readonly past: PeerPast | null;
}

const NOTHING: Prefix = { ids: [], past: null };

/**
 * A causal language model in this process, run by ONNX Runtime. One forward pass at a time: the
 * runtime uses all cores for it. The keys and values of what questions begin with alike are kept.
 */
export class OnnxModel {
  readonly name: string;
  /** Path of the tokenizer.json. */
  readonly tokenizerFile: string;
  /** Tokens of context and answer together; undefined where the model does not say. */
  readonly contextLength: number | undefined;
  readonly #peer: Peer;
  readonly #model: PeerModel;
  readonly #tokenizer: PeerTokenizer;
  readonly #ends: ReadonlySet<number>;
  #shared: Prefix = NOTHING;
  #last: readonly number[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(
    name: string,
    tokenizerFile: string,
    peer: Peer,
    model: PeerModel,
    tokenizer: PeerTokenizer,
  ) {
    this.name = name;
    this.tokenizerFile = tokenizerFile;
    this.#peer = peer;
    this.#model = model;
    this.#tokenizer = tokenizer;
    const { config, generation_config: generation } = model;
    this.contextLength = firstCount(config, ["max_position_embeddings", "n_positions", "n_ctx"]);
    this.#ends = new Set([
      ...idsOf(generation?.["eos_token_id"]),
      ...idsOf(config["eos_token_id"]),
    ]);
  }

  /**
   * Loads the model of a directory or of the Hub.
   *
   * @param given what follows `onnx:` in the SPEC
   * @throws HindcastError CONFIG_INVALID where the package or the files are missing or unusable
   */
  static async load(
    given: string,
    open: (spec: string) => Promise<Peer> = loadPeer,
  ): Promise<OnnxModel> {
    const spec = `onnx:${given}`;
    const { source, local, name, dtype, subfolder } = modelFiles(given);
    const peer = await open(spec);
    try {
      const where = { local_files_only: local };
      const tokenizer = await peer.AutoTokenizer.from_pretrained(source, where);
      const weights = { ...where, dtype, subfolder, device: "cpu" } as const;
      const model = await peer.AutoModelForCausalLM.from_pretrained(source, weights);
      const folder = local ? source : path.join(peer.env.cacheDir ?? "", source);
      return new OnnxModel(name, path.join(folder, "tokenizer.json"), peer, model, tokenizer);
    } catch (error) {
      throw new HindcastError("CONFIG_INVALID", `${spec} cannot be loaded: ${reasonOf(error)}`, {
        cause: error,
      });
    }
  }

  /**
   * Log-probabilities of each target's tokens after its context, in nats. Throws INTERRUPTED when
   * the signal is aborted.
   */
  score(items: readonly OnnxItem[], signal: AbortSignal): Promise<Float64Array[]> {
    return this.#alone(async () => {
      const sequences = items.map(({ context, target }) => [...context, ...target.slice(0, -1)]);
      const values: Float64Array[] = [];
      for (const [at, { context, target }] of items.entries()) {
        const ids = sequences[at]!;
        const next = sequences[at + 1] ?? ids;
        const found = new Float64Array(target.length);
        const first = context.length - 1;
        // Rows that are wanted begin at the context's last token.
        const from = await this.#begin(ids.slice(0, first), next, signal);
        await this.#pass(ids, from, signal, (row, logits) => {
          if (row >= first) found[row - first] = logProbability(logits, target[row - first]!);
        });
        this.#last = ids;
        values.push(found);
      }
      return values;
    });
  }

  /** Writes on after a chat; the same seed gives the same text. */
  generate(
    messages: readonly { readonly role: string; readonly content: string }[],
    options: {
      readonly maxTokens: number;
      readonly temperature: number;
      readonly seed: number;
      readonly signal: AbortSignal;
    },
  ): Promise<Generated> {
    const { maxTokens, temperature, seed, signal } = options;
    return this.#alone(async () => {
      const prompt = String(
        this.#tokenizer.apply_chat_template(messages, {
          tokenize: false,
          add_generation_prompt: true,
        }),
      );
      const ids = [...this.#tokenizer.encode(prompt, { add_special_tokens: false })].map(Number);
      const { contextLength = Infinity } = this;
      const room = Math.min(maxTokens, contextLength - ids.length);
      if (room < 1) {
        const detail = `${this.name}: a prompt of ${ids.length} tokens leaves no room for an answer`;
        throw new HindcastError("AUTHOR_UNUSABLE", detail);
      }
      const promptTokens = ids.length;
      const written: number[] = [];
      let prefix = await this.#begin(ids.slice(0, -1), this.#last, signal);
      let ended = false;
      while (!ended && written.length < room) {
        let last: Float32Array | undefined;
        prefix = await this.#pass(ids, prefix, signal, (_row, logits) => (last = logits));
        if (!last) throw new Error("the model gave nothing to go on with");
        const next = sampled(last, temperature, random(seed, "token", written.length));
        ended = this.#ends.has(next);
        if (ended) break;
        written.push(next);
        ids.push(next);
      }
      const text = this.#tokenizer.decode(written, { skip_special_tokens: true });
      return { text, tokens: written.length, cut: !ended, promptTokens };
    });
  }

  async close(): Promise<void> {
    await this.#queue;
    await this.#model.dispose();
  }

  /** One after the other, in the order of the calls. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }

  /**
   * The longest prefix of some ids that is known. What they share with another question is computed
   * and kept first, since it is about to be asked for again.
   */
  async #begin(
    ids: readonly number[],
    other: readonly number[],
    signal: AbortSignal,
  ): Promise<Prefix> {
    const common = Math.max(sharedBy(ids, this.#last), other === ids ? 0 : sharedBy(ids, other));
    const keep = Math.floor(common / CHUNK) * CHUNK;
    const known =
      sharedBy(ids, this.#shared.ids) === this.#shared.ids.length ? this.#shared : NOTHING;
    if (keep <= known.ids.length) return known;
    this.#shared = await this.#pass(ids.slice(0, keep), known, signal);
    return this.#shared;
  }

  /** Runs what comes after a prefix, and calls `take` with the index and logits of each new token. */
  async #pass(
    ids: readonly number[],
    from: Prefix,
    signal: AbortSignal,
    take?: (row: number, logits: Float32Array) => void,
  ): Promise<Prefix> {
    let { past } = from;
    for (let at = from.ids.length; at < ids.length; at += CHUNK) {
      if (signal.aborted) throw new HindcastError("INTERRUPTED", `${this.name}: while it computed`);
      const end = Math.min(ids.length, at + CHUNK);
      const output = await this.#model.forward({
        input_ids: this.#tensor(ids.slice(at, end)),
        attention_mask: this.#tensor(Array.from({ length: end }, () => 1)),
        past_key_values: past,
      });
      past = pastOf(output);
      if (take) rowsOf(output, end - at, (row, logits) => take(at + row, logits));
    }
    return { ids: [...ids], past };
  }

  #tensor(values: readonly number[]): object {
    return new this.#peer.Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);
  }
}

/** What a pass remembers, under the names that the next one takes it by. */
function pastOf(output: PeerOutput): PeerPast {
  const kept = Object.entries(output).filter(([name]) => name.startsWith("present"));
  return Object.fromEntries(
    kept.map(([name, tensor]) => [
      name.replace(/^present(_\w+)?/, (_all, kind?: string) => `past${kind ?? "_key_values"}`),
      tensor,
    ]),
  );
}

function rowsOf(
  { logits }: PeerOutput,
  count: number,
  take: (row: number, logits: Float32Array) => void,
): void {
  const [, rows = 0, words = 0] = logits?.dims ?? [];
  if (!logits || rows !== count) throw new Error(`the model gave ${rows} rows for ${count} tokens`);
  const { data } = logits.type === "float32" ? logits : logits.to("float32");
  const all = data as Float32Array;
  for (let row = 0; row < rows; row += 1) {
    take(row, all.subarray(row * words, (row + 1) * words));
  }
}

/** How many ids two lists begin with alike. */
function sharedBy(a: readonly number[], b: readonly number[]): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a[at] === b[at]) at += 1;
  return at;
}

function firstCount(
  config: Readonly<Record<string, unknown>>,
  names: readonly string[],
): number | undefined {
  const found = names.map((name) => config[name]).find((value) => Number.isInteger(value));
  return found as number | undefined;
}

function idsOf(value: unknown): number[] {
  return (Array.isArray(value) ? value : [value]).filter((id) => Number.isInteger(id)) as number[];
}
