import { HindcastError } from "../../../protocols/index.ts";
import type { TextTokens } from "../../tokens/index.ts";
import { lengthOf } from "../answer.ts";
import type { ScoreItem } from "../client.ts";

/**
 * The text of context and target, for servers that take no ids. It is right only when such a
 * server makes the item's ids of it: when no token spans the border, and the start tokens are
 * those of the context.
 *
 * @throws HindcastError ENDPOINT_REFUSED when the text has other ids
 */
export async function checkJoined(
  tokens: TextTokens,
  item: ScoreItem,
  signal: AbortSignal,
): Promise<string> {
  const { id, context, target } = item;
  const text = context.text + target.text;
  const found = await tokens.prompt(text, signal);
  const border = context.ids.length;
  const at = [...context.ids, ...target.ids].findIndex(
    (expected, index) => found[index] !== expected,
  );
  if (at < 0 && found.length === lengthOf(item)) return text;
  const where =
    at < 0 ? `it has ${found.length} tokens, not ${lengthOf(item)}` : `token ${at} differs`;
  throw new HindcastError(
    "ENDPOINT_REFUSED",
    `item ${id}: the server takes texts only, and its tokens of the joined text are not those of ` +
      `context and target (${where}; the target begins at ${border})`,
  );
}
