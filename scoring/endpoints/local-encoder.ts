import { HindcastError, isHindcastError } from "../../protocols/index.ts";
import { LocalTokenizer, type Encoder } from "../tokens/index.ts";
import { statusOf } from "./http.ts";

/** Words, an indented line and characters of several bytes: what tokenisers differ in. */
const PROBE = "def naïve(größe):\n    return größe * 2  # 日本\n";

/**
 * A local tokenizer.json as a server's tokeniser. Where the server can tokenise, both are asked
 * once for the same text.
 *
 * @throws HindcastError, on its first use: CONFIG_INVALID when the file cannot be used,
 *   ENDPOINT_CONFIG when it is not that of the server's model
 */
export function checkedEncoder(name: string, path: string, own: Encoder): Encoder {
  let checked: LocalTokenizer | undefined;
  async function get(signal: AbortSignal): Promise<LocalTokenizer> {
    if (checked === undefined) {
      const local = await LocalTokenizer.load(path);
      const here = await local.plain(PROBE);
      const there = await plainAt(own, signal);
      if (there !== undefined && here.join() !== there.join()) {
        throw new HindcastError(
          "ENDPOINT_CONFIG",
          `${name}: the tokenizer ${path} gives other ids than the server's own`,
        );
      }
      checked = local;
    }
    return checked;
  }
  return {
    plain: async (text, signal) => (await get(signal)).plain(text),
    prompt: async (text, signal) => (await get(signal)).prompt(text),
    texts: async (ids, signal) => (await get(signal)).texts(ids),
  };
}

/** The server's ids of the probe, or undefined if it cannot return them. */
async function plainAt(own: Encoder, signal: AbortSignal): Promise<readonly number[] | undefined> {
  try {
    return await own.plain(PROBE, signal);
  } catch (error) {
    if (isHindcastError(error) && error.code === "ENDPOINT_CONFIG") return undefined;
    // llama.cpp and others have a /tokenize of another shape.
    if (
      isHindcastError(error) &&
      statusOf(error) === undefined &&
      error.code === "ENDPOINT_WRONG"
    ) {
      return undefined;
    }
    throw error;
  }
}
