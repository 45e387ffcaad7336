import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { HindcastError, reasonOf, sha256 } from "../../protocols/index.ts";
import { LocalTokenizer, TextTokens } from "../../scoring/tokens/index.ts";

const TokenizerJson = z.looseObject({
  model: z.looseObject({ vocab: z.unknown().optional() }),
  added_tokens: z.array(z.looseObject({ id: z.int(), content: z.string() })).default([]),
});

const Named = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish();
const TokenizerConfig = z.looseObject({ bos_token: Named, eos_token: Named });

/** Begin and end token of each sequence: by name, `auto` for the model's own, or none. */
export interface EdgeTokens {
  readonly begin: string;
  readonly end: string;
}

/** Neither begin nor end token. */
const NO_TOKEN = "none";
/** The token that tokenizer_config.json names, none where it names none. */
export const AUTO_TOKEN = "auto";

/** Tokenises the spans of an export, with explicit begin and end tokens. */
export class ExportTokenizer {
  /** SHA-256 of tokenizer.json, which an export records. */
  readonly hash: string;
  /** One more than the largest id. */
  readonly vocabulary: number;
  /** Ids put before and after each sequence. */
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly #tokens: TextTokens;
  readonly #signal: AbortSignal;

  private constructor(
    parts: Pick<ExportTokenizer, "hash" | "vocabulary" | "begin" | "end">,
    tokens: TextTokens,
    signal: AbortSignal,
  ) {
    this.hash = parts.hash;
    this.vocabulary = parts.vocabulary;
    this.begin = parts.begin;
    this.end = parts.end;
    this.#tokens = tokens;
    this.#signal = signal;
  }

  /**
   * Reads a tokenizer.json, or the one in a directory as the Hub lays it out.
   *
   * @throws HindcastError CONFIG_INVALID for a file that is none, or a begin or end token that
   *   the tokeniser does not have
   */
  static async load(
    place: string,
    edges: EdgeTokens,
    signal: AbortSignal,
  ): Promise<ExportTokenizer> {
    const file = await fileOf(place);
    const local = await LocalTokenizer.load(file);
    const text = await readFile(file, "utf8");
    const parsed = TokenizerJson.parse(JSON.parse(text));
    const config = await configOf(path.join(path.dirname(file), "tokenizer_config.json"));
    const added = new Map(parsed.added_tokens.map(({ content, id }) => [content, id]));
    const idOf = (wanted: string, own: string | undefined, option: string): number[] => {
      const name = wanted === AUTO_TOKEN ? own : wanted;
      if (name === undefined || name === NO_TOKEN) return [];
      const id = added.get(name);
      if (id !== undefined) return [id];
      const known = [...added.keys()].slice(0, 6).join(", ");
      throw new HindcastError(
        "CONFIG_INVALID",
        `${option} ${name}: ${file} has no such token; some that it has: ${known}`,
      );
    };
    const parts = {
      hash: sha256(text),
      vocabulary: vocabularyOf(parsed),
      begin: idOf(edges.begin, nameOf(config.bos_token), "--begin"),
      end: idOf(edges.end, nameOf(config.eos_token), "--end"),
    };
    return new ExportTokenizer(parts, new TextTokens(local), signal);
  }

  /** Ids of a text with nothing added; special tokens that it spells are plain text. */
  async encode(text: string): Promise<readonly number[]> {
    return this.#tokens.of(text, this.#signal);
  }
}

async function fileOf(place: string): Promise<string> {
  try {
    return (await stat(place)).isDirectory() ? path.join(place, "tokenizer.json") : place;
  } catch (error) {
    throw new HindcastError("CONFIG_INVALID", `tokenizer ${place}: ${reasonOf(error)}`);
  }
}

async function configOf(file: string): Promise<z.infer<typeof TokenizerConfig>> {
  try {
    return TokenizerConfig.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new HindcastError("CONFIG_INVALID", `${file}: ${reasonOf(error)}`);
  }
}

function nameOf(token: z.infer<typeof Named>): string | undefined {
  return typeof token === "string" ? token : token?.content;
}

/** One more than the largest id of vocabulary and added tokens, whatever form the model has. */
function vocabularyOf({ model, added_tokens: added }: z.infer<typeof TokenizerJson>): number {
  let largest = added.reduce((most, { id }) => Math.max(most, id), -1);
  const { vocab } = model;
  if (Array.isArray(vocab)) largest = Math.max(largest, vocab.length - 1);
  else if (vocab !== null && typeof vocab === "object") {
    for (const id of Object.values(vocab)) {
      if (typeof id === "number" && id > largest) largest = id;
    }
  }
  return largest + 1;
}
