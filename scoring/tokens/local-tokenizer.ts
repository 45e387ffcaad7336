import { readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import * as z from "zod";
import { HindcastError, problemOf, reasonOf } from "../../protocols/index.ts";
import type { Encoder } from "./encoder.ts";

const TokenizerFile = z.looseObject({
  model: z.looseObject({}),
  added_tokens: z.array(
    z.looseObject({ id: z.int(), content: z.string(), special: z.boolean().optional() }),
  ),
});

/** What the library gives; an id is undefined for what the vocabulary does not hold. */
interface Encoded {
  readonly ids: readonly (number | undefined)[];
  readonly tokens: readonly string[];
}

/** Files that were read, by path and time of change: endpoints of a pool share one tokeniser. */
const loaded = new Map<string, Promise<LocalTokenizer>>();

/**
 * A `tokenizer.json` of Hugging Face, run here. What a text spells is never read as a special
 * token: source code may hold `<|im_end|>`, and there it is code.
 */
export class LocalTokenizer implements Encoder {
  /** Without the special tokens, which it would cut out of a text. */
  readonly #tokenizer: Tokenizer;
  readonly #special: ReadonlyMap<string, number>;

  private constructor(tokenizer: Tokenizer, special: ReadonlyMap<string, number>) {
    this.#tokenizer = tokenizer;
    this.#special = special;
  }

  /**
   * Reads a tokenizer.json, and the tokenizer_config.json beside it when there is one. Throws
   * CONFIG_INVALID, with the path, for a file that cannot be read or is of another kind.
   */
  static async load(path: string): Promise<LocalTokenizer> {
    try {
      const { mtimeMs, size } = await stat(path);
      const key = `${resolve(path)}:${mtimeMs}:${size}`;
      const known = loaded.get(key) ?? LocalTokenizer.#read(path);
      loaded.set(key, known);
      known.catch(() => loaded.delete(key));
      return await known;
    } catch (error) {
      throw new HindcastError("CONFIG_INVALID", `tokenizer ${path}: ${reasonOf(error)}`);
    }
  }

  static async #read(path: string): Promise<LocalTokenizer> {
    const parsed = TokenizerFile.safeParse(JSON.parse(await readFile(path, "utf8")));
    if (!parsed.success) throw new Error(`no tokenizer.json: ${problemOf(parsed.error)}`);
    const file = parsed.data;
    const special = file.added_tokens.filter((token) => token.special);
    const plain = file.added_tokens.filter((token) => !token.special);
    const config = await readConfig(join(dirname(path), "tokenizer_config.json"));
    return new LocalTokenizer(
      new Tokenizer({ ...file, added_tokens: plain }, config),
      new Map(special.map(({ content, id }) => [content, id])),
    );
  }

  async plain(text: string): Promise<readonly number[]> {
    return checked(this.#encode(text, false).ids);
  }

  async prompt(text: string): Promise<readonly number[]> {
    const { ids, tokens } = this.#encode(text, true);
    return checked(tokens.map((token, at) => this.#special.get(token) ?? ids[at]));
  }

  async texts(ids: readonly number[]): Promise<readonly string[]> {
    return ids.map((id) => this.#tokenizer.decode([id], { clean_up_tokenization_spaces: false }));
  }

  #encode(text: string, special: boolean): Encoded {
    return this.#tokenizer.encode(text, { add_special_tokens: special }) as Encoded;
  }
}

function checked(ids: readonly (number | undefined)[]): readonly number[] {
  if (ids.every((id) => id !== undefined)) return ids;
  throw new HindcastError("ENDPOINT_REFUSED", "a text holds what the tokeniser cannot spell");
}

async function readConfig(path: string): Promise<Record<string, unknown>> {
  try {
    return z.looseObject({}).parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}
