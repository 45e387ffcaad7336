import type { EndpointClient, ScoreItem, TokenizedText } from "../client.ts";

/** Lines that begin with a letter and end with one newline: no tokeniser joins any two of them. */
const TEXTS = {
  passage: "width = 3\nheight = 4\narea = width * height\n",
  first: "total = area * width\n",
  second: "print(total, height)\n",
  /** Hardly ever begins a line, unlike the first word of the passage. */
  token: "Q",
  /** Represents the start of a text where the model has no start token. */
  nothing: "\n",
} as const;

/**
 * Lines of a target that is longer than what servers take at a time: SGLang computes
 * log-probabilities in chunks of 2,048 (SGLANG_LOGITS_PROCESSER_CHUNK_SIZE).
 */
const LONG_LINES = 360;

/** The questions of the canary by what they are for. */
export interface CanaryItems {
  /** The passage after nothing. */
  readonly once: ScoreItem;
  /** The passage after itself. */
  readonly again: ScoreItem;
  /** A line, the line after it, and both as one target after the same context. */
  readonly first: ScoreItem;
  readonly second: ScoreItem;
  readonly whole: ScoreItem;
  /** A target of one token, in the place of the passage's first. */
  readonly single: ScoreItem;
}

/** The same short texts for every endpoint, in its own tokens. */
export async function canaryItems(
  client: EndpointClient,
  signal: AbortSignal,
): Promise<CanaryItems> {
  const text = async (name: keyof typeof TEXTS): Promise<TokenizedText> => ({
    text: TEXTS[name],
    ids: await client.tokenize(TEXTS[name], signal),
  });
  const startIds = await client.startTokens(signal);
  const start = startIds.length > 0 ? { text: "", ids: startIds } : await text("nothing");
  const passage = await text("passage");
  const first = await text("first");
  const second = await text("second");
  const token = await text("token");
  const known = join(start, passage);
  return {
    once: { id: "canary-once", context: start, target: passage },
    again: { id: "canary-again", context: known, target: passage },
    first: { id: "canary-first", context: known, target: first },
    second: { id: "canary-second", context: join(known, first), target: second },
    whole: { id: "canary-whole", context: known, target: join(first, second) },
    single: { id: "canary-single", context: known, target: token },
  };
}

/** A long target, and the same with all but its last line as context. */
export async function longItems(
  client: EndpointClient,
  signal: AbortSignal,
): Promise<{ readonly whole: ScoreItem; readonly end: ScoreItem }> {
  const lines = Array.from({ length: LONG_LINES }, (_, n) => `value_${n} = ${(n * 7919) % 1000}\n`);
  const [first, rest, last] = await Promise.all(
    [lines[0]!, lines.slice(1).join(""), TEXTS.second].map(
      async (text): Promise<TokenizedText> => ({ text, ids: await client.tokenize(text, signal) }),
    ),
  );
  const context = join({ text: "", ids: await client.startTokens(signal) }, first!);
  return {
    whole: { id: "canary-long", context, target: join(rest!, last!) },
    end: { id: "canary-end", context: join(context, rest!), target: last! },
  };
}

function join(a: TokenizedText, b: TokenizedText): TokenizedText {
  return { text: a.text + b.text, ids: [...a.ids, ...b.ids] };
}
