import { LRUCache } from "lru-cache";
import { LocalTokenizer } from "../../scoring/tokens/index.ts";

/** Characters of a token where no tokenizer is given: code and prose under Llama 3's vocabulary. */
const CHARACTERS = 3.8;
/** Lines whose length is remembered; prompts of one file repeat most of theirs. */
const KEPT = 100_000;
/** Characters that are tokenised at once: tokenizers take long over one endless line. */
const PIECE = 4_000;

/** Counts the tokens of texts. */
export interface TokenCount {
  /** How, for people. */
  readonly method: string;
  of(text: string): Promise<number>;
}

/** A token is a byte, as for the offline scorer. */
export const byteCount: TokenCount = {
  method: "a token is a byte",
  of: (text) => Promise.resolve(Buffer.byteLength(text)),
};

/** No tokenizer is at hand: a fixed number of characters is a token. */
export const ratioCount: TokenCount = {
  method: `no tokenizer was given: ${CHARACTERS} characters are a token`,
  of: (text) => Promise.resolve(text.length / CHARACTERS),
};

/**
 * Counts with a tokenizer, line by line. Vocabularies have few tokens that cross the end of a line,
 * so the sum is a little high, by less than a hundredth for code.
 *
 * @param file a `tokenizer.json`
 * @throws HindcastError CONFIG_INVALID
 */
export async function tokenizerCount(file: string): Promise<TokenCount> {
  const tokenizer = await LocalTokenizer.load(file);
  const known = new LRUCache<string, number>({ maxSize: KEPT, sizeCalculation: () => 1 });
  const countLine = async (line: string): Promise<number> => {
    const before = known.get(line);
    if (before !== undefined) return before;
    const { length } = await tokenizer.plain(line);
    known.set(line, length);
    return length;
  };
  return {
    method: `counted with ${file}`,
    of: async (text) => {
      let sum = 0;
      for (const line of linesOf(text)) sum += await countLine(line);
      return sum;
    },
  };
}

/** Lines with their ends, long ones in pieces. */
function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at) + 1 || text.length;
    const next = Math.min(end, at + PIECE);
    yield text.slice(at, next);
    at = next;
  }
}
