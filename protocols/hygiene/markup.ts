/**
 * Tokens with which chat templates delimit turns, channels, tools and hidden reasoning. A tokenizer
 * turns them into control tokens, so none may stand in a text that is trained on, however it is
 * meant. Every pattern is linear.
 */
const TEMPLATE: readonly RegExp[] = [
  // ChatML, Llama 3, harmony, Qwen, Phi, Cohere, Kimi, GLM: <|im_start|>, <|channel|>, <|eot_id|>.
  /<\|[A-Za-z_"][\w:./"-]{0,60}\|>/,
  // Gemma 4: <|channel>thought … <channel|>, <|turn>, <turn|>.
  /<\|[A-Za-z_][\w-]{0,40}>|<[A-Za-z_][\w-]{0,40}\|>/,
  // DeepSeek, with full-width bars.
  /<｜[^｜<>\n]{1,60}｜>/,
  // Mistral: [INST], [THINK], [TOOL_CALLS].
  /\[\/?(?:INST|THINK|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|AVAILABLE_TOOLS|SYSTEM_PROMPT|MODEL_SETTINGS|ARGS|CALL_ID)\]/,
  /<<\/?SYS>>/,
  // Gemma 1 to 3, and the ends of texts of many.
  /<(?:start|end)_of_turn>|<\/?(?:bos|eos)>|^\s*<s>|<\/s>\s*$/i,
  // Seed, MiniMax and others that put a name space before the tag.
  /<\/?[a-z]{1,12}:(?:think|thought|thinking|reasoning|cot_budget_reflect|tool_call|invoke)\b[^<>\n]{0,80}>/i,
  /<\/?(?:tool_call|tool_calls|tool_response|function_call|function_calls)>/i,
  /<SPECIAL_\d+>/,
  /◁\/?think▷/,
  // Harmony whose control tokens were left out when it was decoded.
  /(?:^|[^A-Za-z])assistant(?:final|analysis|commentary)(?=[A-Z\s<"'`*[]|$)/,
  /^\s*(?:analysis|commentary)(?=[A-Z])/,
  // The blocks in which our own prompts show a repository.
  /<\/?data(?:-[0-9a-f]{4,}| name=")/,
];

/** The first piece of template markup in a text. */
export function templateMarkup(text: string): string | undefined {
  for (const pattern of TEMPLATE) {
    const found = pattern.exec(text)?.[0].trim();
    if (found) return found;
  }
  return undefined;
}

/** Tags between which models put what they say to themselves, and the tags of our own prompts. */
const TAG =
  /<(\/?)(think|thinking|thought|thoughts|thinking_process|reasoning|reason|reflection|analysis|scratchpad|monologue|inner_monologue|final_answer|note)\b[^<>\n]{0,80}>/gi;

/** Characters between an opening and a closing tag that are no longer a mention of both. */
const MENTIONED_PAIR = 60;

/** A tag of hidden reasoning that a text does not merely speak of. */
interface ReasoningTag {
  readonly name: string;
  readonly closing: boolean;
  /** Where it begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** Every tag of hidden reasoning that separates parts of a text. */
export function reasoningTags(text: string): ReasoningTag[] {
  return [...text.matchAll(TAG)].flatMap(({ 0: tag, 1: slash, 2: name = "", index }) => {
    const to = index + tag.length;
    if (isMention(text, index, to)) return [];
    return [{ name: name.toLowerCase(), closing: slash === "/", from: index, to }];
  });
}

/**
 * The first tag of hidden reasoning in a text, unless the text merely speaks of it: a tag inside a
 * sentence, with words before it on its line and the sentence going on behind it, is a mention.
 */
export function reasoningMarkup(text: string): string | undefined {
  const open = new Map<string, number>();
  for (const match of text.matchAll(TAG)) {
    const [tag, slash, name = ""] = match;
    const at = match.index;
    if (!isMention(text, at, at + tag.length)) return tag;
    const key = name.toLowerCase();
    const from = open.get(key);
    if (slash === "") open.set(key, at + tag.length);
    else if (from !== undefined && at - from > MENTIONED_PAIR) return tag;
  }
  return undefined;
}

function isMention(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 80), from);
  const after = text.slice(to, to + 80);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (line.endsWith("`") && after.startsWith("`")) return true;
  // A tag that ends a sentence or is glued to a word separates; it is not spoken of.
  if (!/[\p{L}\p{N},]["'“‘«(]?\s?["'“‘«(]$|[\p{L}\p{N},)"'”’»`>]\s$/u.test(line)) return false;
  return /^["'”’»)]?(?:\s?[\p{Ll}\p{N}(<"'“‘`—–-]|[.,;:!?])/u.test(after);
}
